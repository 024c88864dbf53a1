import { describe, expect, it } from 'vitest';
import { safeText } from '../../src/reporting/safe-text.js';
import {
  cutPathToWidth,
  cutToWidth,
  padToWidth,
  textWidth,
  wrapToWidth,
} from '../../src/reporting/text-width.js';

describe('width on a terminal', () => {
  it.each([
    ['abc', 3],
    ['Größe', 5],
    ['e\u0301', 1],
    ['问题', 4],
    ['セキュリティ', 12],
    ['👍🏽', 2],
    ['🇩🇪', 2],
    ['', 0],
  ])('%s takes %d columns', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  it.each([
    ['short', 10, 'short'],
    ['a longer text', 8, 'a longe…'],
    ['问题问题', 5, '问题…'],
    ['Größe – 5 €', 7, 'Größe…'],
    ['Größe – 5 €', 8, 'Größe –…'],
    ['abcde\u0301', 5, 'abcde\u0301'],
    ['abcde\u0301f', 5, 'abcd…'],
    ['👍🏽 yes', 4, '👍🏽…'],
  ])('%s cut to %d', (text, columns, expected) => {
    expect(cutToWidth(text, columns)).toBe(expected);
    expect(textWidth(expected)).toBeLessThanOrEqual(columns);
  });

  it('a path keeps its beginning and its file name', () => {
    const cut = cutPathToWidth('/srv/share/customers/2026/acme/questionnaire.xlsx', 30);
    expect(cut).toMatch(/^\/srv.*…/);
    expect(cut).toMatch(/questionnaire\.xlsx$/);
    expect(textWidth(cut)).toBeLessThanOrEqual(30);
  });

  it('pads and wraps by width', () => {
    expect(padToWidth('问', 4)).toBe('问  ');
    expect(padToWidth('7', 3, 'right')).toBe('  7');
    expect(wrapToWidth('one two three', 7)).toEqual(['one two', 'three']);
  });
});

describe('text of a file made safe to print', () => {
  it.each([
    ['a\u001b[31mb', 'a\ufffd[31mb'],
    ['two\r\nlines', 'two  lines'],
    ['rtl\u202eoverride', 'rtl\ufffdoverride'],
    ['c1\u009bm', 'c1\ufffdm'],
    ['\ud800 lone', '\ufffd lone'],
    ['😀 stays', '😀 stays'],
  ])('%j', (text, expected) => {
    expect(safeText(text)).toBe(expected);
  });
});
