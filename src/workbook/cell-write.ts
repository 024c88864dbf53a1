/** One cell to be written, as text. The address is the merge's anchor or any cell of the merge. */
export interface CellWrite {
  sheet: string;
  row: number;
  column: number;
  value: string;
  /**
   * What stands in the cell and may be overwritten: a placeholder ("Not verified"), an answer of ours. A cell that
   * holds anything else is refused as occupied; blank cells need no permission.
   */
  replaces?: string;
  /** Turn wrapping on for this cell (long texts). */
  wrap?: boolean;
}

/** A column of ours to the right of a table: header cell styled as its left neighbour, width set. It may be there already, by its title. */
export interface ColumnAddition {
  sheet: string;
  column: number;
  headerRow: number;
  title: string;
  width: number;
  /** The column whose look it takes; the one left of ours, unless it is named. */
  neighbour?: number;
  /** Rows of the table: where they hold nothing of ours they get the look of the table, so that it ends in one line. */
  rows?: readonly number[];
}

/** What stands in a cell after a write; `cut` where the text was longer than Excel's 32,767 characters. */
export interface WrittenCell {
  sheet: string;
  cell: string;
  value: string;
  cut: boolean;
}

export type RefusalReason =
  | 'formula'
  | 'array'
  | 'table-header'
  | 'table-totals'
  | 'locked'
  | 'hidden-sheet'
  | 'no-sheet'
  | 'no-cell'
  | 'occupied';

export interface RefusedWrite {
  write: CellWrite;
  reason: RefusalReason;
}

export interface PatchResult {
  bytes: Uint8Array;
  written: readonly WrittenCell[];
  refused: readonly RefusedWrite[];
  /** Sentences for the user, such as "the digital signature is no longer valid". */
  warnings: readonly string[];
}
