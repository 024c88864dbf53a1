import { parseRange, rangeReference } from './address.js';
import type { LocatedRows, RowPlace } from './located-rows.js';
import type { SheetLayout } from './sheet-layout.js';
import type { Splice } from './splice.js';

/** A cell that will stand in the sheet. */
export interface NewCell {
  row: number;
  column: number;
  /** From `c` to `/c`. */
  xml: string;
  /** It holds nothing: the range of used cells stays as it is. */
  blank?: boolean;
}

/** The splices that write cells into the sheet's XML: replace those that are there, insert others and their rows in order. */
export function cellSplices(
  bytes: Buffer,
  layout: SheetLayout,
  rows: LocatedRows,
  cells: readonly NewCell[],
): Splice[] {
  const splices = dimensionSplice(bytes, layout, cells);
  const newRows: { row: number; xml: string }[] = [];
  const ordered = [...cells].sort((a, b) => a.row - b.row || a.column - b.column);
  let next = 0;
  for (let first = ordered[0]; first !== undefined; first = ordered[next]) {
    const { row } = first;
    const from = next;
    while (ordered[next]?.row === row) next++;
    const written = ordered.slice(from, next);
    const place = rows.at(row);
    if (place === undefined) newRows.push({ row, xml: rowXml(layout.prefix, row, written) });
    else addRowSplices(splices, bytes, rows, place, written);
  }
  return newRows.length === 0 ? splices : [...splices, ...rowInsertions(layout, newRows)];
}

function rowXml(prefix: string, row: number, cells: readonly NewCell[]): string {
  return `<${prefix}row r="${row}">${cells.map((cell) => cell.xml).join('')}</${prefix}row>`;
}

function addRowSplices(
  splices: Splice[],
  bytes: Buffer,
  rows: LocatedRows,
  place: RowPlace,
  written: readonly NewCell[],
): void {
  const spans = place.spans === null ? null : widened(bytes, place.spans, written);
  if (place.spans !== null && spans !== null) splices.push({ ...place.spans, text: spans });
  if (place.selfClosing) {
    const content = written.map((cell) => cell.xml).join('');
    splices.push({ start: place.end - 2, end: place.end, text: `>${content}</${place.qualified}>` });
    return;
  }
  for (const { column, xml: text } of written) {
    const old = rows.find(place, column);
    const start = old < 0 ? rows.placeFor(place, column) : rows.start(old);
    splices.push({ start, end: old < 0 ? start : rows.end(old), text });
  }
}

/** `spans` is a hint of the columns in use; it must cover what is written. */
function widened(
  bytes: Buffer,
  { start, end }: { start: number; end: number },
  written: readonly NewCell[],
): string | null {
  const only = onlySpan(bytes, start, end);
  if (only !== null && written.every(({ column }) => only.from <= column && column <= only.to)) return null;
  const parts = bytes
    .toString('latin1', start, end)
    .trim()
    .split(/\s+/)
    .map((part) => part.split(':').map(Number));
  const covered = (column: number) => parts.some(([from = 0, to = 0]) => from <= column && column <= to);
  if (written.every((cell) => covered(cell.column))) return null;
  const columns = [...parts.flat(), ...written.map((cell) => cell.column)].filter((column) => column > 0);
  return `${Math.min(...columns)}:${Math.max(...columns)}`;
}

/** "1:5", as nearly all rows have it; null where the value is anything else. */
function onlySpan(bytes: Buffer, start: number, end: number): { from: number; to: number } | null {
  const span = { from: 0, to: 0 };
  let side: 'from' | 'to' = 'from';
  for (let at = start; at < end; at++) {
    const code = bytes[at] ?? 0;
    if (code === COLON && side === 'from') side = 'to';
    else if (code >= ZERO && code <= NINE) span[side] = span[side] * 10 + code - ZERO;
    else return null;
  }
  return side === 'to' ? span : null;
}

const [ZERO, NINE, COLON] = [48, 57, 58] as const;

function rowInsertions(layout: SheetLayout, newRows: readonly { row: number; xml: string }[]): Splice[] {
  const { sheetData, rows, prefix } = layout;
  if (newRows.length === 0) return [];
  if (sheetData.selfClosing) {
    const content = newRows.map((row) => row.xml).join('');
    const text = `>${content}</${prefix}sheetData>`;
    return [{ start: sheetData.end - 2, end: sheetData.end, text }];
  }
  let slot = 0;
  return newRows.map(({ row, xml }) => {
    slot = rows.firstFrom(row, slot);
    const at = slot < rows.length ? rows.start(slot) : sheetData.closeStart;
    return { start: at, end: at, text: xml };
  });
}

function dimensionSplice(bytes: Buffer, layout: SheetLayout, cells: readonly NewCell[]): Splice[] {
  const { dimension } = layout;
  const range =
    dimension === null ? null : parseRange(bytes.toString('latin1', dimension.start, dimension.end));
  if (dimension === null || range === null) return [];
  const wider = { ...range };
  for (const { row, column, blank } of cells) {
    if (blank === true) continue;
    wider.top = Math.min(wider.top, row);
    wider.bottom = Math.max(wider.bottom, row);
    wider.left = Math.min(wider.left, column);
    wider.right = Math.max(wider.right, column);
  }
  const changed = rangeReference(wider) !== rangeReference(range);
  return changed ? [{ ...dimension, text: rangeReference(wider) }] : [];
}
