import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Verification } from '../../src/workbook/differ/verification.js';
import { copyFixture, filesIn, folderForEachTest } from './folders.js';
import { runCli } from './run-cli.js';

let cwd = '';
folderForEachTest((path) => {
  cwd = path;
}, 'plain.xlsx');

const run = (...args: string[]) => runCli(args, { cwd });

describe('meshsec verify', () => {
  it('proves that an answered questionnaire is the original and its answers', () => {
    const answers = JSON.parse(run('answer', 'plain.xlsx', '--json').out);
    const { code, out, err } = run('verify', 'plain.xlsx', 'plain.answered.xlsx', '--json');
    const found = JSON.parse(out) as Verification;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(found).toMatchObject({ version: 1, lossless: true, differences: [] });
    const written = answers.files[0].questions.flatMap((question: { writes: unknown[] }) => question.writes);
    expect(found.cells.map(({ cell }) => cell).sort()).toEqual(
      expect.arrayContaining(written.map(({ cell }: { cell: string }) => cell).sort()),
    );
    expect(filesIn(cwd)).toEqual(['plain.answered.xlsx', 'plain.review.xlsx', 'plain.xlsx']);
  });

  it('exits with 1 where anything else changed', () => {
    copyFixture('bank-de.xlsx', cwd);
    const { code, out } = run('verify', 'plain.xlsx', 'bank-de.xlsx');
    expect(code).toBe(1);
    expect(out).toMatch(/^✗ Not only answers/m);
  });

  it.each<[string, string[], number, RegExp]>([
    ['one file only', ['plain.xlsx'], 2, /missing required argument/],
    ['a missing file', ['plain.xlsx', 'no.xlsx'], 1, /no\.xlsx: there is no such file/],
    ['a folder', ['plain.xlsx', '.'], 1, /is a folder/],
    ['a text file', ['plain.xlsx', 'text.xlsx'], 1, /text\.xlsx: this is not an Excel workbook/],
  ])('says in one line what is wrong with %s', (_name, args, code, words) => {
    writeFileSync(join(cwd, 'text.xlsx'), 'text');
    const result = run('verify', ...args);
    expect(result).toMatchObject({ code, out: '' });
    expect(result.err.trim().split('\n')).toHaveLength(1);
    expect(result.err).toMatch(words);
  });
});

describe('where answers are written', () => {
  it.each<[string, () => string]>([
    ['its own name', () => 'plain.xlsx'],
    ['another spelling', () => join('.', 'x', '..', 'plain.xlsx')],
    [
      'a symbolic link',
      () => {
        symlinkSync(join(cwd, 'plain.xlsx'), join(cwd, 'link.xlsx'));
        return 'link.xlsx';
      },
    ],
  ])('never over the input, by %s', (_name, output) => {
    cpSync(join(cwd, 'plain.xlsx'), join(cwd, 'copy.xlsx'));
    const { code, err } = run('answer', 'plain.xlsx', '--force', '-o', output());
    expect(code).not.toBe(0);
    expect(err).toMatch(/input/);
    expect(run('verify', 'copy.xlsx', 'plain.xlsx').out).toMatch(/byte for byte/);
  });

  it('not over the answers of a colleague', () => {
    writeFileSync(join(cwd, 'plain.answered.xlsx'), 'edits');
    const { code, err } = run('answer', 'plain.xlsx');
    expect(code).toBe(1);
    expect(err).toMatch(/plain\.answered\.xlsx.*--force/);
  });
});
