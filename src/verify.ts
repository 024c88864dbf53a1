import { readInputFile } from './storage/read-input-file.js';
import { compareWorkbooks } from './workbook/differ/compare-workbooks.js';
import type { Verification } from './workbook/differ/verification.js';

/** Proves what is different between a questionnaire and its answered workbook; reads both files, writes nothing. */
export async function verifyWorkbooks(original: string, answered: string): Promise<Verification> {
  const before = await readInputFile(original);
  const after = await readInputFile(answered);
  return compareWorkbooks({ name: original, bytes: before }, { name: answered, bytes: after });
}
