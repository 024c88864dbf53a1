/** A rectangle of cells; rows and columns count from 1, both ends included. */
export interface CellRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Column number (from 1) to letters: 28 -> "AB". */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Letters to column number (from 1): "AB" -> 28; 0 where the text is no column. */
export function columnNumber(letters: string): number {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return 0;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** Row and column (from 1) to an A1 reference. */
export function cellReference(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}

/** Rows and columns that a sheet can have (ECMA-376 part 1, 18.3.1.4 and Excel's specification). */
export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

/** "B7" or "$B$7" to row and column; null where the text is no cell of a sheet. */
export function parseReference(reference: string): { row: number; column: number } | null {
  const parts = /^\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$/.exec(reference);
  const column = columnNumber(parts?.[1] ?? '');
  const row = Number(parts?.[2] ?? 0);
  return column >= 1 && column <= LAST_COLUMN && row >= 1 && row <= LAST_ROW ? { row, column } : null;
}

/** The column of "B7"; 0 where the text does not start with one to three letters. For millions of cells: no regex. */
export function columnOfReference(reference: string): number {
  let column = 0;
  for (let at = 0; at < 3; at++) {
    const code = reference.charCodeAt(at) & ~32;
    if (!(code >= 65 && code <= 90)) break;
    column = column * 26 + code - 64;
  }
  return column;
}

/** "B7", "B7:D9", "B:D" or "7:9" to a rectangle; null where the text is none. Corners may stand in any order. */
export function parseRange(text: string): CellRange | null {
  const [from = '', to = from] = text.trim().split(':');
  const corners = cornersOf(from, to);
  if (corners === null) return null;
  const [a, b] = corners;
  return {
    top: Math.min(a.row, b.row),
    left: Math.min(a.column, b.column),
    bottom: Math.max(a.row, b.row),
    right: Math.max(a.column, b.column),
  };
}

function cornersOf(from: string, to: string) {
  const first = parseReference(from);
  const last = parseReference(to);
  if (first !== null && last !== null) return [first, last] as const;
  const columns = [from, to].map((text) => columnNumber(text.replace('$', '')));
  const [left = 0, right = 0] = columns;
  if (left > 0 && right > 0 && left <= LAST_COLUMN && right <= LAST_COLUMN) {
    return [
      { row: 1, column: left },
      { row: LAST_ROW, column: right },
    ] as const;
  }
  const rows = [from, to].map((text) => (/^\$?[0-9]{1,7}$/.test(text) ? Number(text.replace('$', '')) : 0));
  const [top = 0, bottom = 0] = rows;
  if (top > 0 && bottom > 0 && top <= LAST_ROW && bottom <= LAST_ROW) {
    return [
      { row: top, column: 1 },
      { row: bottom, column: LAST_COLUMN },
    ] as const;
  }
  return null;
}

/** A rectangle to text: "B7" or "B7:D9". */
export function rangeReference(range: CellRange): string {
  const first = cellReference(range.top, range.left);
  const last = cellReference(range.bottom, range.right);
  return first === last ? first : `${first}:${last}`;
}

/** True where the cell lies in the rectangle. */
export function inRange(range: CellRange, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}
