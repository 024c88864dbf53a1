import { readFile } from 'node:fs/promises';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { FileReport } from '../reporting/report.js';
import { writeFileSafely } from '../storage/write-file-safely.js';
import { statePath } from './answer-state.js';

/** Inflated size of a report that is read back, at most. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Smaller than what gzip makes of a report at its best, in a third of the time. */
const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** What is kept; the key is that of the answer state. */
interface Kept {
  key: string;
  report: FileReport;
}

function isKept(value: unknown): value is Kept {
  const { key, report }: Partial<Kept> = typeof value === 'object' && value !== null ? value : {};
  return typeof key === 'string' && report?.status === 'ok' && Array.isArray(report.questions);
}

/** Packs the report of an answered questionnaire to be kept. */
export function packReport(key: string, report: FileReport): Uint8Array {
  const kept: Kept = { key, report };
  return brotliCompressSync(JSON.stringify(kept), FAST);
}

/** Keeps a packed report, so that a later `--report` covers the questionnaire without answering it anew. */
export async function keepReport(output: string, packed: Uint8Array): Promise<void> {
  await writeFileSafely(statePath(output, 'report.br'), packed, { force: true });
}

/** The report that was kept under this key; null where there is none, or another one, or none that can be read. */
export async function keptReport(output: string, key: string): Promise<FileReport | null> {
  try {
    const bytes = await readFile(statePath(output, 'report.br'));
    const text = brotliDecompressSync(bytes, { maxOutputLength: MOST_BYTES }).toString('utf8');
    const kept: unknown = JSON.parse(text);
    return isKept(kept) && kept.key === key ? kept.report : null;
  } catch {
    return null;
  }
}
