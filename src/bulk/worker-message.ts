import type { AnswerOptions } from '../answer.js';
import type { AnswerJob } from '../answer-file.js';
import type { ErrorCode, ErrorPlace } from '../errors.js';
import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import type { KeptReadings } from '../matching/readings-file.js';
import type { FileReport } from '../reporting/report.js';
import type { OutputFile } from './store-outputs.js';

/** What each worker is started with: read once for all, so that none can see another state of the knowledge base. */
export interface WorkerSetup {
  knowledge: KnowledgeBase;
  /** Null where the package holds them: each worker reads them itself. */
  readings: KeptReadings | null;
  options: AnswerOptions;
}

/** One questionnaire to answer. */
export interface WorkerTask {
  job: AnswerJob & { bytes: Uint8Array };
  /** Key that the report is kept under; null: it is not kept. */
  key: string | null;
  /** The report comes back with all questions, not only with their counts. */
  withQuestions: boolean;
}

/** What a worker made of it; an error's class does not survive the way between threads, its fields do. */
export type WorkerReply =
  | {
      report: FileReport;
      files: readonly OutputFile[];
      /** The report as it is kept beside the output, packed. */
      packedReport: Uint8Array | null;
      seconds: number;
    }
  | { error: { code: ErrorCode; message: string; hint: string | null; where: ErrorPlace } };
