import { cellReference, columnLetters, parseRange, rangeReference } from '../address.js';
import { type FormatsView, lookChanges } from './formats.js';
import type { CellView, SheetView } from './sheet-view.js';
import type { AddedColumn, ChangedCell } from './verification.js';

/** Two readings of the same sheet, and the formats their cells point to. */
export interface SheetPair {
  name: string;
  before: SheetView;
  after: SheetView;
  formats: { before: FormatsView; after: FormatsView };
  /** What is known already about pairs of formats, by their indexes. */
  looks: Map<string, string[] | null>;
}

export interface SheetChanges {
  cells: ChangedCell[];
  columns: AddedColumn[];
  /** What else changed; `cell` where it is in one. */
  differences: { cell: string | null; what: string }[];
}

/** Compares two readings of a sheet: which cells got other values, and what else is different. */
export function compareSheets(pair: SheetPair): SheetChanges {
  const changes: SheetChanges = { cells: [], columns: [], differences: [] };
  const keys = [...new Set([...pair.before.cells.keys(), ...pair.after.cells.keys()])].sort((a, b) => a - b);
  const written: CellView[] = [];
  for (const key of keys) {
    const cell = compareCell(pair, key, changes);
    if (cell !== null) written.push(cell);
  }
  compareRows(pair, written, changes);
  compareColumns(pair, changes);
  const { before, after } = pair;
  if (!fitsDimension(before.dimension, after.dimension, written)) differ(changes, 'the range of used cells');
  if (before.inOrder && !after.inOrder) differ(changes, 'the order of rows or cells');
  if (before.root !== after.root) differ(changes, 'the root element of the sheet');
  for (const what of new Set(after.doubled)) {
    if (!before.doubled.includes(what)) differ(changes, `${what} is described twice`);
  }
  compareOthers(before, after, changes);
  return changes;
}

function differ(changes: SheetChanges, what: string, cell: string | null = null): void {
  changes.differences.push({ cell, what });
}

/** Gives the cell where its value is another one now. */
function compareCell(pair: SheetPair, key: number, changes: SheetChanges): CellView | null {
  const old = pair.before.cells.get(key);
  const now = pair.after.cells.get(key);
  const { row, column } = old ?? now ?? { row: 0, column: 0 };
  const cell = cellReference(row, column);
  const problem = (what: string) => differ(changes, what, cell);
  if (now === undefined) {
    const blank = old?.text === '' && old.formula === null;
    problem(blank ? 'the format of a blank cell is gone' : 'the cell is gone');
    return null;
  }
  const oldFormula = old?.formula ?? null;
  if (oldFormula !== now.formula)
    problem(oldFormula === null ? 'a formula was added' : 'the formula changed');
  const sameValue = now.text === (old?.text ?? '') && (now.text === '' || now.value === old?.value);
  if (!sameValue && now.formula !== null) problem('the calculated value changed');
  else if (!sameValue && now.text === '') problem('the cell was emptied');
  else if (!sameValue && now.text === old?.text) problem('the text is the same, but formatted differently');
  const isWritten = !sameValue && now.formula === null && now.text !== '' && now.text !== old?.text;
  const look = compareLook(pair, old, now);
  if (look === null || (look.length > 0 && !isWritten)) problem('the format changed');
  if (old !== undefined && !isWritten && old.extra !== now.extra) problem('hidden properties changed');
  if (!isWritten) return null;
  changes.cells.push({ sheet: pair.name, cell, before: old?.text ?? '', after: now.text, look: look ?? [] });
  return now;
}

function compareLook(pair: SheetPair, old: CellView | undefined, now: CellView): string[] | null {
  // Right of everything there was, the look is ours to choose; the cell was blank.
  if (now.column > pair.before.lastColumn) return [];
  const inherited = () =>
    pair.before.rows.get(now.row)?.style ??
    pair.before.columns.find((place) => place.first <= now.column && now.column <= place.last)?.style ??
    '0';
  const style = old?.style ?? inherited();
  const key = `${style} ${now.style}`;
  const known = pair.looks.get(key);
  if (known !== undefined) return known;
  const { before, after } = pair.formats;
  const look = lookChanges(before.formats[Number(style)], after.formats[Number(now.style)]);
  pair.looks.set(key, look);
  return look;
}

