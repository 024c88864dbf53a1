import type { Cell, Sheet } from '../workbook/sheet.js';
import type { AnalysedTable } from './analysed-table.js';
import { fold, isBlankLike } from './folded-text.js';
import { isIdentifier } from './identifiers.js';

/** A longer text in front of a block of questions is an instruction, not its title. */
const LONGEST_TITLE = 140;

interface Heading {
  row: number;
  title: string;
}

/**
 * The section each row belongs to: what its section column says, else the nearest heading above. Headings are section
 * rows, rows that repeat the header with a title in front, and rows with a title but no question.
 */
export function sectionLookup(sheet: Sheet, table: AnalysedTable): (row: number) => string | null {
  const headings = [...rowHeadings(table), ...headerTitles(sheet, table), ...lonelyTitles(sheet, table)].sort(
    (a, b) => a.row - b.row,
  );
  return (row) => inSectionColumn(sheet, table, row) ?? lastBefore(headings, row)?.title ?? null;
}

/** The last item that stands above a row, by bisection; items are in the order of their rows. */
function lastBefore<T extends { row: number }>(items: readonly T[], row: number): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.row ?? row) < row) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}

/** The section column's text: the row's own, its merge's, or the last one above in a column that does not repeat it. */
function inSectionColumn(sheet: Sheet, { section }: AnalysedTable, row: number): string | null {
  if (!section) return null;
  const merge = sheet.mergeAt(row, section.column);
  const own = sheet.cellAt(merge?.top ?? row, merge?.left ?? section.column);
  if (own && !isBlankLike(own.text)) return own.text.trim();
  return lastBefore(section.cells, row)?.text.trim() ?? null;
}

function rowHeadings({ rows }: AnalysedTable): readonly Heading[] {
  return rows.filter((row) => row.kind === 'section').map(({ row, text }) => ({ row, title: text }));
}

/** Titles in front of a repeated header; a column that says the same each time is a header and no title. */
function headerTitles(sheet: Sheet, { table, question }: AnalysedTable): readonly Heading[] {
  const roles = [...(table.header?.columns.values() ?? [])].map((column) => column.role);
  const isTitled = !roles.some((role) => role === 'question' || role === 'requirement' || role === 'id');
  const rows = [...(table.header && isTitled ? [table.header.bottom] : []), ...table.repeats];
  const titles = rows.flatMap((row): Heading[] => {
    const cell = titleIn(sheet.rowCells(row), question.profile.column);
    return cell ? [{ row, title: cell.text.trim() }] : [];
  });
  return titles.length === 1 || new Set(titles.map(({ title }) => fold(title))).size > 1 ? titles : [];
}

/** Rows that hold a title on the left and nothing in the question column. */
function lonelyTitles(sheet: Sheet, { table, question, rows }: AnalysedTable): readonly Heading[] {
  const column = question.profile.column;
  const first = table.header ? table.header.bottom + 1 : (rows[0]?.row ?? 1);
  const asked = new Set(question.profile.cells.map((cell) => cell.row));
  const byRow = new Map<number, Cell[]>();
  for (const cell of sheet.cells) {
    if (cell.row < first || cell.row > table.bottom || cell.column > column) continue;
    if (asked.has(cell.row) || table.repeats.has(cell.row)) continue;
    byRow.set(cell.row, [...(byRow.get(cell.row) ?? []), cell]);
  }
  return [...byRow].flatMap(([row, cells]): Heading[] => {
    const cell = titleIn(cells, column);
    return cell ? [{ row, title: cell.text.trim() }] : [];
  });
}

/** The longest text left of or in the question column that can be a title. */
function titleIn(cells: readonly Cell[], question: number): Cell | null {
  const titles = cells.filter(
    ({ column, kind, text }) =>
      column <= question &&
      kind === 'text' &&
      !isBlankLike(text) &&
      !isIdentifier(text) &&
      text.length <= LONGEST_TITLE &&
      /\p{L}{2}/u.test(text),
  );
  return titles.reduce<Cell | null>(
    (longest, cell) => (longest && longest.text.length >= cell.text.length ? longest : cell),
    null,
  );
}
