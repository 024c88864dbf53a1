import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, win32 } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findInputs, splitGlob } from '../../src/bulk/find-inputs.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'meshsec-find-')));
const outside = realpathSync(mkdtempSync(join(tmpdir(), 'meshsec-outside-')));

const FILES = [
  'a.xlsx',
  'B.XLSX',
  'macro.xlsm',
  'old.xls',
  'notes.txt',
  'a.answered.xlsx',
  'a.review.xlsx',
  '~$a.xlsx',
  '.~lock.a.xlsx',
  '._a.xlsx',
  'deep/er/c.xlsx',
  'deep/er/c.answered.xlsm',
  'deep/.meshsec/x.xlsx',
  'Kunde (neu)/frage[1].xlsx',
  '[2026] Acme/q.xlsx',
];

beforeAll(() => {
  for (const name of FILES) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), '');
  }
  writeFileSync(join(outside, 'theirs.xlsx'), '');
  symlinkSync(outside, join(root, 'link'));
  symlinkSync(join(outside, 'theirs.xlsx'), join(root, 'linked.xlsx'));
  symlinkSync(join(root, 'a.xlsx'), join(root, 'same.xlsx'));
});

afterAll(() => {
  for (const folder of [root, outside]) rmSync(folder, { recursive: true, force: true });
});

const everything = [
  'B.XLSX',
  'Kunde (neu)/frage[1].xlsx',
  '[2026] Acme/q.xlsx',
  'a.xlsx',
  'deep/er/c.xlsx',
  'macro.xlsm',
  'old.xls',
];

describe('inputs', () => {
  test.each([
    [
      'a folder: all below it but outputs, lock files, hidden files and links that leave',
      ['.'],
      everything,
      true,
    ],
    ['an absolute folder', [root], everything, true],
    [
      'a glob',
      ['**/*.xlsx'],
      ['Kunde (neu)/frage[1].xlsx', '[2026] Acme/q.xlsx', 'a.xlsx', 'deep/er/c.xlsx'],
      true,
    ],
    ['a glob below a folder with characters of a glob', ['[2026] Acme/*.xlsx'], ['q.xlsx'], true],
    ['a glob below a folder with odd characters', ['Kunde (neu)/*.xlsx'], ['frage[1].xlsx'], true],
    ['an absolute glob', [`${root}/deep/**/*.xlsx`], ['er/c.xlsx'], true],
    ['a file', ['a.xlsx'], ['a.xlsx'], false],
    ['a file with characters of a glob', ['Kunde (neu)/frage[1].xlsx'], ['frage[1].xlsx'], false],
    ['a file that would be skipped in a folder', ['a.answered.xlsx'], ['a.answered.xlsx'], false],
    ['the same file twice', ['a.xlsx', './a.xlsx'], ['a.xlsx'], true],
    ['a file and its folder', ['deep/er/c.xlsx', 'deep'], ['c.xlsx'], true],
    ['a folder without questionnaires', ['deep/.meshsec'], ['x.xlsx'], true],
  ])('%s', async (_, args, names, many) => {
    const found = await findInputs(args, root);
    expect(found.files.map(({ name }) => name)).toEqual(names);
    expect(found.many).toBe(many);
  });

  test('paths stay relative where the argument is', async () => {
    const relative = await findInputs(['deep'], root);
    expect(relative.files.map(({ path }) => path)).toEqual([join('deep', 'er', 'c.xlsx')]);
    const absolute = await findInputs([join(root, 'deep')], root);
    expect(absolute.files.map(({ path }) => path)).toEqual([join(root, 'deep', 'er', 'c.xlsx')]);
  });

  test.each([['nowhere.xlsx'], ['nowhere/'], ['*.docx'], ['nowhere/**/*.xlsx']])(
    '%s stands for nothing; the others are found all the same',
    async (argument) => {
      const { files, missing } = await findInputs([argument, 'a.xlsx'], root);
      expect(missing).toMatchObject([{ argument, error: { code: 'input-missing' } }]);
      expect(files.map(({ name }) => name)).toEqual(['a.xlsx']);
    },
  );
});

describe('where a pattern starts', () => {
  test.each([
    ['C:\\share\\**\\*.xlsx', 'C:\\share', '**/*.xlsx'],
    ['C:\\*.xlsx', 'C:\\', '*.xlsx'],
    ['\\\\server\\share\\2026\\*.xlsx', '\\\\server\\share\\2026', '*.xlsx'],
    ['\\*.xlsx', 'D:\\', '*.xlsx'],
    ['in/*.xlsx', 'D:\\work\\in', '*.xlsx'],
    ['*.xlsx', 'D:\\work', '*.xlsx'],
  ])('on Windows: %s', (argument, root, pattern) => {
    expect(splitGlob(argument, 'D:\\work', win32)).toEqual({ root, pattern });
  });

  test.each([
    ['/*.xlsx', '/', '*.xlsx'],
    ['/srv/share/{a,b}/*.xlsx', '/srv/share', '{a,b}/*.xlsx'],
    ['in/**/q?.xlsx', '/work/in', '**/q?.xlsx'],
  ])('elsewhere: %s', (argument, root, pattern) => {
    expect(splitGlob(argument, '/work', posix)).toEqual({ root, pattern });
  });
});
