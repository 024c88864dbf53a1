import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyFixture, makeFolder } from './folders.js';
import { runCli } from './run-cli.js';

const folder = makeFolder();
const at = (name: string) => join(folder.path, name);

beforeAll(() => {
  copyFixture('plain.xlsx', folder.path);
  copyFileSync(at('plain.xlsx'), at('other.xlsx'));
  writeFileSync(at('text.xlsx'), 'Question;Answer\n');
  writeFileSync(at('cut.xlsx'), readFileSync(at('plain.xlsx')).subarray(0, 3000));
  writeFileSync(at('broken.yaml'), 'entries: [1\n');
  mkdirSync(at('folder.xlsx'));
  mkdirSync(at('config'));
  writeFileSync(at('config/meshsec.config.yaml'), 'citations: auto\nminConfidence: 0.5\n');
  execFileSync('mkfifo', [at('pipe.xlsx')]);
});
afterAll(() => folder.remove());

/** What people do wrong, the exit code, and what the one line on stderr says: what, where, what to do. */
const MISTAKES: readonly [name: string, args: readonly string[], code: number, says: RegExp][] = [
  [
    'a file that is not there',
    ['answer', 'nope.xlsx'],
    1,
    /nope\.xlsx: there is no such file\. Check the spelling/,
  ],
  [
    'a pattern that matches nothing',
    ['answer', 'z*.xlsx', '-q'],
    1,
    /z\*\.xlsx: there is no such file or folder\. .*quotes/,
  ],
  ['a variable that is not set', ['answer', ''], 2, /an empty text names no questionnaire\. Name a file/],
  ['a text named .xlsx', ['answer', 'text.xlsx'], 1, /text\.xlsx: this is not an Excel workbook\. Open it/],
  ['half a file', ['answer', 'cut.xlsx'], 1, /cut\.xlsx: .*cut off.* new copy/],
  ['a pipe', ['answer', 'pipe.xlsx'], 1, /pipe\.xlsx: this is not a regular file/],
  ['a folder to inspect', ['inspect', 'folder.xlsx'], 1, /folder\.xlsx: this is a folder/],
  [
    'a column by number',
    ['answer', 'plain.xlsx', '--answer-column', '5'],
    2,
    /'5' is invalid.*letters such as D/,
  ],
  ['a row below zero', ['answer', 'plain.xlsx', '--header-row', '-1'], 2, /'-1' is invalid.*count from 1/],
  [
    'another sheet',
    ['answer', 'plain.xlsx', '--sheet', 'Nope'],
    2,
    /no sheet "Nope"\. The sheets are "Sheet1"/,
  ],
  [
    'the input as output',
    ['answer', 'plain.xlsx', '-o', 'x/../plain.xlsx', '--force'],
    1,
    /questionnaire itself/,
  ],
  [
    'the input as review',
    ['answer', 'plain.xlsx', '--review', 'plain.xlsx', '--force'],
    1,
    /questionnaire itself/,
  ],
  [
    'one name for both outputs',
    ['answer', 'plain.xlsx', '-o', 'a.xlsx', '--review', 'a.xlsx'],
    2,
    /Choose two names/,
  ],
  [
    'a folder that does not exist',
    ['answer', 'plain.xlsx', '-o', 'no/a.xlsx'],
    1,
    /no\/a\.xlsx: .*does not exist\. Make the folder/,
  ],
  [
    'a path through a file',
    ['answer', 'plain.xlsx', '-o', 'text.xlsx/a.xlsx'],
    1,
    /not a folder\. Name a place/,
  ],
  [
    'one output for two inputs',
    ['answer', 'plain.xlsx', 'other.xlsx', '-o', 'a.xlsx'],
    2,
    /cannot go to one file, a\.xlsx/,
  ],
  [
    'a knowledge base that is not there',
    ['answer', 'plain.xlsx', '--kb', 'no.yaml'],
    3,
    /no\.yaml:1:1: there is no such file or folder\. .*meshsec config/,
  ],
  [
    'a knowledge base that is no YAML',
    ['search', 'MFA', '--kb', 'broken.yaml'],
    3,
    /broken\.yaml:2:1: .*\. Correct it/,
  ],
  ['a confidence of 7', ['answer', 'plain.xlsx', '--min-confidence', '7'], 2, /'7' is invalid.*from 0 to 1/],
  ['shard 5 of 4', ['answer', 'plain.xlsx', '--shard', '5/4'], 2, /second of five as 2\/5/],
  ['an unknown shell', ['completion', 'tcsh'], 2, /bash, zsh, fish, powershell/],
  ['a typo in an id', ['kb', 'show', 'mfaa'], 2, /no entry "mfaa"\. Did you mean mfa\?\n/],
  ['a pipe as labelled set', ['eval', 'pipe.xlsx'], 1, /pipe\.xlsx: this is not a regular file/],
  [
    'a labelled set that is no YAML',
    ['eval', 'broken.yaml'],
    2,
    /broken\.yaml: not a labelled set: .*[^:]\. A set is/,
  ],
  ['no answered workbook', ['verify', 'plain.xlsx', 'no.xlsx'], 1, /no\.xlsx: there is no such file/],
];

describe('a mistake is one line that says what, where and what to do', () => {
  it.each(MISTAKES)('%s: %s', (_name, args, code, says) => {
    const run = runCli(args, { cwd: folder.path });
    expect(run.err).toMatch(says);
    expect(run.code).toBe(code);
    expect(run.err.trimEnd().split('\n')).toHaveLength(1);
    expect(run.err.length).toBeLessThanOrEqual(411);
    expect(run.err).not.toMatch(/\n\s+at |undefined|\[object/);
  });

  it('a setting that does not exist is named with its line', () => {
    const run = runCli(['config'], { cwd: at('config') });
    expect(run).toMatchObject({ code: 3, out: '' });
    expect(run.err).toMatch(/meshsec\.config\.yaml:2:1: "minConfidence" is no setting\. See/);
  });

  it('a folder without questionnaires is no failure', () => {
    for (const command of ['answer', 'gaps']) {
      expect(runCli([command, 'folder.xlsx'], { cwd: folder.path })).toMatchObject({
        code: 0,
        out: 'No questionnaires (.xlsx, .xlsm) were found.\n',
        err: '',
      });
    }
  });

  it('a sheet without a header is answered into columns of ours', () => {
    const run = runCli(['answer', 'plain.xlsx', '--header-row', '0', '--dry-run', '--json'], {
      cwd: folder.path,
    });
    const { summary } = JSON.parse(run.out) as { summary: { answered: number } };
    expect(summary.answered).toBeGreaterThan(20);
  });
});
