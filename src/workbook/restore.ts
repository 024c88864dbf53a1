import { createHash } from 'node:crypto';
import { cellReference } from './address.js';
import { type ChangedEntries, changePart, writeArchive } from './archive-writer.js';
import { calculateOnLoad } from './calc-patch.js';
import { cellWriter } from './cell-xml.js';
import { NO_STYLE } from './located-rows.js';
import { needXmlPart } from './package.js';
import { locateRows } from './row-locator.js';
import { cellSplices, type NewCell } from './sheet-patch.js';
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
    const rows = locateRows(archive, source.part, bytes, source.layout, wanted);
    for (const { sheet, row, column } of cells) {
      const place = sheet === name ? rows.at(row) : undefined;
      const cell = place === undefined ? -1 : rows.find(place, column);
      if (cell < 0) continue;
      found.set(keyOf(name, row, column), bytes.toString('utf8', rows.start(cell), rows.end(cell)));
    }
  }
  return cells.map(({ sheet, row, column }) => found.get(keyOf(sheet, row, column)) ?? null);
}

function keyOf(sheet: string, row: number, column: number): string {
  return `${sheet}!${row}:${column}`;
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
  const changes: ChangedEntries = new Map();
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
    const writer = cellWriter(source.layout.prefix);
    const placed: NewCell[] = [];
    const removed: Splice[] = [];
    for (const { row, column, to } of own) {
      const place = rows.at(row);
      const cell = place === undefined ? -1 : rows.find(place, column);
      if (typeof to === 'object') placed.push({ row, column, xml: to.element });
      else if (cell < 0) continue;
      else if (to === 'absent') removed.push({ start: rows.start(cell), end: rows.end(cell), text: '' });
      else {
        const style = rows.style(cell) === NO_STYLE ? null : rows.style(cell);
        placed.push({ row, column, xml: writer.blank(cellReference(row, column), style) });
      }
    }
    const splices = [...removed, ...cellSplices(xml.bytes, source.layout, rows, placed)];
    changePart(archive, changes, { part: source.part, xml, splices });
  }
  const calculated = workbook.hasFormulas && changes.size > 0 ? calculateOnLoad(archive, book.part) : null;
  if (calculated !== null) changePart(archive, changes, calculated);
  return writeArchive(archive, changes);
}
