import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyReview } from '../../src/apply.js';
import { type ReviewedRow, readReview } from '../../src/reporting/read-review.js';
import { columnOf } from '../../src/reporting/review-columns.js';
import { cellReference } from '../../src/workbook/address.js';
import { patchWorkbook } from '../../src/workbook/patch.js';
import { cellElements } from '../../src/workbook/restore.js';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { cellText, copyFixture, makeFolder } from './folders.js';
import { runCli } from './run-cli.js';

const FIXTURES = ['plain.xlsx', 'consensus-marks.xlsx', 'bank-de.xlsx'] as const;
const folder = makeFolder();
const path = (name: string) => join(folder.path, name);
const bytesOf = (name: string) => new Uint8Array(readFileSync(path(name)));

beforeAll(() => {
  for (const name of FIXTURES) {
    copyFixture(name, folder.path);
    expect(runCli(['answer', name], { cwd: folder.path }).code).toBe(0);
  }
});
afterAll(() => folder.remove());

type Decide = (row: ReviewedRow) => { decision?: string; edited?: string; short?: string } | null;

/** Fills in decisions as a person does in a spreadsheet program, and saves the file with another library. */
async function decided(name: string, decide: Decide): Promise<Uint8Array> {
  const { rows } = readReview(bytesOf(name), name);
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path(name));
  const sheet = book.getWorksheet('Review');
  for (const row of rows) {
    const choice = decide(row);
    if (!choice || !sheet) continue;
    const { decision, edited, short } = choice;
    for (const [key, value] of Object.entries({ decision, edited, short })) {
      if (value !== undefined) sheet.getRow(row.row).getCell(columnOf(key as 'decision')).value = value;
    }
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const apply = (answered: Uint8Array, review: Uint8Array, force = false) =>
  applyReview(answered, 'q.answered.xlsx', readReview(review, 'q.review.xlsx'), { force });

function elements(bytes: Uint8Array, rows: readonly ReviewedRow[]): (string | null)[] {
  const cells = rows.flatMap(({ record: { question, cells: own } }) =>
    own.map(({ column }) => ({ sheet: question.sheet, row: question.row, column })),
  );
  return cellElements(openWorkbook(bytes, 'x.xlsx'), cells);
}

describe.each(FIXTURES)('decisions on %s', (name) => {
  const answeredName = name.replace('.xlsx', '.answered.xlsx');
  const reviewName = name.replace('.xlsx', '.review.xlsx');

  it('rejecting everything gives the original cells back, byte for byte', async () => {
    const review = await decided(reviewName, ({ record }) =>
      record.status === 'answered' ? { decision: 'reject' } : null,
    );
    const { rows } = readReview(review, reviewName);
    const applied = apply(bytesOf(answeredName), review);
    expect(applied.restored.length).toBeGreaterThan(5);
    expect(elements(applied.bytes, rows)).toEqual(elements(bytesOf(name), rows));
  });

  it('accepting what was written changes nothing', async () => {
    const review = await decided(reviewName, ({ record }) =>
      record.status === 'answered' ? { decision: 'accept' } : null,
    );
    const { rows } = readReview(review, reviewName);
    const applied = apply(bytesOf(answeredName), review);
    expect(applied.rows.every(({ done }) => done)).toBe(true);
    const texts = (bytes: Uint8Array) => {
      const book = openWorkbook(bytes, 'x.xlsx');
      return rows.flatMap(({ record: { question, cells } }) =>
        cells.map(
          ({ column }) =>
            book.sheets.find(({ name: n }) => n === question.sheet)?.cellAt(question.row, column)?.text,
        ),
      );
    };
    expect(texts(applied.bytes)).toEqual(texts(bytesOf(answeredName)));
  });

  it('rejecting after accepting suggestions gives the original cells back too', async () => {
    const accepted = await decided(reviewName, ({ record }) =>
      record.status === 'review' ? { decision: 'accept' } : null,
    );
    const rejected = await decided(reviewName, () => ({ decision: 'reject' }));
    const first = apply(bytesOf(answeredName), accepted);
    expect(first.written.length).toBeGreaterThan(0);
    const second = apply(first.bytes, rejected, true);
    const { rows } = readReview(rejected, reviewName);
    expect(elements(second.bytes, rows)).toEqual(elements(bytesOf(name), rows));
  });
});

describe('decisions', () => {
  const firstOf = (status: string) => {
    const { rows } = readReview(bytesOf('plain.review.xlsx'), 'plain.review.xlsx');
    const row = rows.find(({ record }) => record.status === status);
    if (!row) throw new Error(`no row is ${status}`);
    return row;
  };
  const only =
    (wanted: ReviewedRow, choice: ReturnType<Decide>): Decide =>
    (row) =>
      row.row === wanted.row ? choice : null;
  const text = (bytes: Uint8Array, row: ReviewedRow, column: number) =>
    openWorkbook(bytes, 'x')
      .sheets.find(({ name }) => name === row.record.question.sheet)
      ?.cellAt(row.record.question.row, column)?.text;

  it('an edited answer stands in the sheet with the short answer that was chosen', async () => {
    const row = firstOf('unanswered');
    const review = await decided(
      'plain.review.xlsx',
      only(row, { decision: 'edit', edited: 'We do it by hand.', short: 'No' }),
    );
    const { answer, comment } = row.record.question.cells;
    const applied = apply(bytesOf('plain.answered.xlsx'), review);
    const values = applied.written.map(({ value }) => value);
    expect(values.some((value) => value.includes('We do it by hand.'))).toBe(true);
    expect(values.some((value) => value.startsWith('No'))).toBe(true);
    expect(
      text(applied.bytes, row, comment?.column ?? (answer?.kind === 'cell' ? answer.column : 0)),
    ).toMatch(/by hand/);
  });

  it('the same decisions twice are the same as once', async () => {
    const review = await decided(
      'plain.review.xlsx',
      only(firstOf('unanswered'), { decision: 'edit', edited: 'Twice.' }),
    );
    const once = apply(bytesOf('plain.answered.xlsx'), review).bytes;
    expect(apply(once, review).rows).toEqual([expect.objectContaining({ done: true })]);
  });

  it.each([
    {
      name: 'nothing to accept',
      status: 'unanswered',
      choice: { decision: 'accept' },
      reason: /no suggestion/,
    },
    { name: 'a blank edit', status: 'answered', choice: { decision: 'edit' }, reason: /blank/ },
  ])('$name is reported and changes nothing', async ({ status, choice, reason }) => {
    const review = await decided('plain.review.xlsx', only(firstOf(status), choice));
    const before = bytesOf('plain.answered.xlsx');
    const applied = apply(before, review);
    expect(applied.rows).toEqual([
      expect.objectContaining({ done: false, reason: expect.stringMatching(reason) }),
    ]);
    expect(Buffer.from(applied.bytes).equals(Buffer.from(before))).toBe(true);
  });

  it('cells that were changed meanwhile are named, and nothing is done', async () => {
    const row = firstOf('answered');
    const { sheet, row: number } = row.record.question;
    const cell = row.record.cells.find(({ value }) => value !== null);
    if (!cell?.value) throw new Error('nothing was written');
    const changed = patchWorkbook(openWorkbook(bytesOf('plain.answered.xlsx'), 'x'), [
      { sheet, row: number, column: cell.column, value: 'changed by hand', replaces: cell.value },
    ]).bytes;
    const review = await decided('plain.review.xlsx', only(row, { decision: 'reject' }));
    const place = `${sheet}!${cellReference(number, cell.column)}`;
    expect(() => apply(changed, review)).toThrow(
      expect.objectContaining({ code: 'review-mismatch', message: expect.stringContaining(place) }),
    );
    expect(text(apply(changed, review, true).bytes, row, cell.column) ?? '').toBe(cell.beforeText);
  });

  it('an unknown decision names its cell', async () => {
    const row = firstOf('answered');
    const review = await decided('plain.review.xlsx', only(row, { decision: 'maybe' }));
    expect(() => readReview(review, 'r.xlsx')).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(cellReference(row.row, columnOf('decision'))),
      }),
    );
  });

  it('an answered workbook that another program saved is restored too', async () => {
    const row = firstOf('answered');
    const review = await decided('plain.review.xlsx', only(row, { decision: 'reject' }));
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path('plain.answered.xlsx'));
    const saved = new Uint8Array(await book.xlsx.writeBuffer());
    const applied = apply(saved, review);
    for (const { column, beforeText } of row.record.cells)
      expect(text(applied.bytes, row, column) ?? '').toBe(beforeText);
  });
});

