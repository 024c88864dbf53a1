import { createHash } from 'node:crypto';
import { writeArchive } from './archive-writer.js';
import { calculateOnLoad } from './calc-patch.js';
import { needXmlPart } from './package.js';
import { locateRows } from './row-locator.js';
import { cellXml, type NewCell, patchSheetXml } from './sheet-patch.js';
import type { Splice } from './splice.js';
import { sourceOf, type Workbook } from './workbook.js';

/** A cell of a sheet. */
export interface CellAddress {
  sheet: string;
  row: number;
  column: number;
}

/** A cell to be put back: to an XML element as it stood, to no element at all, or emptied in the format it has. */
export interface RestoredCell extends CellAddress {
  to: { element: string } | 'absent' | 'blank';
}

/**
 * The XML elements of cells as they stand in the package (`<c r="D5" s="3"/>`), in the order asked for; null where
 * the sheet has no such element.
 */
export function cellElements(workbook: Workbook, cells: readonly CellAddress[]): (string | null)[] {
  const { archive, sheets } = sourceOf(workbook);
  const found = new Map<string, string>();
  for (const name of new Set(cells.map(({ sheet }) => sheet))) {
    const source = sheets.get(name);
    if (source === undefined) continue;
    const { bytes } = needXmlPart(archive, source.part);
    const wanted = new Set(cells.filter(({ sheet }) => sheet === name).map(({ row }) => row));
    for (const [row, place] of locateRows(archive, source.part, bytes, source.layout, wanted)) {
      for (const { column, start, end } of place.cells)
        found.set(`${name}!${row}:${column}`, bytes.toString('utf8', start, end));
    }
  }
  return cells.map(({ sheet, row, column }) => found.get(`${sheet}!${row}:${column}`) ?? null);
}

/**
 * A mark of the parts that our own writes never touch. Another program that saves the workbook changes some of them;
 * while the mark is the same, elements that were taken from the workbook before still mean the same in it.
 */
export function packageMark(workbook: Workbook): string {
  const { archive, book, sheets } = sourceOf(workbook);
  const touched = new Set([
    book.part,
    book.stringsPart,
    book.stylesPart,
    ...[...sheets.values()].map((s) => s.part),
  ]);
  const hash = createHash('sha256');
  for (const { name, crc, size } of archive.entries) {
    hash.update(touched.has(name) ? `${name}\n` : `${name} ${crc} ${size}\n`);
  }
  return hash.digest('hex');
}

/** Puts cells back and changes nothing else. Elements must come from this workbook as it was before our writes. */
export function restoreCells(workbook: Workbook, cells: readonly RestoredCell[]): Uint8Array {
  const { archive, book, sheets } = sourceOf(workbook);
  const changes = new Map<(typeof archive.entries)[number], Buffer>();
  const change = (part: string, bytes: Buffer) => {
    const entry = archive.find(part);
    if (entry !== undefined) changes.set(entry, bytes);
  };
  for (const name of new Set(cells.map(({ sheet }) => sheet))) {
    const source = sheets.get(name);
    if (source === undefined) continue;
    const own = cells.filter(({ sheet }) => sheet === name);
    const xml = needXmlPart(archive, source.part);
    const rows = locateRows(
      archive,
      source.part,
      xml.bytes,
      source.layout,
      new Set(own.map(({ row }) => row)),
    );
    const placed: NewCell[] = [];
    const removed: Splice[] = [];
    for (const { row, column, to } of own) {
      const place = rows.get(row)?.cells.find((cell) => cell.column === column);
      if (typeof to === 'object') placed.push({ row, column, xml: to.element });
      else if (place === undefined) continue;
      else if (to === 'absent') removed.push({ start: place.start, end: place.end, text: '' });
      else {
        const style = place.style;
        placed.push({ row, column, xml: cellXml(source.layout.prefix, { row, column, style }, null) });
      }
    }
    change(source.part, patchSheetXml(xml, source.layout, rows, placed, removed));
  }
  const calculated = workbook.hasFormulas && changes.size > 0 ? calculateOnLoad(archive, book.part) : null;
  if (calculated) change(calculated.part, calculated.bytes);
  return writeArchive(archive, changes);
}
