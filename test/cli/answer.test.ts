import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/reporting/report.js';
import { parseReference } from '../../src/workbook/address.js';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { cellText, copyFixture, filesIn, folderForEachTest } from './folders.js';
import { runCli } from './run-cli.js';

let cwd = '';
folderForEachTest((path) => {
  cwd = path;
});

const run = (...args: string[]) => runCli(['answer', ...args], { cwd });
const reportOf = (out: string) => JSON.parse(out) as Report;

describe('meshsec answer', () => {
  it('writes an answered and a review workbook beside the input, and nothing else', () => {
    const input = copyFixture('plain.xlsx', cwd);
    const before = readFileSync(input);
    const result = run('plain.xlsx');
    expect(result.code).toBe(0);
    expect(result.err).toBe('');
    expect(result.out).toMatch(/plain\.xlsx\s+44 questions/);
    expect(filesIn(cwd)).toEqual(['plain.answered.xlsx', 'plain.review.xlsx', 'plain.xlsx']);
    expect(readFileSync(input).equals(before)).toBe(true);
  });

  it.each(['plain.xlsx', 'bank-de.xlsx', 'consensus-marks.xlsx', 'cloud-controls.xlsx'])(
    '%s: the JSON report says what stands in the file',
    (name) => {
      copyFixture(name, cwd);
      const result = run(name, '--json', '-o', 'out.xlsx');
      expect(result.code).toBe(0);
      const report = reportOf(result.out);
      const [file] = report.files;
      if (!file) throw new Error('no file in the report');
      expect(file).toMatchObject({
        input: name,
        output: 'out.xlsx',
        review: 'out.review.xlsx',
        status: 'ok',
        error: null,
      });
      const { answered, review, unanswered, prefilled, questions } = file.summary;
      expect(answered + review + unanswered + prefilled).toBe(questions);
      expect(answered).toBeGreaterThan(5);
      const book = openWorkbook(readFileSync(join(cwd, 'out.xlsx')), 'out.xlsx');
      for (const question of file.questions) {
        expect(question.writes.length > 0).toBe(question.status === 'answered');
        if (question.status === 'answered') expect(question.citations.length).toBeGreaterThan(0);
        for (const { sheet, cell, value } of question.writes) {
          const { row, column } = parseReference(cell) ?? { row: 0, column: 0 };
          const written = book.sheets.find((each) => each.name === sheet);
          expect(written?.cellAt(row, column)?.text).toBe(value);
          const list = written?.validationAt(row, column)?.values;
          if (list) expect(list).toContain(value);
        }
      }
    },
  );

  it('the same input gives the same bytes, answers and review', () => {
    copyFixture('plain.xlsx', cwd);
    run('plain.xlsx', '-o', 'one.xlsx', '--review', 'r1.xlsx');
    run('plain.xlsx', '-o', 'one.xlsx', '--review', 'r2.xlsx', '--force');
    run('plain.xlsx', '-o', 'two.xlsx', '--no-review');
    expect(readFileSync(join(cwd, 'one.xlsx')).equals(readFileSync(join(cwd, 'two.xlsx')))).toBe(true);
    expect(readFileSync(join(cwd, 'r1.xlsx')).equals(readFileSync(join(cwd, 'r2.xlsx')))).toBe(true);
  });

  it('--dry-run writes nothing', () => {
    copyFixture('plain.xlsx', cwd);
    const result = run('plain.xlsx', '--dry-run');
    expect(result.code).toBe(0);
    expect(result.out).toMatch(/Nothing was written/);
    expect(filesIn(cwd)).toEqual(['plain.xlsx']);
  });

  it('-o with a slash is a folder, made where it is not there', () => {
    copyFixture('plain.xlsx', cwd);
    expect(run('plain.xlsx', '-o', 'new/').code).toBe(0);
    expect(filesIn(join(cwd, 'new'))).toEqual(['plain.answered.xlsx', 'plain.review.xlsx']);
  });

  it('--no-review writes the answers only', () => {
    copyFixture('plain.xlsx', cwd);
    expect(run('plain.xlsx', '--no-review').code).toBe(0);
    expect(filesIn(cwd)).toEqual(['plain.answered.xlsx', 'plain.xlsx']);
  });

  it('several inputs: a table, and one failure does not stop the others', () => {
    copyFixture('plain.xlsx', cwd);
    copyFixture('bank-de.xlsx', cwd);
    writeFileSync(join(cwd, 'broken.xlsx'), 'no workbook');
    mkdirSync(join(cwd, 'out'));
    const result = run('plain.xlsx', 'broken.xlsx', 'bank-de.xlsx', '-o', 'out');
    expect(result.code).toBe(1);
    expect(result.out).toMatch(/3 files, 1 failed/);
    expect(result.err).toMatch(/^meshsec: broken\.xlsx.*\n$/);
    const visible = filesIn(join(cwd, 'out')).filter((name) => !name.startsWith('.'));
    expect(visible).toEqual([
      'bank-de.answered.xlsx',
      'bank-de.review.xlsx',
      'plain.answered.xlsx',
      'plain.review.xlsx',
    ]);
  });

  it('a column named on the command line counts', () => {
    copyFixture('plain.xlsx', cwd);
    const [file] = reportOf(run('plain.xlsx', '--json', '--answer-column', 'f', '-o', 'out.xlsx').out).files;
    expect(file?.sheets[0]?.columns.answer).toEqual(['F']);
  });

  it('--citations none keeps the source out of the file, not out of the report', () => {
    copyFixture('plain.xlsx', cwd);
    const [file] = reportOf(run('plain.xlsx', '--json', '--citations', 'none').out).files;
    const answered = file?.questions.filter(({ status }) => status === 'answered') ?? [];
    expect(answered.length).toBeGreaterThan(0);
    for (const { writes, citations } of answered) {
      expect(writes.some(({ value }) => value.includes('Source:'))).toBe(false);
      expect(citations.length).toBeGreaterThan(0);
    }
  });

  it('reads stdin and writes stdout', () => {
    const input = readFileSync(copyFixture('plain.xlsx', cwd));
    const result = runCli(['answer', '-'], { cwd, input });
    expect(result.code).toBe(0);
    expect(result.err).toMatch(/44 questions/);
    run('plain.xlsx', '--no-review', '-o', 'out.xlsx');
    expect(result.bytes.equals(readFileSync(join(cwd, 'out.xlsx')))).toBe(true);
  });

  it('reads stdin alone, not beside files', () => {
    copyFixture('plain.xlsx', cwd);
    expect(run('-', 'plain.xlsx')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/stdin is answered alone/),
    });
    expect(filesIn(cwd)).toEqual(['plain.xlsx']);
  });

  it('--kb before the input does not swallow it', () => {
    copyFixture('plain.xlsx', cwd);
    const kb = join(import.meta.dirname, '../../knowledge/meshstack.yaml');
    expect(run('--kb', kb, 'plain.xlsx', '--dry-run').code).toBe(0);
  });
});

