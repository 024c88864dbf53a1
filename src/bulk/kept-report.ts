import { readFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { FileReport } from '../reporting/report.js';
import { writeFileSafely } from '../storage/write-file-safely.js';
import { statePath } from './answer-state.js';

/** Inflated size of a report that is read back, at most. */
const MOST_BYTES = 256 * 1024 * 1024;

/** What is kept; the key is that of the answer state. */
interface Kept {
  key: string;
  report: FileReport;
}

function isKept(value: unknown): value is Kept {
  const { key, report }: Partial<Kept> = typeof value === 'object' && value !== null ? value : {};
  return typeof key === 'string' && report?.status === 'ok' && Array.isArray(report.questions);
}

/** Keeps the report of an answered questionnaire, so that a later `--report` covers it without answering it anew. */
export async function keepReport(output: string, key: string, report: FileReport): Promise<void> {
  const kept: Kept = { key, report };
  const bytes = gzipSync(JSON.stringify(kept), { level: 6 });
  await writeFileSafely(statePath(output, 'report.gz'), bytes, { force: true });
}

/** The report that was kept under this key; null where there is none, or another one, or none that can be read. */
export async function keptReport(output: string, key: string): Promise<FileReport | null> {
  try {
    const bytes = await readFile(statePath(output, 'report.gz'));
    const text = gunzipSync(bytes, { maxOutputLength: MOST_BYTES }).toString('utf8');
    const kept: unknown = JSON.parse(text);
    return isKept(kept) && kept.key === key ? kept.report : null;
  } catch {
    return null;
  }
}
