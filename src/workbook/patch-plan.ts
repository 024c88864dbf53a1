import { type CellRange, inRange, LAST_COLUMN, LAST_ROW } from './address.js';
import type { CellWrite, ColumnAddition, RefusalReason, RefusedWrite } from './cell-write.js';
import { RangeIndex } from './range-index.js';
import type { Sheet } from './sheet.js';
import { type SheetSource, sourceOf, type Workbook } from './workbook.js';

/** A cell that will be written; its address is where the text really goes. */
export interface PlannedCell {
  row: number;
  column: number;
  value: string;
  wrap: boolean;
  /** In a column of ours: its header, or an answer below it. */
  own: 'header' | 'body' | null;
  /** The column whose look a cell of ours takes. */
  neighbour: number;
}

/** A blank cell in a column of ours that takes the look of its neighbour. */
export interface DressedCell {
  row: number;
  column: number;
  neighbour: number;
}

export interface PlannedSheet {
  sheet: string;
  cells: PlannedCell[];
  dressed: DressedCell[];
  /** Columns of ours and their widths in characters. */
  widths: Map<number, number>;
}

export interface PatchPlan {
  sheets: PlannedSheet[];
  refused: RefusedWrite[];
}

interface Target {
  sheet: Sheet;
  arrays: RangeIndex<CellRange>;
  source: SheetSource;
  planned: PlannedSheet;
  /** Cells planned so far, numbered row by row. */
  taken: Set<number>;
  columns: Map<number, OwnColumn>;
}

/** A column of ours: whose look it takes, where that was said, and why it may not be. */
interface OwnColumn {
  neighbour: number | null;
  refused: RefusalReason | null;
}

/** Decides for every write whether it may happen, and where; nothing is changed yet. */
export function planPatch(
  workbook: Workbook,
  writes: readonly CellWrite[],
  additions: readonly ColumnAddition[],
): PatchPlan {
  const targets = targetsOf(workbook);
  const refused: RefusedWrite[] = [];
  for (const addition of additions) {
    const write = {
      sheet: addition.sheet,
      row: addition.headerRow,
      column: addition.column,
      value: addition.title,
    };
    const target = targets.get(addition.sheet);
    const own = { neighbour: addition.neighbour ?? null, refused: null };
    target?.columns.set(addition.column, own);
    if (target?.sheet.cellAt(write.row, write.column)?.text === write.value) continue;
    const reason = accept(target, write, 'header');
    if (reason !== null) refused.push({ write, reason });
    else target?.planned.widths.set(addition.column, addition.width);
    target?.columns.set(addition.column, { ...own, refused: reason });
  }
  for (const write of writes) {
    const target = targets.get(write.sheet);
    const ownColumn = target?.columns.get(write.column);
    const reason = ownColumn?.refused ?? accept(target, write, ownColumn === undefined ? null : 'body');
    if (reason !== null) refused.push({ write, reason });
  }
  for (const addition of additions) {
    const target = targets.get(addition.sheet);
    if (target?.columns.get(addition.column)?.refused === null) dress(target, addition);
  }
  const planned = [...targets.values()].map((target) => target.planned);
  return { sheets: planned.filter((sheet) => sheet.cells.length > 0), refused };
}

function targetsOf(workbook: Workbook): ReadonlyMap<string, Target> {
  const { sheets } = sourceOf(workbook);
  const targets = new Map<string, Target>();
  for (const sheet of workbook.sheets) {
    const source = sheets.get(sheet.name);
    if (source === undefined) continue;
    targets.set(sheet.name, {
      sheet,
      source,
      arrays: new RangeIndex(source.arrays.map((range) => [range, range] as const)),
      planned: { sheet: sheet.name, cells: [], dressed: [], widths: new Map() },
      taken: new Set(),
      columns: new Map(),
    });
  }
  return targets;
}

/** Plans the write, or gives the reason why not. */
function accept(target: Target | undefined, write: CellWrite, own: PlannedCell['own']): RefusalReason | null {
  if (target === undefined) return 'no-sheet';
  const { sheet, planned, taken } = target;
  const merge = sheet.mergeAt(write.row, write.column);
  const row = merge?.top ?? write.row;
  const column = merge?.left ?? write.column;
  const reason = refusal(target, row, column, write.replaces);
  if (reason !== null) return reason;
  const number = cellNumber(row, column);
  if (taken.has(number)) return 'occupied';
  taken.add(number);
  const neighbour = neighbourOf(target, column);
  planned.cells.push({ row, column, value: write.value, wrap: write.wrap ?? own !== null, own, neighbour });
  return null;
}

function cellNumber(row: number, column: number): number {
  return row * (LAST_COLUMN + 1) + column;
}

/** The column whose look one of ours takes: the one that was named, else the first one left of it that is not ours. */
function neighbourOf({ columns }: Target, column: number): number {
  const named = columns.get(column)?.neighbour ?? null;
  if (named !== null) return named;
  let neighbour = column - 1;
  while (neighbour > 1 && columns.has(neighbour)) neighbour--;
  return neighbour;
}

/** Blank cells of a column of ours look as those that are written do. */
function dress(target: Target, { column, rows = [] }: ColumnAddition): void {
  const { sheet, planned, taken } = target;
  const neighbour = neighbourOf(target, column);
  for (const row of rows) {
    const isOurs = !taken.has(cellNumber(row, column)) && sheet.mergeAt(row, column) === undefined;
    if (isOurs && refusal(target, row, column, undefined) === null)
      planned.dressed.push({ row, column, neighbour });
  }
}

function refusal(
  target: Target,
  row: number,
  column: number,
  replaces: string | undefined,
): RefusalReason | null {
  const { sheet, source, arrays } = target;
  const isCell = Number.isInteger(row) && row >= 1 && row <= LAST_ROW;
  if (!isCell || !Number.isInteger(column) || column < 1 || column > LAST_COLUMN) return 'no-cell';
  if (sheet.visibility !== 'visible') return 'hidden-sheet';
  const cell = sheet.cellAt(row, column);
  if (arrays.at(row, column) !== undefined) return 'array';
  if (cell?.formula === true) return 'formula';
  for (const { range, headerRows, totalsRows } of source.tables) {
    if (!inRange(range, row, column)) continue;
    if (row < range.top + headerRows) return 'table-header';
    if (row > range.bottom - totalsRows) return 'table-totals';
  }
  if (sheet.lockedAt(row, column)) return 'locked';
  const text = cell?.text ?? '';
  return text.trim() === '' || text === replaces ? null : 'occupied';
}
