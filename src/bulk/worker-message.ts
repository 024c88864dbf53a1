import type { ErrorCode, ErrorPlace } from '../errors.js';
import type { FileReport } from '../reporting/report.js';
import type { OutputFile } from './store-outputs.js';

/** What a worker answers to a job; an error's class does not survive the way between threads, its fields do. */
export type WorkerReply =
  | { report: FileReport; files: readonly OutputFile[]; seconds: number }
  | { error: { code: ErrorCode; message: string; hint: string | null; where: ErrorPlace } };
