import { LAST_COLUMN } from './address.js';
import type { SheetLayout } from './sheet-layout.js';
import type { Splice } from './splice.js';

/** Sets the widths of columns; a `col` that covers more columns is split around them (CT_Col). */
export function widthSplices(
  bytes: Buffer,
  layout: SheetLayout,
  widths: ReadonlyMap<number, number>,
): Splice[] {
  if (widths.size === 0) return [];
  const { cols, columns, sheetData, prefix } = layout;
  const wanted = [...widths.keys()].sort((a, b) => a - b).filter((column) => column <= LAST_COLUMN);
  const own = (column: number, style: string | null) => {
    const styled = style === null ? '' : ` style="${style}"`;
    return `<${prefix}col min="${column}" max="${column}" width="${widths.get(column)}"${styled} customWidth="1"/>`;
  };
  const splices: Splice[] = [];
  const left = new Set(wanted);
  for (const place of columns) {
    const inside = wanted.filter((column) => place.first <= column && column <= place.last);
    if (inside.length === 0) continue;
    const tag = bytes.toString('utf8', place.start, place.end);
    const pieces: string[] = [];
    let from = place.first;
    for (const column of inside) {
      left.delete(column);
      if (from < column) pieces.push(withSpan(tag, from, column - 1));
      pieces.push(own(column, place.style));
      from = column + 1;
    }
    if (from <= place.last) pieces.push(withSpan(tag, from, place.last));
    splices.push({ start: place.start, end: place.end, text: pieces.join('') });
  }
  const fresh = [...left].sort((a, b) => a - b);
  if (cols === null) {
    const text = `<${prefix}cols>${fresh.map((column) => own(column, null)).join('')}</${prefix}cols>`;
    return [{ start: sheetData.start, end: sheetData.start, text }];
  }
  for (const column of fresh) {
    const at = columns.find((place) => place.first > column)?.start ?? cols.closeStart;
    splices.push({ start: at, end: at, text: own(column, null) });
  }
  return splices;
}

function withSpan(tag: string, first: number, last: number): string {
  return tag
    .replace(/(\smin\s*=\s*)(["'])[^"']*\2/, `$1"${first}"`)
    .replace(/(\smax\s*=\s*)(["'])[^"']*\2/, `$1"${last}"`);
}