function compareRows(
  { before, after }: SheetPair,
  written: readonly CellView[],
  changes: SheetChanges,
): void {
  const writtenRows = new Set(written.map((cell) => cell.row));
  for (const [row, { attributes }] of before.rows) {
    const now = after.rows.get(row);
    if (now === undefined) differ(changes, `row ${row} is gone`);
    else if (now.attributes !== attributes)
      differ(changes, `row ${row}: height, format or visibility changed`);
  }
  for (const [row, { plain }] of after.rows) {
    if (before.rows.has(row)) continue;
    if (!plain || !writtenRows.has(row)) differ(changes, `row ${row} was added`);
  }
}

function compareColumns({ name, before, after }: SheetPair, changes: SheetChanges): void {
  const starts = new Set<number>();
  for (const { first, last } of [...before.columns, ...after.columns]) starts.add(first).add(last + 1);
  const at = (view: SheetView, column: number) =>
    view.columns.find((place) => place.first <= column && column <= place.last);
  for (const column of [...starts].sort((a, b) => a - b)) {
    const old = at(before, column);
    const now = at(after, column);
    if (old?.attributes === now?.attributes) continue;
    const title = firstText(after, column);
    if (column > before.lastColumn && title !== null) {
      changes.columns.push({ sheet: name, column: columnLetters(column), title, width: now?.width ?? null });
    } else differ(changes, `column ${columnLetters(column)}: width, format or visibility changed`);
  }
}

function firstText(view: SheetView, column: number): string | null {
  let first: CellView | null = null;
  for (const cell of view.cells.values()) {
    if (cell.column === column && cell.text !== '' && (first === null || cell.row < first.row)) first = cell;
  }
  return first?.text ?? null;
}

/** The dimension may stay or grow to hold what was written; it is a hint, but a wrong one hides cells from some readers. */
function fitsDimension(before: string | null, after: string | null, written: readonly CellView[]): boolean {
  if (before === after) return true;
  const range = before === null ? null : parseRange(before);
  if (range === null || after === null) return false;
  for (const { row, column } of written) {
    range.top = Math.min(range.top, row);
    range.bottom = Math.max(range.bottom, row);
    range.left = Math.min(range.left, column);
    range.right = Math.max(range.right, column);
  }
  const now = parseRange(after);
  return now !== null && rangeReference(now) === rangeReference(range);
}

/** What people call the elements of a sheet. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['dataValidations', 'drop-downs and other validations'],
  ['conditionalFormatting', 'conditional formatting'],
  ['mergeCells', 'merged cells'],
  ['sheetProtection', 'protection'],
  ['sheetViews', 'view and frozen panes'],
  ['autoFilter', 'filter'],
  ['hyperlinks', 'hyperlinks'],
  ['drawing', 'drawings'],
  ['legacyDrawing', 'comments'],
  ['tableParts', 'tables'],
  ['pageSetup', 'page setup'],
  ['extLst', 'extensions (drop-downs, conditional formatting of newer Excels)'],
]);

function compareOthers(before: SheetView, after: SheetView, changes: SheetChanges): void {
  const names = new Set([...before.others, ...after.others].map((part) => part.name));
  for (const name of names) {
    const of = (view: SheetView) =>
      view.others.filter((part) => part.name === name).map((part) => part.content);
    if (of(before).join('\n') !== of(after).join('\n')) differ(changes, `${NAMES.get(name) ?? name} changed`);
  }
  const order = (view: SheetView) => view.others.map((part) => part.name).join();
  if (order(before) !== order(after) && names.size === new Set(before.others.map((p) => p.name)).size) {
    differ(changes, 'the order of the elements of the sheet');
  }
}
