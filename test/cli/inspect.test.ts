import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));

describe('meshsec inspect', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'inspect-'));
    for (const name of ['plain.xlsx', 'bank-de.xlsx']) cpSync(join(FIXTURES, name), join(folder, name));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const inspect = (...args: string[]) => runCli(['inspect', ...args], { cwd: folder });

  it('shows sheets, columns with evidence, words, rows and what is left alone', () => {
    const { code, out, err } = inspect('bank-de.xlsx');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const said of [
      'Fragen',
      'header in row 4',
      'German',
      '"Antwort"',
      'yes → Ja',
      'Left alone',
      'Werte',
    ]) {
      expect(out).toContain(said);
    }
  });

  it('gives everything as JSON', () => {
    const { sheets, skipped } = JSON.parse(inspect('bank-de.xlsx', '--json').out);
    expect(sheets[0]).toMatchObject({
      name: 'Fragen',
      headerRow: 4,
      columns: {
        question: { column: 'B' },
        answer: [{ column: 'C' }],
        comment: { column: 'D' },
        reference: { column: 'E' },
      },
      vocabularies: [{ words: { yes: 'Ja', no: 'Nein', partial: 'Teilweise' }, closed: true }],
    });
    expect(sheets[0].questions.length).toBe(sheets[0].counts.questions);
    expect(skipped).toContainEqual({ name: 'Werte', reason: 'hidden' });
  });

  it('keeps a correction, beside what the settings file says, and uses it for the next workbook', () => {
    writeFileSync(join(folder, 'meshsec.config.yaml'), '# ours\nreview: true\n');
    const saved = inspect('plain.xlsx', '--answer-column', 'C', '--save-profile', 'acme');
    expect(saved.code).toBe(0);
    const kept = readFileSync(join(folder, 'meshsec.config.yaml'), 'utf8');
    expect(kept).toContain('# ours\nreview: true\n');
    const { sheets } = JSON.parse(inspect('plain.xlsx', '--json').out);
    expect(sheets[0].columns.answer).toMatchObject([{ column: 'C', evidence: ['set by profile "acme"'] }]);
    expect(sheets[0].why).toEqual(['the header is that of profile "acme"']);
    const other = JSON.parse(inspect('bank-de.xlsx', '--json').out);
    expect(other.sheets[0].columns.answer[0].column).toBe('C');
  });

  it('takes the words of a profile', () => {
    writeFileSync(
      join(folder, 'meshsec.config.yaml'),
      'profiles:\n  acme:\n    header: { A: Question, B: Answer }\n    question: A\n    answer: B\n    words: { yes: Affirmative, no: Negative }\n',
    );
    const { sheets } = JSON.parse(inspect('plain.xlsx', '--json').out);
    expect(sheets[0].vocabularies).toMatchObject([
      { words: { yes: 'Affirmative', no: 'Negative' }, closed: false },
    ]);
  });

  it.each([
    ['a sheet that is not there', ['plain.xlsx', '--sheet', 'Nope'], 'there is no sheet "Nope"'],
    ['a file that is not there', ['none.xlsx'], 'none.xlsx'],
    ['letters that are no column', ['plain.xlsx', '--answer-column', '7'], 'no column'],
    ['a name that is none', ['plain.xlsx', '--save-profile', '../x'], 'no name for a profile'],
  ])('refuses %s in one line', (_, args, said) => {
    const { code, out, err } = inspect(...args);
    expect(code).toBeGreaterThan(0);
    expect(out).toBe('');
    expect(err).toContain(said);
    expect(err).not.toContain('    at ');
  });
});
