/** A cell whose value is another one; blank is the empty text. */
export interface ChangedCell {
  sheet: string;
  cell: string;
  before: string;
  after: string;
  /** What changed in its look so that the text can be read: "wraps its text". */
  look: readonly string[];
}

/** A column that was empty in the original and got a width. */
export interface AddedColumn {
  sheet: string;
  column: string;
  /** First text in it. */
  title: string;
  width: number | null;
}

export interface ChangedPart {
  part: string;
  /** What the change is for: "12 cells written", "texts of the written cells". */
  why: string;
}

/** Something that changed and that writing answers does not need. */
export interface Difference {
  part: string;
  sheet: string | null;
  cell: string | null;
  what: string;
}

/** What is different between two workbooks; the same object feeds the text and `--json`. */
export interface Verification {
  version: 1;
  original: string;
  answered: string;
  /** Nothing but cells that hold no formula got other texts. */
  lossless: boolean;
  /** The two files are the same, byte for byte. */
  identical: boolean;
  cells: readonly ChangedCell[];
  columns: readonly AddedColumn[];
  parts: {
    identical: readonly string[];
    /** Written in other bytes, but saying the same. */
    equivalent: readonly string[];
    changed: readonly ChangedPart[];
    added: readonly string[];
    removed: readonly string[];
  };
  /** At most `MOST_DIFFERENCES`; `differenceCount` counts all. */
  differences: readonly Difference[];
  differenceCount: number;
}

/** Differences that are listed one by one; two unrelated workbooks would have millions. */
export const MOST_DIFFERENCES = 1000;
