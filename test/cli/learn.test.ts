import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReviewedRow, readReview } from '../../src/reporting/read-review.js';
import { columnOf } from '../../src/reporting/review-columns.js';
import { copyFixture, makeFolder } from './folders.js';
import { runCli } from './run-cli.js';

const FIXTURE = 'supplier-due-diligence.xlsx';
const REVIEW = FIXTURE.replace('.xlsx', '.review.xlsx');
const folder = makeFolder();
const path = (name: string) => join(folder.path, name);
const kb = path('kb/meshstack.yaml');
const meshsec = (...args: string[]) => runCli(args, { cwd: folder.path, env: { MESHSEC_KB: kb } });

interface Summary {
  answered: number;
  review: number;
}

function answer(): { summary: Summary; questions: { text: string; status: string }[] } {
  const { code, out } = meshsec('answer', FIXTURE, '--force', '--json');
  expect(code).toBe(0);
  return JSON.parse(out).files[0];
}

let before: ReturnType<typeof answer>;
let rows: readonly ReviewedRow[];
beforeAll(async () => {
  const shipped = fileURLToPath(new URL('../../knowledge', import.meta.url));
  cpSync(shipped, path('kb'), {
    recursive: true,
    filter: (file) => !/language|schema/.test(file.slice(shipped.length)),
  });
  copyFixture(FIXTURE, folder.path);
  before = answer();
  rows = readReview(new Uint8Array(readFileSync(path(REVIEW))), REVIEW).rows;
});
afterAll(() => folder.remove());

const single = (row: ReviewedRow) => row.record.status === 'review' && row.record.entries.length === 1;

/** Writes decisions into the review workbook, as a person does. */
async function decide(choose: (row: ReviewedRow) => Record<string, string> | null): Promise<void> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path(REVIEW));
  const sheet = book.getWorksheet('Review');
  for (const row of rows) {
    for (const [key, value] of Object.entries(choose(row) ?? {})) {
      const cell = sheet?.getRow(row.row).getCell(columnOf(key as 'decision'));
      if (cell) cell.value = value;
    }
  }
  await book.xlsx.writeFile(path(REVIEW));
}

describe('meshsec learn', () => {
  it('has nothing to say about a review without decisions', () => {
    const { code, out, err } = meshsec('learn', REVIEW);
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain('nothing new');
  });

  it('shows a patch, and writes only when told', async () => {
    const accepted = rows.filter(single);
    expect(accepted.length).toBeGreaterThan(0);
    const unanswered = rows.find(({ record }) => record.status === 'unanswered');
    const answered = rows.find(
      ({ record }) => record.entries[0] === 'clickup' || record.entries[0] === 'isolation',
    );
    await decide((row) => {
      if (row === unanswered)
        return { decision: 'edit', edited: 'We do this every year, see the annual report.' };
      if (row === answered) return { decision: 'reject' };
      return accepted.includes(row) ? { decision: 'accept' } : null;
    });
    const yaml = readFileSync(kb, 'utf8');
    const shown = meshsec('learn', REVIEW);
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/^--- kb\/meshstack\.yaml\n\+\+\+ /);
    expect(shown.out).toContain('We do this every year');
    expect(readFileSync(kb, 'utf8')).toBe(yaml);

    const lessons: { kind: string; text?: string }[] = JSON.parse(
      meshsec('learn', REVIEW, '--write', '--json').out,
    ).lessons;
    const kinds = lessons.map(({ kind }) => kind);
    expect(kinds).toContain('phrasing');
    expect(kinds).toContain('not-for');
    expect(kinds).toContain('new-entry');
    const later = readFileSync(kb, 'utf8');
    const known = new Set(yaml.split('\n'));
    const kept = later.split('\n').filter((line) => known.has(line));
    expect(kept.length).toBeGreaterThanOrEqual(yaml.split('\n').length);
    expect(meshsec('kb', 'check', '--quick').code).toBe(0);

    const next = answer();
    const status = (text: string) => next.questions.find((question) => question.text === text)?.status;
    const learned = lessons.filter(({ kind }) => kind === 'phrasing');
    expect(learned.filter(({ text }) => status(text ?? '') === 'answered').length).toBeGreaterThan(0);
    // What was rejected is not answered again; what has no source is never answered.
    const rejected = lessons.filter(({ kind }) => kind === 'not-for');
    expect(rejected.map(({ text }) => status(text ?? '')).filter((each) => each === 'answered')).toEqual([]);
    expect(status(unanswered?.record.question.text ?? '')).not.toBe('answered');
    expect(next.summary.answered).toBeGreaterThanOrEqual(before.summary.answered);
    expect(meshsec('learn', REVIEW).out).toBe('');
  });

  it('learns from a questionnaire that colleagues completed', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Security');
    sheet.addRow(['No.', 'Question', 'Answer', 'Comment']);
    const mfa =
      'meshStack supports MFA. MFA must be activated in the Enterprise IDP which is integrated with your meshStack.';
    for (const [index, [question, short, comment]] of (
      [
        ['Would a colleague of ours be able to prove who they are in two ways at logon?', 'Yes', mfa],
        ['Is data encrypted at rest?', 'No', 'We do not encrypt.'],
        [
          'Do you operate a bug bounty programme for researchers?',
          'Yes',
          'There is a bug bounty programme run by a third party.',
        ],
        ['Is data encrypted in transit?', 'Yes', ''],
        ['Do you hold a pilot licence?', 'No', ''],
      ] as const
    ).entries()) {
      sheet.addRow([index + 1, question, short, comment]);
    }
    await book.xlsx.writeFile(path('completed.xlsx'));
    const { code, out } = meshsec('learn', 'completed.xlsx', '--json');
    expect(code).toBe(0);
    const lessons: { kind: string; entry?: string; question?: string; text?: string }[] =
      JSON.parse(out).lessons;
    expect(lessons.find(({ kind }) => kind === 'phrasing')?.text).toContain('in two ways at logon');
    expect(lessons.find(({ kind }) => kind === 'conflict')).toMatchObject({
      entry: 'enc-rest',
      question: 'Is data encrypted at rest?',
    });
    expect(lessons.find(({ kind }) => kind === 'new-entry')?.question).toContain('bug bounty');
    expect(
      lessons.filter(({ question }) => question?.includes('pilot') || question?.includes('transit')),
    ).toEqual([]);
  });

  it('refuses what it does not know', () => {
    expect(meshsec('learn', REVIEW, '--only', 'everything').code).toBe(2);
    expect(meshsec('learn', 'missing.xlsx').code).toBe(1);
  });
});
