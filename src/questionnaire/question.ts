import type { Vocabulary } from './vocabulary.js';

/** The cells of one row that are ours to fill. Columns count from 1. */
export interface AnswerCells {
  /** The short answer: a drop-down or text cell, an X in one of several columns, or none. */
  answer:
    | {
        kind: 'cell';
        column: number;
        vocabulary: Vocabulary | null;
        /** The header where it asks whether the matter was checked ("Tested?"), which is more than that it is so. */
        checked?: string;
      }
    | {
        kind: 'marks';
        columns: { verdict: 'yes' | 'no' | 'partial' | 'na'; column: number }[];
        mark: string;
      }
    | null;
  comment: { column: number } | null;
  reference: { column: number } | null;
}

/** One row that wants an answer. */
export interface Question {
  sheet: string;
  row: number;
  /** A1 reference of the cell that holds the text. */
  cell: string;
  id: string | null;
  section: string | null;
  text: string;
  language: 'en' | 'de' | 'fr' | 'es' | 'other';
  /** The single questions where one cell holds several; one element (the text) otherwise. */
  parts: readonly string[];
  /** Row number of the question that this one refers to ("If yes, ..."), or null. */
  refersTo: number | null;
  cells: AnswerCells;
  /** What the customer's answer cell already says, where that is a real answer; the row is then left alone. */
  prefilled: string | null;
}
