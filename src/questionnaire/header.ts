import type { Cell, Sheet } from '../workbook/sheet.js';
import { fold } from './folded-text.js';
import { type HeaderRole, headerRole } from './header-words.js';
import { isIdentifier } from './identifiers.js';
import { verdictOfWord } from './verdict-words.js';

/** What stands over a column, from all rows of the header. */
export interface ColumnHeader {
  column: number;
  /** The texts from top to bottom, joined; a merged text counts for each column it covers. */
  text: string;
  /** The lowest text, which is the most specific. */
  label: string;
  role: HeaderRole | null;
}

/** A header of one to three rows. */
export interface Header {
  top: number;
  bottom: number;
  columns: ReadonlyMap<number, ColumnHeader>;
}

/** One table of a sheet: a header (or none), the rows below it, and rows that repeat the header. */
export interface Table {
  header: Header | null;
  top: number;
  bottom: number;
  repeats: ReadonlySet<number>;
}

/** How much a role says about its row being a header. */
const ROLE_WEIGHT: Readonly<Record<HeaderRole, number>> = {
  question: 3,
  requirement: 2.5,
  answer: 3,
  comment: 2,
  id: 1.5,
  reference: 1.5,
  verdict: 1,
  section: 1,
  guidance: 1,
  options: 1.5,
  assessor: 1,
  ownership: 1,
  control: 1.5,
  score: 1,
  mapping: 0.4,
  text: 0.7,
  log: 0.4,
};
/** A header names at least this much: a question column alone (3), or an answer with anything beside it. */
const MIN_HEADER_WEIGHT = 3;
/** An earlier row with this share of the best row's weight is the header; later ones repeat it. */
const EARLIER_SHARE = 0.7;
const LONG_LABEL = 110;

interface LabelledRow {
  row: number;
  weight: number;
  roles: ReadonlyMap<number, HeaderRole>;
}

/** Splits a sheet into its tables. A sheet without any header is one table with `header: null`. */
export function findTables(sheet: Sheet, headerRow?: number): readonly Table[] {
  const rows = labelledRows(sheet);
  const first =
    headerRow === undefined
      ? firstHeader(rows)
      : (rows.find((r) => r.row === headerRow) ?? { row: headerRow, weight: 0, roles: new Map() });
  if (!first || headerRow === 0) return [{ header: null, top: 1, bottom: sheet.lastRow, repeats: new Set() }];
  const tables: Table[] = [];
  let start = first;
  let repeats = new Set<number>();
  let header = headerAt(sheet, start.row, headerRow !== undefined);
  const close = (bottom: number): void => {
    tables.push({ header, top: tables.length === 0 ? 1 : header.top, bottom, repeats });
  };
  for (const row of rows) {
    if (row.row <= header.bottom) continue;
    if (repeatsHeader(sheet, row, header)) {
      repeats.add(row.row);
    } else if (headerRow === undefined && startsAnother(row, start)) {
      close(row.row - 1);
      start = row;
      repeats = new Set();
      header = headerAt(sheet, row.row, false);
    }
  }
  close(sheet.lastRow);
  return tables;
}

/** The rows whose short texts name roles, in order. */
function labelledRows(sheet: Sheet): readonly LabelledRow[] {
  const known = new Map<string, HeaderRole | null>();
  const roleOf = (text: string): HeaderRole | null => {
    const cached = known.get(text);
    if (cached !== undefined) return cached;
    const role = headerRole(text);
    known.set(text, role);
    return role;
  };
  const byRow = new Map<number, Cell[]>();
  for (const cell of sheet.cells) {
    const cells = byRow.get(cell.row);
    if (cells) cells.push(cell);
    else byRow.set(cell.row, [cell]);
  }
  const rows: LabelledRow[] = [];
  for (const [row, cells] of byRow) {
    const roles = new Map<number, HeaderRole>();
    let penalty = 0;
    for (const cell of cells) {
      const text = cell.text.trim();
      if (text.length === 0) continue;
      if (cell.kind !== 'text' || text.length > LONG_LABEL * 2 || (text.length > 70 && text.includes('?')))
        penalty += 1.5;
      else if (isIdentifier(text) && roleOf(text) === null) penalty += 1.5;
      else {
        const role = roleOf(cell.text);
        if (role) roles.set(cell.column, role);
      }
    }
    const weight = weightOf(roles) - penalty;
    if (weight > 0) rows.push({ row, weight, roles });
  }
  return rows;
}

function weightOf(roles: ReadonlyMap<number, HeaderRole>): number {
  const seen = new Map<HeaderRole, number>();
  for (const role of roles.values()) seen.set(role, (seen.get(role) ?? 0) + 1);
  let weight = 0;
  // A second column of the same role says a little, a third nothing.
  for (const [role, count] of seen) weight += ROLE_WEIGHT[role] * (count > 1 ? 1.2 : 1);
  return weight;
}

function isHeaderLike(row: LabelledRow): boolean {
  const roles = new Set(row.roles.values());
  const namesQuestion = roles.has('question') || roles.has('requirement');
  return row.weight >= MIN_HEADER_WEIGHT && (namesQuestion || row.roles.size >= 2);
}

