import { cellReference } from './address.js';
import type { Archive, ArchiveEntry } from './archive.js';
import { writeArchive } from './archive-writer.js';
import { calculateOnLoad } from './calc-patch.js';
import { cellText } from './cell-text.js';
import type { CellWrite, ColumnAddition, PatchResult, WrittenCell } from './cell-write.js';
import { widthSplices } from './column-patch.js';
import { needXmlPart } from './package.js';
import { type PlannedCell, type PlannedSheet, planPatch } from './patch-plan.js';
import { locateRows, type RowPlace } from './row-locator.js';
import { cellXml, type NewCell, patchSheetXml } from './sheet-patch.js';
import { StringPatch } from './string-patch.js';
import { StylePatch } from './style-patch.js';
import { type SheetSource, sourceOf, type Workbook } from './workbook.js';
import { encodeXstring } from './xml-text.js';

export type {
  CellWrite,
  ColumnAddition,
  PatchResult,
  RefusalReason,
  RefusedWrite,
  WrittenCell,
} from './cell-write.js';

/**
 * Writes texts into cells and adds columns, by splices into the parts that hold them; all other parts keep their
 * bytes. Cells keep their format. What must not be written is refused with a reason. The same input gives the same
 * bytes; nothing to write gives the bytes of the original.
 */
export function patchWorkbook(
  workbook: Workbook,
  writes: readonly CellWrite[],
  additions: readonly ColumnAddition[] = [],
): PatchResult {
  const { archive, book, sheets, strings: table } = sourceOf(workbook);
  const plan = planPatch(workbook, writes, additions);
  const changes = new Map<ArchiveEntry, Buffer>();
  const change = (result: { part: string; bytes: Buffer } | null) => {
    const entry = result === null ? undefined : archive.find(result.part);
    if (result !== null && entry !== undefined) changes.set(entry, result.bytes);
  };
  const strings = StringPatch.of(book.stringsPart, table);
  const styles = new StylePatch(archive, book.stylesPart);
  const written: WrittenCell[] = [];
  for (const planned of plan.sheets) {
    const source = sheets.get(planned.sheet);
    if (source === undefined) continue;
    const patched = patchSheet(archive, source, planned, strings, styles);
    written.push(...patched.written);
    change({ part: source.part, bytes: patched.bytes });
  }
  if (plan.sheets.length > 0) {
    change(strings?.result() ?? null);
    change(styles.result());
    if (workbook.hasFormulas) change(calculateOnLoad(archive, book.part));
  }
  const broken = workbook.signed && changes.size > 0;
  return {
    bytes: writeArchive(archive, changes),
    written,
    refused: plan.refused,
    warnings: broken
      ? ['The digital signature of the workbook is no longer valid, because cells were written.']
      : [],
  };
}

function patchSheet(
  archive: Archive,
  source: SheetSource,
  planned: PlannedSheet,
  strings: StringPatch | null,
  styles: StylePatch,
): { bytes: Buffer; written: WrittenCell[] } {
  const { part, layout } = source;
  const xml = needXmlPart(archive, part);
  const wanted = new Set([...planned.cells, ...planned.dressed].map((cell) => cell.row));
  const rows = locateRows(archive, part, xml.bytes, layout, wanted);
  const written: WrittenCell[] = [];
  const cells: NewCell[] = planned.cells.map((cell) => {
    const { row, column } = cell;
    const place = rows.get(row);
    const old = place?.cells.find((other) => other.column === column);
    if (old?.type === 's') strings?.dropReference();
    const { text, cut } = cellText(cell.value);
    const style = styles.variant(baseStyle(cell, place, source), {
      wrap: cell.wrap,
      reading: cell.own === 'body',
      quotePrefix: /^[=+\-@]/.test(text),
    });
    written.push({ sheet: planned.sheet, cell: cellReference(row, column), value: text, cut });
    const content = strings === null ? { inline: encodeXstring(text) } : { index: strings.add(text) };
    return {
      row,
      column,
      xml: cellXml(layout.prefix, { row, column, style: style === 0 ? null : style }, content),
    };
  });
  cells.push(...dressedCells(planned, rows, source, styles));
  const more = widthSplices(xml.bytes, layout, planned.widths);
  return { bytes: patchSheetXml(xml, layout, rows, cells, more), written };
}

/** Blank cells in columns of ours, where the row is there, holds no such cell yet, and their neighbour has a look to be taken. */
function dressedCells(
  { dressed }: PlannedSheet,
  rows: ReadonlyMap<number, RowPlace>,
  source: SheetSource,
  styles: StylePatch,
): NewCell[] {
  return dressed.flatMap(({ row, column, neighbour }) => {
    const place = rows.get(row);
    const base = place === undefined ? 0 : styleIn(neighbour, place, source);
    if (base === 0 || place?.cells.some((cell) => cell.column === column) !== false) return [];
    const style = styles.variant(base, { wrap: true, reading: true });
    return [{ row, column, xml: cellXml(source.layout.prefix, { row, column, style }, null), blank: true }];
  });
}

/** A cell keeps its format; a new one takes its row's, else its column's; one in a column of ours its neighbour's. */
function baseStyle(cell: PlannedCell, row: RowPlace | undefined, source: SheetSource): number {
  return styleIn(cell.own === null ? cell.column : cell.neighbour, row, source);
}

/** Index of the format that a cell of this column has in the row, or would have. */
function styleIn(column: number, row: RowPlace | undefined, source: SheetSource): number {
  const old = row?.cells.find((other) => other.column === column);
  if (old !== undefined) return old.style ?? 0;
  if (row !== undefined && row.style !== null) return row.style;
  const { columns } = source.layout;
  return Number(columns.find((place) => place.first <= column && column <= place.last)?.style ?? 0);
}
