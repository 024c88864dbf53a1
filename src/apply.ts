import {
  type AnswerToWrite,
  type CellPlan,
  cellKey,
  planWrites,
  type RefusedCells,
} from './answering/cell-plan.js';
import { verdictOfShown } from './answering/short-answer.js';
import { type WrittenPlans, writePlans } from './answering/write-plans.js';
import { MeshsecError } from './errors.js';
import type { Decision, Review, ReviewedRow } from './reporting/read-review.js';
import type { RecordedCell } from './reporting/review-record.js';
import { cellReference } from './workbook/address.js';
import { type CellWrite, type ColumnAddition, patchWorkbook, type WrittenCell } from './workbook/patch.js';
import { packageMark, type RestoredCell, restoreCells } from './workbook/restore.js';
import type { Sheet } from './workbook/sheet.js';
import { openWorkbook, type Workbook } from './workbook/workbook.js';

/** What came of one decision. */
export interface AppliedRow {
  sheet: string;
  row: number;
  decision: Decision;
  /** False where the sheet has no cell that takes the answer; `reason` says why. */
  done: boolean;
  reason: string | null;
}

/** The answered workbook after the reviewer's decisions. */
export interface AppliedReview {
  bytes: Uint8Array;
  rows: readonly AppliedRow[];
  /** Cells that hold an answer now. */
  written: readonly WrittenCell[];
  /** Cells that were put back as the customer had them. */
  restored: readonly { sheet: string; cell: string }[];
  undecided: number;
}

type DecidedRow = ReviewedRow & { decision: Decision };

function isDecided(row: ReviewedRow): row is DecidedRow {
  return row.decision !== null;
}

/** The answer that a reviewer has decided on; null: none, the cells go back to the customer's state. */
function decidedAnswer({ record, decision, edited, shortAnswer }: DecidedRow): AnswerToWrite | null {
  if (decision === 'reject') return null;
  const text = decision === 'edit' ? edited : (record.text?.text ?? null);
  if (text === null) return null;
  const { answer } = record.question.cells;
  const language = decision === 'edit' ? record.question.language : (record.text?.language ?? 'en');
  const chosen = shortAnswer === null ? record.verdict : verdictOfShown(answer, shortAnswer);
  return {
    text: { text, language },
    verdict: chosen,
    word: answer?.kind === 'cell' ? shortAnswer : null,
    citations: record.citations,
    // A person has read it: the short answer may stand alone where there is no room for more.
    hedged: false,
  };
}

function uselessDecision(row: DecidedRow): string | null {
  if (row.record.status === 'prefilled') return 'the cell held an answer before; change it in Excel';
  if (row.decision === 'accept' && row.record.text === null) return 'there is no suggestion to accept';
  if (row.decision === 'edit' && row.edited === null) return 'the edited answer is blank';
  return null;
}

/** Plans of a row on a sheet where all our cells are as the customer had them. */
function planRow(row: DecidedRow, sheet: Sheet, review: Review, refused: RefusedCells): CellPlan {
  const answer = decidedAnswer(row);
  if (answer === null) return { writes: [], obstacle: null };
  return planWrites(row.record.question, answer, sheet, review.identity.citations, refused);
}

const blank = (text: string): boolean => text.trim() === '';

function same(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();
  return plain(one) === plain(other);
}

/** Cells that hold neither what the customer had, nor what we wrote, nor what is to be written now. */
function changedCells(
  rows: readonly DecidedRow[],
  current: Workbook,
  wanted: ReadonlyMap<string, string>,
): string[] {
  const sheets = new Map(current.sheets.map((sheet) => [sheet.name, sheet]));
  return rows.flatMap(({ record: { question, cells } }) =>
    cells.flatMap(({ column, beforeText, value }) => {
      const text = sheets.get(question.sheet)?.cellAt(question.row, column)?.text ?? '';
      const known = [beforeText, value, wanted.get(cellKey(question.sheet, question.row, column))];
      const expected = known.some((each) => each !== null && each !== undefined && same(each, text));
      return expected ? [] : [`${question.sheet}!${cellReference(question.row, column)}`];
    }),
  );
}

function refuseChanged(cells: readonly string[], name: string): void {
  if (cells.length === 0) return;
  const named = cells.slice(0, 8).join(', ');
  const more = cells.length > 8 ? ` and ${cells.length - 8} more` : '';
  throw new MeshsecError(
    'review-mismatch',
    `${named}${more} in ${name} changed since the review workbook was made`,
    'put the texts back, or decide for the review with --force',
    { file: name },
  );
}

