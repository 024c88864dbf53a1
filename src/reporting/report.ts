import type { Citation } from '../knowledge/citation.js';
import type { Verdict } from '../knowledge/knowledge-base.js';

export interface Alternative {
  entry: string;
  confidence: number;
  answer: string;
  citations: readonly Citation[];
}

export type QuestionStatus = 'answered' | 'review' | 'unanswered' | 'prefilled';

export interface ReportedWrite {
  sheet: string;
  cell: string;
  value: string;
}

/** One question of the report; the same object feeds JSON, the review workbook, HTML and the terminal. */
export interface ReportedQuestion {
  sheet: string;
  row: number;
  cell: string;
  id: string | null;
  section: string | null;
  text: string;
  language: string;
  status: QuestionStatus;
  verdict: Verdict | null;
  answer: string | null;
  confidence: number;
  entry: string | null;
  /** All entries the answer is made of; `entry` is the first. */
  entries: readonly string[];
  reason: string | null;
  missing: readonly string[];
  citations: readonly Citation[];
  alternatives: readonly Alternative[];
  writes: readonly ReportedWrite[];
}

export interface ReportedSheet {
  name: string;
  headerRow: number;
  columns: {
    id: string | null;
    section: string | null;
    question: string;
    answer: readonly string[];
    comment: string | null;
    reference: string | null;
  };
  questions: number;
  /** Header cells of columns that we added, with their text. */
  added: readonly { cell: string; value: string }[];
}

export interface Counts {
  questions: number;
  answered: number;
  review: number;
  unanswered: number;
  prefilled: number;
}

export interface FileReport {
  input: string;
  output: string | null;
  review: string | null;
  status: 'ok' | 'failed';
  error: { code: string; message: string; hint: string | null } | null;
  warnings: readonly string[];
  sheets: readonly ReportedSheet[];
  questions: readonly ReportedQuestion[];
  summary: Counts;
}

/** The document behind `answer --json`; version 1 of the contract. Fields may be added, never renamed. */
export interface Report {
  version: 1;
  files: readonly FileReport[];
  summary: Counts & { files: number; failed: number };
}
