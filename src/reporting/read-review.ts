import { MeshsecError } from '../errors.js';
import { cellReference } from '../workbook/address.js';
import type { Sheet } from '../workbook/sheet.js';
import { openWorkbook } from '../workbook/workbook.js';
import { COLUMNS, REVIEW_SHEET, type ReviewColumnKey } from './review-columns.js';
import { type ReviewIdentity, type ReviewRecord, shownShortAnswer } from './review-record.js';
import { STORE_SHEET } from './review-store.js';

export const DECISIONS = ['accept', 'edit', 'reject'] as const;
export type Decision = (typeof DECISIONS)[number];

/** One row of a review workbook with what the reviewer made of it. */
export interface ReviewedRow {
  record: ReviewRecord;
  decision: Decision | null;
  /** The reviewer's text; null where the cell is blank. */
  edited: string | null;
  /** The short answer where the reviewer chose another one; null: as suggested. */
  shortAnswer: string | null;
  /** Row of the review sheet, for messages. */
  row: number;
}

/** A review workbook, read back. */
export interface Review {
  identity: ReviewIdentity;
  rows: readonly ReviewedRow[];
}

function noReview(name: string, why: string): MeshsecError {
  return new MeshsecError(
    'review-mismatch',
    `${name} is no review workbook of meshsec (${why})`,
    'use the NAME.review.xlsx that `meshsec answer` wrote',
    { file: name },
  );
}

function unpacked(base64: string): unknown {
  return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
}

function isIdentity(value: unknown): value is ReviewIdentity {
  const known: Partial<ReviewIdentity> = typeof value === 'object' && value !== null ? value : {};
  return known.version === 1 && typeof known.answered === 'string' && Array.isArray(known.additions);
}

function isRecord(value: unknown): value is ReviewRecord {
  const known: Partial<ReviewRecord> = typeof value === 'object' && value !== null ? value : {};
  return (
    typeof known.question?.sheet === 'string' && Array.isArray(known.cells) && Array.isArray(known.entries)
  );
}

function readStore(
  sheet: Sheet,
  name: string,
): { identity: ReviewIdentity; records: Map<string, ReviewRecord> } {
  const records = new Map<string, ReviewRecord>();
  let identity: ReviewIdentity | null = null;
  for (let row = 1; row <= sheet.lastRow; row += 1) {
    const [key, ...parts] = sheet.rowCells(row).map(({ text }) => text);
    if (key === undefined) continue;
    let value: unknown;
    try {
      value = unpacked(parts.join(''));
    } catch {
      throw noReview(name, 'its hidden data is damaged');
    }
    if (key === 'identity' && isIdentity(value)) identity = value;
    else if (isRecord(value)) records.set(key, value);
  }
  if (identity === null) throw noReview(name, 'its hidden data is damaged');
  return { identity, records };
}

/** Columns by their titles: a reviewer may have moved or added some. */
function columnsOf(sheet: Sheet, name: string): ReadonlyMap<ReviewColumnKey, number> {
  const titles = new Map(sheet.rowCells(1).map(({ text, column }) => [text.trim().toLowerCase(), column]));
  const columns = new Map<ReviewColumnKey, number>();
  for (const { key, title } of COLUMNS) {
    const column = titles.get(title.toLowerCase());
    if (column !== undefined) columns.set(key, column);
  }
  const missing = (['key', 'decision', 'edited', 'short'] as const).filter((key) => !columns.has(key));
  if (missing.length > 0) {
    const named = COLUMNS.filter(({ key }) => missing.some((each) => each === key)).map(
      ({ title }) => `"${title}"`,
    );
    throw noReview(name, `the column ${named.join(' and ')} is missing in row 1 of "${REVIEW_SHEET}"`);
  }
  return columns;
}

function decisionOf(text: string | null, where: string, name: string): Decision | null {
  if (text === null) return null;
  const decision = DECISIONS.find((known) => known === text.toLowerCase());
  if (decision) return decision;
  throw new MeshsecError(
    'review-mismatch',
    `${name}: the decision in ${where} is "${text}"`,
    `write ${DECISIONS.join(', ')} or leave it blank`,
    { file: name },
  );
}

/** Reads a review workbook, whoever saved it last. Throws `review-mismatch` where it is none. */
export function readReview(bytes: Uint8Array, name: string): Review {
  const { sheets } = openWorkbook(bytes, name);
  const store = sheets.find((sheet) => sheet.name === STORE_SHEET);
  const sheet = sheets.find((each) => each.name === REVIEW_SHEET);
  if (!store || !sheet) throw noReview(name, 'its sheets are missing');
  const { identity, records } = readStore(store, name);
  const columns = columnsOf(sheet, name);
  const rows: ReviewedRow[] = [];
  for (let row = 2; row <= sheet.lastRow; row += 1) {
    const at = (key: ReviewColumnKey): string | null => {
      const text = sheet.cellAt(row, columns.get(key) ?? 0)?.text.trim() ?? '';
      return text === '' ? null : text;
    };
    const record = records.get(at('key') ?? '');
    if (record === undefined) continue;
    const short = at('short');
    rows.push({
      record,
      decision: decisionOf(at('decision'), cellReference(row, columns.get('decision') ?? 0), name),
      edited: at('edited'),
      shortAnswer: short === shownShortAnswer(record) ? null : short,
      row,
    });
  }
  return { identity, rows };
}
