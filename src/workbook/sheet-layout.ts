import type { SheetRows } from './sheet-rows.js';

/** Offsets of an element in the XML of its part; `openEnd` is behind the start tag. */
export interface ElementPlace {
  start: number;
  openEnd: number;
  /** Start of the end tag; the same as `openEnd` for an empty element. */
  closeStart: number;
  end: number;
  selfClosing: boolean;
}

/** Where an edit of a sheet finds its places; recorded while the sheet is read. */
export interface SheetLayout {
  /** Prefix of `sheetData` and what is in it, with its colon: "" or "x:". */
  prefix: string;
  /** The start tag of the sheet, which declares the namespaces. */
  root: { start: number; end: number };
  sheetData: ElementPlace;
  /** Place of the value of the dimension's `ref`. */
  dimension: { start: number; end: number } | null;
  cols: ElementPlace | null;
  columns: { first: number; last: number; style: string | null; start: number; end: number }[];
  rows: SheetRows;
}
