import { cellReference, parseRange, rangeReference } from './address.js';
import type { RowPlace } from './row-locator.js';
import type { SheetLayout } from './sheet-layout.js';
import type { Splice } from './splice.js';
import type { XmlText } from './xml-text.js';

/** A cell that will stand in the sheet. */
export interface NewCell {
  row: number;
  column: number;
  /** From `c` to `/c`. */
  xml: string;
  /** It holds nothing: the range of used cells stays as it is. */
  blank?: boolean;
}

/** Writes cells into the sheet's XML: replaces those that are there, inserts others and their rows in order. */
export function patchSheetXml(
  xml: XmlText,
  layout: SheetLayout,
  rows: ReadonlyMap<number, RowPlace>,
  cells: readonly NewCell[],
  more: readonly Splice[],
): Buffer {
  const splices: Splice[] = [...more];
  const byRow = new Map<number, NewCell[]>();
  for (const cell of [...cells].sort((a, b) => a.row - b.row || a.column - b.column)) {
    const row = byRow.get(cell.row);
    if (row === undefined) byRow.set(cell.row, [cell]);
    else row.push(cell);
  }
  const newRows: { row: number; xml: string }[] = [];
  for (const [row, written] of byRow) {
    const place = rows.get(row);
    if (place !== undefined) splices.push(...rowSplices(place, written));
    else newRows.push({ row, xml: rowXml(layout.prefix, row, written) });
  }
  splices.push(...rowInsertions(layout, newRows), ...dimensionSplice(xml.bytes, layout, cells));
  return xml.spliced(splices);
}

function rowXml(prefix: string, row: number, cells: readonly NewCell[]): string {
  return `<${prefix}row r="${row}">${cells.map((cell) => cell.xml).join('')}</${prefix}row>`;
}

function rowSplices(place: RowPlace, written: readonly NewCell[]): Splice[] {
  const splices: Splice[] = [];
  const inserted: NewCell[] = [];
  for (const cell of written) {
    const old = place.cells.find((other) => other.column === cell.column);
    if (old !== undefined) splices.push({ start: old.start, end: old.end, text: cell.xml });
    else inserted.push(cell);
  }
  const spans = place.spans === null ? null : widened(place.spans.text, written);
  if (place.spans !== null && spans !== null) splices.push({ ...place.spans, text: spans });
  if (inserted.length === 0) return splices;
  if (place.selfClosing) {
    const content = inserted.map((cell) => cell.xml).join('');
    return [...splices, { start: place.end - 2, end: place.end, text: `>${content}</${place.qualified}>` }];
  }
  for (const cell of inserted) {
    const at = place.cells.find((other) => other.column > cell.column)?.start ?? place.cellsEnd;
    splices.push({ start: at, end: at, text: cell.xml });
  }
  return splices;
}

/** `spans` is a hint of the columns in use; it must cover what is written. */
function widened(spans: string, written: readonly NewCell[]): string | null {
  const parts = spans
    .trim()
    .split(/\s+/)
    .map((part) => part.split(':').map(Number));
  const covered = (column: number) => parts.some(([from = 0, to = 0]) => from <= column && column <= to);
  if (written.every((cell) => covered(cell.column))) return null;
  const columns = [...parts.flat(), ...written.map((cell) => cell.column)].filter((column) => column > 0);
  return `${Math.min(...columns)}:${Math.max(...columns)}`;
}

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
    while (slot < rows.number.length && rows.number.at(slot) < row) slot++;
    const at = slot < rows.start.length ? rows.start.at(slot) : sheetData.closeStart;
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

/** One text cell; `index` points into the shared strings, or is null where the cell holds its text itself. */
export function cellXml(
  prefix: string,
  at: { row: number; column: number; style: number | null },
  content: { index: number } | { inline: string } | null,
): string {
  const style = at.style === null ? '' : ` s="${at.style}"`;
  const start = `<${prefix}c r="${cellReference(at.row, at.column)}"${style}`;
  if (content === null) return `${start}/>`;
  if ('index' in content) return `${start} t="s"><${prefix}v>${content.index}</${prefix}v></${prefix}c>`;
  const text = `<${prefix}t xml:space="preserve">${content.inline}</${prefix}t>`;
  return `${start} t="inlineStr"><${prefix}is>${text}</${prefix}is></${prefix}c>`;
}