describe('meshsec apply', () => {
  it('changes the answered workbook beside the review, or writes another', async () => {
    const review = await decided('bank-de.review.xlsx', ({ record }) =>
      record.status === 'answered'
        ? { decision: 'reject' }
        : record.status === 'review'
          ? { decision: 'accept' }
          : null,
    );
    writeFileSync(path('decided.xlsx'), review);
    const before = readFileSync(path('bank-de.answered.xlsx'));
    const other = runCli(['apply', 'decided.xlsx', '-o', 'final.xlsx'], { cwd: folder.path });
    expect(other).toMatchObject({ code: 0, err: '' });
    expect(other.out).toMatch(/\d+ accepted, 0 edited, \d+ rejected.*\n(.*\n)*written to {2}final\.xlsx/);
    expect(readFileSync(path('bank-de.answered.xlsx')).equals(before)).toBe(true);
    const inPlace = runCli(['apply', 'decided.xlsx', '--json'], { cwd: folder.path });
    expect(JSON.parse(inPlace.out)).toMatchObject({ version: 1, output: 'bank-de.answered.xlsx' });
    expect(readFileSync(path('bank-de.answered.xlsx')).equals(readFileSync(path('final.xlsx')))).toBe(true);
    expect(cellText(path('final.xlsx'), 'Fragen', 1, 1)).toBe(cellText(path('bank-de.xlsx'), 'Fragen', 1, 1));
  });

  it.each([
    { name: 'no review workbook', args: ['plain.xlsx'], says: /plain\.xlsx is no review workbook/ },
    { name: 'no file', args: ['nope.xlsx'], says: /nope\.xlsx/ },
    {
      name: 'no answered workbook',
      args: ['plain.review.xlsx', '--answered', 'gone.xlsx'],
      says: /gone\.xlsx/,
    },
  ])('$name: one line, exit 1', ({ args, says }) => {
    const run = runCli(['apply', ...args], { cwd: folder.path });
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toMatch(says);
    expect(run.err.trimEnd().split('\n')).toHaveLength(1);
  });
});