/** How a cell goes back: byte for byte while the package is ours, else emptied in the format it has by now. */
function restoration(row: DecidedRow, cell: RecordedCell, exact: boolean): RestoredCell {
  const address = { sheet: row.record.question.sheet, row: row.record.question.row, column: cell.column };
  if (!exact) return { ...address, to: 'blank' };
  return { ...address, to: cell.before === null ? 'absent' : { element: cell.before } };
}

interface Restored {
  workbook: Workbook;
  cells: { sheet: string; cell: string }[];
}

/** The workbook with all cells of the rows as the customer had them. */
function restoreRows(rows: readonly DecidedRow[], current: Workbook, review: Review): Restored {
  const exact = packageMark(current) === review.identity.packageMark;
  const sheets = new Map(current.sheets.map((sheet) => [sheet.name, sheet]));
  const changed = rows.flatMap((row) => {
    const { sheet, row: number } = row.record.question;
    return row.record.cells
      .filter(
        ({ column, beforeText }) => (sheets.get(sheet)?.cellAt(number, column)?.text ?? '') !== beforeText,
      )
      .map((cell) => ({ row, cell }));
  });
  const targets = changed.map(({ row, cell }) => restoration(row, cell, exact));
  let workbook = targets.length === 0 ? current : openWorkbook(restoreCells(current, targets), current.name);
  const texts: CellWrite[] = exact
    ? []
    : changed
        .filter(({ cell }) => !blank(cell.beforeText))
        .map(({ row, cell }) => {
          const { sheet, row: number } = row.record.question;
          return { sheet, row: number, column: cell.column, value: cell.beforeText };
        });
  if (texts.length > 0) workbook = openWorkbook(patchWorkbook(workbook, texts).bytes, current.name);
  const cells = targets.map(({ sheet, row, column }) => ({ sheet, cell: cellReference(row, column) }));
  return { workbook, cells };
}

/** Columns of ours with the rows of their sheet, so that they look as `answer` makes them. */
function dressedAdditions({ identity, rows }: Review): ColumnAddition[] {
  return identity.additions.map((addition) => ({
    ...addition,
    rows: rows
      .filter(({ record }) => record.question.sheet === addition.sheet)
      .map(({ record }) => record.question.row),
  }));
}

function writeRows(rows: readonly DecidedRow[], workbook: Workbook, review: Review): WrittenPlans {
  const sheets = new Map(workbook.sheets.map((sheet) => [sheet.name, sheet]));
  const planFor = (row: DecidedRow, refused: RefusedCells): CellPlan => {
    const sheet = sheets.get(row.record.question.sheet);
    return sheet ? planRow(row, sheet, review, refused) : { writes: [], obstacle: 'the sheet is gone' };
  };
  return writePlans(
    workbook,
    (refused) => rows.map((row) => planFor(row, refused)),
    dressedAdditions(review),
  );
}

/**
 * Carries a reviewer's decisions into the answered workbook: bytes in, bytes out. Accepted and edited answers go
 * through the same policy and writer as `answer`; rejected ones are taken out and the customer's cells put back.
 * Throws `review-mismatch` where those cells were changed meanwhile, naming them; `force` overrules.
 */
export function applyReview(
  bytes: Uint8Array,
  name: string,
  review: Review,
  { force }: { force: boolean },
): AppliedReview {
  const current = openWorkbook(bytes, name);
  const decided = review.rows.filter(isDecided);
  const useless = new Map(decided.map((row) => [row, uselessDecision(row)]));
  const rows = decided.filter((row) => useless.get(row) === null);
  const { workbook, cells } = restoreRows(rows, current, review);
  const { plans, patch } = writeRows(rows, workbook, review);
  const wanted = new Map(
    plans.flatMap(({ writes }) => writes.map((w) => [cellKey(w.sheet, w.row, w.column), w.value])),
  );
  if (!force) refuseChanged(changedCells(rows, current, wanted), name);

  const obstacles = new Map(rows.map((row, i) => [row, plans[i]?.obstacle ?? null]));
  const written = new Set(patch.written.map(({ sheet, cell }) => `${sheet}!${cell}`));
  return {
    bytes: patch.bytes,
    rows: decided.map((row) => {
      const reason = useless.get(row) ?? obstacles.get(row) ?? null;
      const { sheet, row: number } = row.record.question;
      return { sheet, row: number, decision: row.decision, done: reason === null, reason };
    }),
    written: patch.written,
    restored: cells.filter(({ sheet, cell }) => !written.has(`${sheet}!${cell}`)),
    undecided: review.rows.length - decided.length,
  };
}