describe('what cannot be answered: one line, the exit code of the contract, nothing written', () => {
  interface Case {
    name: string;
    files?: Record<string, string | Buffer>;
    args: string[];
    code: number;
    says: RegExp;
  }
  const cases: Case[] = [
    { name: 'no input', args: [], code: 2, says: /no questionnaire/ },
    { name: 'missing file', args: ['nope.xlsx'], code: 1, says: /nope\.xlsx.*no such file/ },
    { name: 'not a workbook', files: { 'a.xlsx': 'text' }, args: ['a.xlsx'], code: 1, says: /a\.xlsx/ },
    {
      name: 'old .xls',
      files: { 'a.xls': Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2048)]) },
      args: ['a.xls'],
      code: 1,
      says: /a\.xls/,
    },
    {
      name: 'unknown option',
      args: ['plain.xlsx', '--jsn'],
      code: 2,
      says: /Did you mean --json.*help answer/,
    },
    {
      name: 'no column',
      args: ['plain.xlsx', '--answer-column', '7'],
      code: 2,
      says: /answer-column.*letters/,
    },
    { name: 'no share', args: ['plain.xlsx', '--min-confidence', '2'], code: 2, says: /min-confidence/ },
    { name: 'no such citation place', args: ['plain.xlsx', '--citations', 'x'], code: 2, says: /citations/ },
    { name: 'no such sheet', args: ['plain.xlsx', '--sheet', 'X'], code: 2, says: /no sheet "X"/ },
    {
      name: 'output exists',
      files: { 'o.xlsx': 'old' },
      args: ['plain.xlsx', '-o', 'o.xlsx'],
      code: 1,
      says: /o\.xlsx.*exists.*--force/,
    },
    {
      name: 'output is the input',
      args: ['plain.xlsx', '-o', 'plain.xlsx', '--force'],
      code: 1,
      says: /plain\.xlsx.*itself/,
    },
    {
      name: 'no folder for the output',
      args: ['plain.xlsx', '-o', 'no/o.xlsx'],
      code: 1,
      says: /no.o\.xlsx/,
    },
    { name: 'no knowledge base', args: ['plain.xlsx', '--kb', 'no.yaml'], code: 3, says: /no\.yaml/ },
    {
      name: 'broken knowledge base',
      files: { 'k.yaml': 'a: [' },
      args: ['plain.xlsx', '--kb', 'k.yaml'],
      code: 3,
      says: /k\.yaml:1:/,
    },
    {
      name: 'broken settings',
      files: { 'meshsec.config.yaml': 'kb: x\ncolour: 1\n' },
      args: ['plain.xlsx'],
      code: 3,
      says: /meshsec\.config\.yaml:2:1.*colour/,
    },
  ];

  it.each(cases)('$name', ({ files = {}, args, code, says }) => {
    copyFixture('plain.xlsx', cwd);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
    const before = filesIn(cwd).map((name) => [name, readFileSync(join(cwd, name)).toString('base64')]);
    const result = run(...args);
    expect(result.err).toMatch(says);
    expect(result.err.trimEnd().split('\n')).toHaveLength(1);
    expect(result.err.length).toBeLessThanOrEqual(420);
    expect(result.code).toBe(code);
    expect(result.out).toBe('');
    const after = filesIn(cwd).map((name) => [name, readFileSync(join(cwd, name)).toString('base64')]);
    expect(after).toEqual(before);
  });

  it('a failure in JSON', () => {
    writeFileSync(join(cwd, 'a.xlsx'), 'text');
    const result = run('a.xlsx', '--json');
    expect(result.code).toBe(1);
    expect(reportOf(result.out)).toMatchObject({
      files: [{ input: 'a.xlsx', status: 'failed', output: null, error: { code: 'not-a-workbook' } }],
      summary: { files: 1, failed: 1 },
    });
  });

  it('with --force an output is replaced', () => {
    copyFixture('plain.xlsx', cwd);
    writeFileSync(join(cwd, 'o.xlsx'), 'old');
    expect(run('plain.xlsx', '-o', 'o.xlsx', '--force').code).toBe(0);
    expect(cellText(join(cwd, 'o.xlsx'), 'Sheet1', 1, 1)).not.toBe('');
  });
});
