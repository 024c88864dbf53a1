import type { CellRange } from './address.js';
import type { CellTable } from './cell-table.js';
import { type CellFormat, type FormatTable, PLAIN_FORMAT } from './format-table.js';
import { RangeIndex } from './range-index.js';
import type { Cell, ListValidation, Sheet } from './sheet.js';

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
  cells: CellTable;
  /** Ranges of array formulas and data tables. */
  arrays?: readonly CellRange[];
  merges?: readonly CellRange[];
  validations?: readonly ListValidation[];
  tables?: Sheet['tables'];
  /** Formats of cells, then of rows, then of columns: the first that says something counts. */
  cellFormats?: FormatTable;
  rowFormats?: readonly Span<CellFormat>[];
  columnFormats?: readonly Span<CellFormat>[];
  hiddenRows?: readonly Span<boolean>[];
  hiddenColumns?: readonly Span<boolean>[];
  /** Widths in characters. */
  columnWidths?: readonly Span<number>[];
}

/** Builds a sheet from plain data; the only maker of sheets, for files and for tests. */
export function makeSheet(data: SheetData): Sheet {
  const merges = data.merges ?? [];
  const mergeIndex = new RangeIndex(merges.map((range) => [range, range] as const));
  const cells = arranged(data.cells, mergeIndex, data.arrays ?? []);
  const validations = data.validations ?? [];
  const validationIndex = new RangeIndex(
    validations.flatMap((validation) => validation.ranges.map((range) => [range, validation] as const)),
  );
  const formatAt = formatLookup(data);
  const hiddenRow = spanLookup(data.hiddenRows);
  const hiddenColumn = spanLookup(data.hiddenColumns);
  const width = spanLookup(data.columnWidths);
  const isProtected = data.protected ?? false;

  let all: readonly Cell[] | null = null;
  return {
    name: data.name,
    position: data.position ?? 0,
    visibility: data.visibility ?? 'visible',
    protected: isProtected,
    get cells() {
      all ??= cells.slice(0, cells.length);
      return all;
    },
    lastRow: cells.lastRow,
    lastColumn: cells.lastColumn,
    merges,
    validations,
    tables: data.tables ?? [],
    cellAt: (row, column) => cells.at(row, column),
    rowCells: (row) => cells.slice(cells.find(row, 0), cells.find(row + 1, 0)),
    mergeAt: (row, column) => mergeIndex.at(row, column),
    validationAt: (row, column) => validationIndex.at(row, column),
    styleAt: (row, column) => formatAt(row, column),
    lockedAt: (row, column) => isProtected && formatAt(row, column).locked,
    rowHidden: (row) => hiddenRow(row) ?? false,
    columnHidden: (column) => (hiddenColumn(column) ?? false) || width(column) === 0,
    columnWidth: (column) => width(column) ?? null,
  };
}

function arranged(cells: CellTable, merges: RangeIndex<CellRange>, arrays: readonly CellRange[]): CellTable {
  if (merges.size === 0 && arrays.length === 0) return cells.sorted();
  const inArrays = new RangeIndex(arrays.map((range) => [range, range] as const));
  return cells.arranged({
    covered: (row, column) => {
      const merge = merges.at(row, column);
      return merge !== undefined && (merge.top !== row || merge.left !== column);
    },
    // The cells of an array formula or data table hold values only, but belong to the formula.
    calculated: (row, column) => inArrays.at(row, column) !== undefined,
  });
}

function formatLookup(data: SheetData): (row: number, column: number) => CellFormat {
  const rowFormat = spanLookup(data.rowFormats);
  const columnFormat = spanLookup(data.columnFormats);
  return (row, column) =>
    data.cellFormats?.at(row, column) ?? rowFormat(row) ?? columnFormat(column) ?? PLAIN_FORMAT;
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
