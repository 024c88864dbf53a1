import { describe, expect, it } from 'vitest';
import { type CellWrite, patchWorkbook } from '../../src/workbook/patch.js';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { buildWorkbook, cellsXml, type TestWorkbook } from './build-workbook.js';

const QUESTIONS = cellsXml({
  1: [
    ['A1', 'Question'],
    ['B1', 'Answer'],
  ],
  2: [['A2', 'Is data encrypted?']],
  4: [['A4', 'Who may see it?']],
});

function write(row: number, column: number, value: string, more: Partial<CellWrite> = {}): CellWrite {
  return { sheet: 'Q', row, column, value, ...more };
}

function patched(book: TestWorkbook, writes: readonly CellWrite[]) {
  const workbook = openWorkbook(buildWorkbook(book), 'q.xlsx');
  const result = patchWorkbook(workbook, writes, []);
  const sheet = openWorkbook(result.bytes, 'q.answered.xlsx').sheets[0];
  return { ...result, textAt: (row: number, column: number) => sheet?.cellAt(row, column)?.text, sheet };
}

describe('a patch', () => {
  it('without writes gives the very same bytes', () => {
    const bytes = buildWorkbook({ sheets: { Q: QUESTIONS } });
    expect(Buffer.compare(patchWorkbook(openWorkbook(bytes, 'q'), []).bytes as Buffer, bytes)).toBe(0);
  });

  it.each<[string, TestWorkbook, CellWrite]>([
    ['into an existing row', { sheets: { Q: QUESTIONS } }, write(2, 2, 'Yes')],
    ['into a missing row', { sheets: { Q: QUESTIONS } }, write(3, 2, 'Yes')],
    ['below the last row', { sheets: { Q: QUESTIONS } }, write(9, 1, 'Yes')],
    ['into a sheet without rows', { sheets: { Q: '<sheetData/>' } }, write(9, 1, 'Yes')],
    [
      'into an empty row',
      { sheets: { Q: '<sheetData><row r="9" ht="20"/></sheetData>' } },
      write(9, 1, 'Yes'),
    ],
    ['into shared strings', { sheets: { Q: QUESTIONS }, strings: ['a'] }, write(2, 2, 'Yes')],
    ['into empty shared strings', { sheets: { Q: QUESTIONS }, strings: [] }, write(2, 2, 'Yes')],
    ['with markup', { sheets: { Q: QUESTIONS } }, write(2, 2, '<a href="x">&amp; _x000D_ \u0007')],
    ['that looks like a formula', { sheets: { Q: QUESTIONS } }, write(2, 2, '=1+1')],
  ])('writes %s', (_name, book, one) => {
    const result = patched(book, [one]);
    expect(result.refused).toEqual([]);
    expect(result.textAt(one.row, one.column)).toBe(one.value);
    expect(result.sheet?.cellAt(one.row, one.column)?.kind).toBe('text');
  });
});
