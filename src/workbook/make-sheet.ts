import type { CellRange } from './address.js';
import { RangeIndex } from './range-index.js';
import type { Cell, CellStyle, ListValidation, Sheet } from './sheet.js';

/** Look and protection of a cell; Excel locks every cell that does not say otherwise. */
export interface CellFormat extends CellStyle {
  locked: boolean;
}

/** Cells of one row that share a format, blank ones included. */
export interface FormatRun {
  row: number;
  left: number;
  right: number;
  format: CellFormat;
}

/** Rows or columns that share something, both ends included. */
export interface Span<T> {
  first: number;
  last: number;
  value: T;
}

/** What a sheet is made of; all but name and cells may be left out. */
export interface SheetData {
  name: string;
  position?: number;
  visibility?: Sheet['visibility'];
  protected?: boolean;
  /** In any order; blank cells must not be among them. */
  cells: readonly Cell[];
  merges?: readonly CellRange[];
  validations?: readonly ListValidation[];
  tables?: Sheet['tables'];
  /** Formats of cells, then of rows, then of columns: the first that says something counts. */
  cellFormats?: readonly FormatRun[];
  rowFormats?: readonly Span<CellFormat>[];
  columnFormats?: readonly Span<CellFormat>[];
  hiddenRows?: readonly Span<boolean>[];
  hiddenColumns?: readonly Span<boolean>[];
  /** Widths in characters. */
  columnWidths?: readonly Span<number>[];
}

/** How a cell looks that no format is given for. */
export const PLAIN_FORMAT: CellFormat = { bold: false, fill: null, fontSize: null, locked: true };

/** Builds a sheet from plain data; the only maker of sheets, for files and for tests. */
export function makeSheet(data: SheetData): Sheet {
  const merges = data.merges ?? [];
  const mergeIndex = new RangeIndex(merges.map((range) => [range, range] as const));
  const cells = sorted(data.cells).filter((cell) => !coveredBy(mergeIndex.at(cell.row, cell.column), cell));
  const rows = rowIndex(cells);
  const validations = data.validations ?? [];
  const validationIndex = new RangeIndex(
    validations.flatMap((validation) => validation.ranges.map((range) => [range, validation] as const)),
  );
  const formatAt = formatLookup(data);
  const hiddenRow = spanLookup(data.hiddenRows);
  const hiddenColumn = spanLookup(data.hiddenColumns);
  const width = spanLookup(data.columnWidths);
  const isProtected = data.protected ?? false;

  const rowCells = (row: number): readonly Cell[] => {
    const place = rows.get(row);
    return place === undefined ? [] : cells.slice(place.from, place.to);
  };
  return {
    name: data.name,
    position: data.position ?? 0,
    visibility: data.visibility ?? 'visible',
    protected: isProtected,
    cells,
    lastRow: cells.at(-1)?.row ?? 0,
    lastColumn: cells.reduce((last, cell) => Math.max(last, cell.column), 0),
    merges,
    validations,
    tables: data.tables ?? [],
    cellAt: (row, column) => findCell(cells, rows.get(row), column),
    rowCells,
    mergeAt: (row, column) => mergeIndex.at(row, column),
    validationAt: (row, column) => validationIndex.at(row, column),
    styleAt: (row, column) => formatAt(row, column),
    lockedAt: (row, column) => isProtected && formatAt(row, column).locked,
    rowHidden: (row) => hiddenRow(row) ?? false,
    columnHidden: (column) => (hiddenColumn(column) ?? false) || width(column) === 0,
    columnWidth: (column) => width(column) ?? null,
  };
}

function sorted(cells: readonly Cell[]): readonly Cell[] {
  const inOrder = (a: Cell, b: Cell) => a.row - b.row || a.column - b.column;
  const isSorted = cells.every((cell, i) => {
    const before = cells[i - 1];
    return before === undefined || inOrder(before, cell) < 0;
  });
  return isSorted ? cells : [...cells].sort(inOrder);
}

function coveredBy(merge: CellRange | undefined, cell: Cell): boolean {
  return merge !== undefined && (merge.top !== cell.row || merge.left !== cell.column);
}

interface RowPlace {
  from: number;
  to: number;
}

function rowIndex(cells: readonly Cell[]): ReadonlyMap<number, RowPlace> {
  const rows = new Map<number, RowPlace>();
  cells.forEach((cell, i) => {
    const place = rows.get(cell.row);
    if (place === undefined) rows.set(cell.row, { from: i, to: i + 1 });
    else place.to = i + 1;
  });
  return rows;
}

function findCell(cells: readonly Cell[], place: RowPlace | undefined, column: number): Cell | undefined {
  let low = place?.from ?? 0;
  let high = place?.to ?? 0;
  while (low < high) {
    const middle = (low + high) >> 1;
    const cell = cells[middle];
    if (cell === undefined || cell.column === column) return cell;
    if (cell.column < column) low = middle + 1;
    else high = middle;
  }
  return undefined;
}

function formatLookup(data: SheetData): (row: number, column: number) => CellFormat {
  const byRow = new Map<number, FormatRun[]>();
  for (const run of data.cellFormats ?? []) {
    const runs = byRow.get(run.row);
    if (runs === undefined) byRow.set(run.row, [run]);
    else runs.push(run);
  }
  for (const runs of byRow.values()) {
    if (runs.some((run, i) => run.left < (runs[i - 1]?.left ?? 0))) runs.sort((a, b) => a.left - b.left);
  }
  const rowFormat = spanLookup(data.rowFormats);
  const columnFormat = spanLookup(data.columnFormats);
  return (row, column) =>
    runAt(byRow.get(row) ?? [], column)?.format ?? rowFormat(row) ?? columnFormat(column) ?? PLAIN_FORMAT;
}

function runAt(runs: readonly FormatRun[], column: number): FormatRun | undefined {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (run === undefined || column < run.left) high = middle;
    else if (column > run.right) low = middle + 1;
    else return run;
  }
  return undefined;
}

function spanLookup<T>(spans: readonly Span<T>[] | undefined): (place: number) => T | undefined {
  const inOrder = [...(spans ?? [])].sort((a, b) => a.first - b.first);
  return (place) => {
    let low = 0;
    let high = inOrder.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const span = inOrder[middle];
      if (span === undefined) return undefined;
      if (place < span.first) high = middle;
      else if (place > span.last) low = middle + 1;
      else return span.value;
    }
    return undefined;
  };
}
