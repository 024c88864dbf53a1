import type { Workbook } from 'exceljs';
import type { ReviewIdentity, ReviewRecord } from './review-record.js';

/** The hidden sheet: identity in row 1, then a row a record: key, JSON in as many cells as it takes. */
export const STORE_SHEET = 'meshsec';

/** Below Excel's limit of 32,767 characters a cell. */
const CHUNK = 30_000;

function chunks(text: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length; from += CHUNK) parts.push(text.slice(from, from + CHUNK));
  return parts;
}

/** Stores what a program needs, where nobody edits it by accident; sorting and filtering rows does no harm. */
export function addRecords(
  workbook: Workbook,
  identity: ReviewIdentity,
  records: readonly ReviewRecord[],
): void {
  const sheet = workbook.addWorksheet(STORE_SHEET, { state: 'veryHidden' });
  // Base64: no program that saves the file can change it (blanks, escapes, quotes).
  const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
  sheet.addRow(['identity', json(identity)]);
  records.forEach((record, key) => {
    sheet.addRow([String(key), ...chunks(json(record))]);
  });
}
