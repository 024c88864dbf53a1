import { type CellRange, parseRange } from './address.js';
import type { CellTable } from './cell-table.js';

/** What the source of a drop-down can point to. */
export interface ListContext {
  /** The cells of a sheet by its lower-case name, sorted by row and column. */
  cellsOf(sheet: string): CellTable | undefined;
  /** A defined name by its lower-case name: of the sheet first, then of the workbook. */
  nameOf(name: string, sheet: string): string | undefined;
  /** Cells that may still be looked at for drop-downs of this workbook. */
  cellsLeft: number;
}

/** Characters of a list that stands in the drop-down itself; Excel ends at 255. */
const LONGEST_LITERAL = 32_767;

/** The values a drop-down allows; null where they cannot be known without calculating or another workbook. */
export function listValues(source: string, sheet: string, context: ListContext): readonly string[] | null {
  return resolve(source.replace(/^=/, ''), sheet, context, 0);
}

function resolve(
  source: string,
  sheet: string,
  context: ListContext,
  depth: number,
): readonly string[] | null {
  if (/^".*"$/s.test(source)) return source.length > LONGEST_LITERAL ? null : literal(source);
  const range = sheetRange(source, sheet);
  if (range !== null) {
    const cells = context.cellsOf(range.sheet.toLowerCase());
    return cells === undefined ? null : textsIn(cells, range.range, context);
  }
  const name = /^(?:(?:'(?:[^']|'')+'|[^'!]+)!)?([\p{L}_\\][\p{L}\p{N}_.\\?]*)$/u.exec(source)?.[1];
  const target = name === undefined || depth > 4 ? undefined : context.nameOf(name.toLowerCase(), sheet);
  return target === undefined ? null : resolve(target.replace(/^=/, ''), sheet, context, depth + 1);
}

/** `"Yes,No"`: split at commas; Excel drops the blanks around each value. */
function literal(source: string): string[] {
  return source
    .slice(1, -1)
    .replaceAll('""', '"')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

function sheetRange(source: string, own: string): { sheet: string; range: CellRange } | null {
  const parts = /^(?:'((?:[^']|'')+)'!|([^'!:]+)!)?([$A-Za-z0-9:]+)$/.exec(source);
  const range = parseRange(parts?.[3] ?? '');
  if (parts === null || range === null) return null;
  const sheet = parts[1]?.replaceAll("''", "'") ?? parts[2] ?? own;
  return sheet.includes('[') ? null : { sheet, range };
}

/** Null where the workbook's lists want more cells than are looked at. */
function textsIn(cells: CellTable, range: CellRange, context: ListContext): string[] | null {
  const texts: string[] = [];
  let at = cells.find(range.top, range.left);
  for (;;) {
    const [cell] = cells.slice(at, Math.min(at + 1, cells.length));
    if (cell === undefined || cell.row > range.bottom) return texts;
    if (context.cellsLeft-- <= 0) return null;
    if (cell.column < range.left) at = cells.find(cell.row, range.left);
    else if (cell.column > range.right) at = cells.find(cell.row + 1, range.left);
    else {
      if (cell.text !== '') texts.push(cell.text);
      at++;
    }
  }
}
