import { cellReference } from './address.js';
import type { Archive } from './archive.js';
import { type ChangedEntries, changePart, writeArchive } from './archive-writer.js';
import { calculateOnLoad } from './calc-patch.js';
import { cellText } from './cell-text.js';
import type { CellWrite, ColumnAddition, PatchResult, WrittenCell } from './cell-write.js';
import { type CellWriter, cellWriter } from './cell-xml.js';
import { widthSplices } from './column-patch.js';
import type { LocatedRows, RowPlace } from './located-rows.js';
import { needXmlPart } from './package.js';
import { type PlannedSheet, planPatch } from './patch-plan.js';
import { locateRows } from './row-locator.js';
import { cellSplices, type NewCell } from './sheet-patch.js';
import { StringPatch } from './string-patch.js';
import { StylePatch } from './style-patch.js';
import { type SheetSource, sourceOf, type Workbook } from './workbook.js';
import { encodeXstring, type PartChange } from './xml-text.js';

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
  const changes: ChangedEntries = new Map();
  const change = (changed: PartChange | null) => {
    if (changed !== null) changePart(archive, changes, changed);
  };
  const strings = StringPatch.of(book.stringsPart, table);
  const styles = new StylePatch(archive, book.stylesPart);
  const written: WrittenCell[] = [];
  for (const planned of plan.sheets) {
    const source = sheets.get(planned.sheet);
    if (source === undefined) continue;
    const patched = patchSheet(archive, source, planned, strings, styles);
    for (const cell of patched.written) written.push(cell);
    change(patched.change);
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
): { change: PartChange; written: WrittenCell[] } {
  const { part, layout } = source;
  const xml = needXmlPart(archive, part);
  const wanted = new Set([...planned.cells, ...planned.dressed].map((cell) => cell.row));
  const rows = locateRows(archive, part, xml.bytes, layout, wanted);
  const writer = cellWriter(layout.prefix);
  const written: WrittenCell[] = [];
  const cells: NewCell[] = planned.cells.map((cell) => {
    const { row, column } = cell;
    const place = rows.at(row);
    const old = place === undefined ? -1 : rows.find(place, column);
    if (old >= 0 && rows.isShared(old)) strings?.dropReference();
    const { text, cut } = cellText(cell.value);
    // A cell keeps its format; a new one takes its row's, else its column's; a new one in a column of ours its neighbour's.
    const isNewOfOurs = cell.own !== null && old < 0;
    const base = styleIn(isNewOfOurs ? cell.neighbour : column, place, rows, source);
    const style = styles.variant(base, {
      wrap: cell.wrap,
      reading: cell.own === 'body' && isNewOfOurs,
      quotePrefix: /^[=+\-@]/.test(text),
    });
    const reference = cellReference(row, column);
    written.push({ sheet: planned.sheet, cell: reference, value: text, cut });
    const named = style === 0 ? null : style;
    const xml =
      strings === null
        ? writer.inline(reference, named, encodeXstring(text))
        : writer.shared(reference, named, strings.add(text));
    return { row, column, xml };
  });
  const dressed = dressedCells(planned, rows, source, styles, writer);
  const widths = widthSplices(xml.bytes, layout, planned.widths);
  const splices = [...widths, ...cellSplices(xml.bytes, layout, rows, [...cells, ...dressed])];
  return { change: { part, xml, splices }, written };
}

/** Blank cells in columns of ours, where the row is there, holds no such cell yet, and their neighbour has a look to be taken. */
function dressedCells(
  { dressed }: PlannedSheet,
  rows: LocatedRows,
  source: SheetSource,
  styles: StylePatch,
  writer: CellWriter,
): NewCell[] {
  return dressed.flatMap(({ row, column, neighbour }) => {
    const place = rows.at(row);
    if (place === undefined || rows.find(place, column) >= 0) return [];
    const base = styleIn(neighbour, place, rows, source);
    if (base === 0) return [];
    const style = styles.variant(base, { wrap: true, reading: true });
    return [{ row, column, xml: writer.blank(cellReference(row, column), style), blank: true }];
  });
}

/** Index of the format that a cell of this column has in the row, or would have. */
function styleIn(
  column: number,
  row: RowPlace | undefined,
  rows: LocatedRows,
  { layout }: SheetSource,
): number {
  const old = row === undefined ? -1 : rows.find(row, column);
  if (old >= 0) return Math.max(rows.style(old), 0);
  if (row !== undefined && row.style !== null) return row.style;
  return Number(layout.columns.find((place) => place.first <= column && column <= place.last)?.style ?? 0);
}
