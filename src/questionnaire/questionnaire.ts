import type { Question } from './question.js';
import type { Verdict } from './vocabulary.js';

/** One column with the evidence it was chosen by. */
export interface ColumnChoice {
  /** Letters, as the user sees them. */
  column: string;
  header: string | null;
  evidence: readonly string[];
  /** The next best candidate, where one came close. */
  runnerUp: { column: string; why: string } | null;
}

export interface QuestionSheet {
  name: string;
  position: number;
  /** Last row of the (first) header; 0 where the sheet has none. */
  headerRow: number;
  columns: {
    id: ColumnChoice | null;
    section: ColumnChoice | null;
    question: ColumnChoice;
    /** Best first; the columns of an X layout are all listed. */
    answer: readonly ColumnChoice[];
    comment: ColumnChoice | null;
    reference: ColumnChoice | null;
  };
  /** Columns of ours to be added, where the sheet has questions and nowhere to answer. */
  additions: readonly {
    column: number;
    headerRow: number;
    title: string;
    width: number;
    /** The column whose look they take. */
    neighbour: number;
    role: 'answer' | 'comment' | 'reference';
  }[];
  questions: readonly Question[];
  /** Sentences on what was unsure and which option settles it. */
  doubts: readonly string[];
  why: readonly string[];
}

export interface SkippedSheet {
  name: string;
  reason: string;
}

/** A workbook, understood: where the questions are and which cells are ours. */
export interface Questionnaire {
  sheets: readonly QuestionSheet[];
  skipped: readonly SkippedSheet[];
}

/** A layout that was put right once: for every sheet whose header says the same over the same columns. */
export interface LayoutProfile {
  name: string;
  /** Header texts by column letters; the fingerprint. */
  header: Readonly<Record<string, string>>;
  /** Letters. */
  question: string;
  answer?: string;
  comment?: string;
  reference?: string;
  /** The customer's words for the short answer. */
  words?: Readonly<Partial<Record<Verdict, string>>>;
}

/** What a person (or a saved profile) says instead of detection; letters for columns. */
export interface LayoutOverrides {
  sheet?: string;
  /** 0: the sheet has no header. */
  headerRow?: number;
  questionColumn?: string;
  answerColumn?: string;
  commentColumn?: string;
  referenceColumn?: string;
  /** Used for sheets they fit, where nothing else above is said. */
  profiles?: readonly LayoutProfile[];
}
