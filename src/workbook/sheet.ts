import type { CellRange } from './address.js';

/**
 * A cell that holds something. A blank cell, styled or not, is never listed; a formula that shows nothing is,
 * with an empty text.
 */
export interface Cell {
  row: number;
  column: number;
  /** What a person reads: rich text joined, cached formula value, numbers and booleans as Excel's General format. */
  text: string;
  kind: 'text' | 'number' | 'boolean' | 'error';
  /** The cell holds, or lies in, a formula, array formula or data table. */
  formula: boolean;
}

/** What a cell looks like, as far as it is evidence for a layout. */
export interface CellStyle {
  bold: boolean;
  /** ARGB or theme fill, as a comparable string; null where there is none. */
  fill: string | null;
  fontSize: number | null;
}

/** A drop-down: a validation of type list, from the sheet itself or the x14 extension. */
export interface ListValidation {
  ranges: readonly CellRange[];
  /** The allowed values, byte for byte; null where the source cannot be resolved (formula, external book). */
  values: readonly string[] | null;
  /** The source as written: `"Yes,No"`, `Lists!$A$1:$A$3`, a defined name. */
  source: string;
}

/** One sheet as plain data. Only cells that exist cost anything; look-ups are constant or logarithmic time. */
export interface Sheet {
  readonly name: string;
  /** Position in the workbook, from 0. */
  readonly position: number;
  readonly visibility: 'visible' | 'hidden' | 'veryHidden';
  readonly protected: boolean;
  /** All non-blank cells, by row, then column. The covered cells of a merge are never listed. */
  readonly cells: readonly Cell[];
  readonly lastRow: number;
  readonly lastColumn: number;
  readonly merges: readonly CellRange[];
  readonly validations: readonly ListValidation[];
  readonly tables: readonly {
    name: string;
    range: CellRange;
    headerRows: number;
  }[];
  cellAt(row: number, column: number): Cell | undefined;
  /** The non-blank cells of a row, left to right; empty where there are none. */
  rowCells(row: number): readonly Cell[];
  mergeAt(row: number, column: number): CellRange | undefined;
  validationAt(row: number, column: number): ListValidation | undefined;
  styleAt(row: number, column: number): CellStyle;
  /** True where the sheet is protected and the cell is locked; such a cell is never written. */
  lockedAt(row: number, column: number): boolean;
  rowHidden(row: number): boolean;
  /** Hidden, or of width zero. */
  columnHidden(column: number): boolean;
  /** Width in characters; null where the sheet's default applies. */
  columnWidth(column: number): number | null;
}