function firstHeader(rows: readonly LabelledRow[]): LabelledRow | undefined {
  const headers = rows.filter(isHeaderLike);
  const weight = headers.reduce((most, row) => Math.max(most, row.weight), 0);
  const best = headers.find((row) => row.weight === weight);
  return headers.find((row) => row.weight >= weight * EARLIER_SHARE || (best && agrees(row, best)));
}

/** Two header rows of one table, whose titles differ: the answer and the comment stand in the same columns. */
function agrees(row: LabelledRow, best: LabelledRow): boolean {
  const filled = [...row.roles].filter(([, role]) => role === 'answer' || role === 'comment');
  return filled.length >= 2 && filled.every(([column, role]) => best.roles.get(column) === role);
}

const SAME_TABLE: ReadonlySet<HeaderRole> = new Set(['question', 'requirement', 'answer', 'comment']);

/** The row says again what the header says, in the same columns (the title in front may differ). */
function repeatsHeader(sheet: Sheet, row: LabelledRow, header: Header): boolean {
  let same = 0;
  let other = 0;
  for (const [column, role] of row.roles) {
    const above = header.columns.get(column);
    const isSameText =
      above !== undefined && fold(above.text).includes(fold(sheet.cellAt(row.row, column)?.text ?? '\u0000'));
    if (isSameText) same += 1;
    else if (above?.role === role && role !== 'verdict' && role !== 'log') same += 0.5;
    // A title in front that says "Questions" where the header has another title is still a title.
    else if (SAME_TABLE.has(role) && !(above?.role === null && role === 'question')) other += 1;
  }
  if (same >= 1.5 && other === 0 && row.weight >= 2) return true;
  const asks = sheet.rowCells(row.row).some((cell) => cell.text.includes('?') && !row.roles.has(cell.column));
  return same >= 1 && same === row.roles.size && !asks && row.weight >= 2;
}

/** A header of its own kind further down: question or answer stand in other columns. */
function startsAnother(row: LabelledRow, first: LabelledRow): boolean {
  if (!isHeaderLike(row) || row.weight < Math.max(4, first.weight * EARLIER_SHARE)) return false;
  const roles = new Set(row.roles.values());
  return (roles.has('question') || roles.has('requirement')) && (roles.has('answer') || roles.has('comment'));
}

/** Gathers the header around a row: parents above it, children below it. */
function headerAt(sheet: Sheet, row: number, exact: boolean): Header {
  let top = row;
  let bottom = row;
  for (const cell of sheet.rowCells(row)) {
    const merge = sheet.mergeAt(cell.row, cell.column);
    if (merge && merge.bottom > bottom && merge.bottom - row <= 3) bottom = merge.bottom;
  }
  if (!exact) {
    while (bottom - row < 2 && holdsChildren(sheet, row, bottom + 1)) bottom += 1;
    while (row - top < 2 && holdsParents(sheet, top - 1, row)) top -= 1;
  }
  return { top, bottom, columns: columnsOf(sheet, top, bottom) };
}

/** A header of one row exactly, with the merged cells that reach down from it. */
export function exactHeader(sheet: Sheet, row: number): Header {
  return headerAt(sheet, row, true);
}

/** Below a header stand labels in columns that the header leaves empty or covers with a wide cell. */
function holdsChildren(sheet: Sheet, headerRow: number, row: number): boolean {
  const cells = sheet.rowCells(row);
  if (cells.length < 2 || cells.some((cell) => cell.text.length > LONG_LABEL || isIdentifier(cell.text)))
    return false;
  const children = cells.filter((cell) => {
    const above = sheet.mergeAt(headerRow, cell.column);
    const isCovered = above !== undefined && above.right > above.left;
    return isCovered || sheet.cellAt(headerRow, cell.column) === undefined;
  });
  const named = cells.filter((cell) => headerRole(cell.text) !== null || verdictOfWord(cell.text) !== null);
  return children.length >= 2 && named.length * 2 >= cells.length;
}

/** Above a header stand wide or tall label cells that belong to it. */
function holdsParents(sheet: Sheet, row: number, headerRow: number): boolean {
  if (row < 1) return false;
  const cells = sheet.rowCells(row).filter((cell) => cell.text.length <= LONG_LABEL);
  const width = sheet.rowCells(headerRow).length;
  return cells.some((cell) => {
    const merge = sheet.mergeAt(row, cell.column);
    if (!merge) return false;
    return (
      merge.bottom >= headerRow ||
      (cells.length > 1 && merge.right > merge.left && merge.right - merge.left + 1 < width)
    );
  });
}

function columnsOf(sheet: Sheet, top: number, bottom: number): ReadonlyMap<number, ColumnHeader> {
  const texts = new Map<number, string[]>();
  for (let row = top; row <= bottom; row++) {
    for (const cell of sheet.rowCells(row)) {
      if (cell.text.trim() === '') continue;
      const merge = sheet.mergeAt(row, cell.column);
      for (let column = merge?.left ?? cell.column; column <= (merge?.right ?? cell.column); column++) {
        texts.set(column, [...(texts.get(column) ?? []), cell.text.trim()]);
      }
    }
  }
  const columns = new Map<number, ColumnHeader>();
  for (const [column, all] of texts) {
    const label = all.at(-1) ?? '';
    const role = [...all]
      .reverse()
      .reduce<HeaderRole | null>((found, text) => found ?? headerRole(text), null);
    columns.set(column, { column, text: all.join(' / '), label, role });
  }
  return columns;
}
