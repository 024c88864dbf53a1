/** What must be cited or said for a row to be answered rightly. */
export type Gold =
  | { kind: 'passages'; headings: readonly string[]; quotes: readonly string[] }
  | { kind: 'entries'; ids: readonly string[] };

/** One row of a labelled questionnaire: a question, and what is known about its right answer. */
export interface LabelledRow {
  /** Unique within its set. */
  id: string;
  set: string;
  /** Rows of one voice make up one coherent questionnaire and are matched together. */
  voice: string;
  style: string;
  language: string;
  section: string | null;
  text: string;
  /** False for instructions, preambles and form fields. */
  isQuestion: boolean;
  /** How much of what is asked the sources state. */
  answerable: 'full' | 'partial' | 'none';
  gold: Gold;
  /** `text` for open requests; null where a bare Yes or No would claim more than is known. */
  verdict: 'yes' | 'no' | 'na' | 'text' | null;
  tags: readonly string[];
  /** Readers disagree; left out of every figure. */
  disputed: boolean;
}

/** A trap: shares its topic with an entry that does not answer it. */
export function isNearMiss(row: LabelledRow): boolean {
  return row.answerable === 'none' && (row.tags.includes('near-miss') || row.tags.includes('trap'));
}
