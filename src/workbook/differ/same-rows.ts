import { columnNumber } from '../address.js';
import type { StringItem } from './string-items.js';

/** Two sheet parts without the rows that are the same in both. */
export interface DifferentRows {
  before: string;
  after: string;
  /** The last column with something in it, in the rows that were left out. */
  lastColumn: number;
}

interface SheetText {
  /** The start tag of the sheet, which declares the namespaces, and what stands before it. */
  root: string;
  head: string;
  tail: string;
  rows: { number: number; start: number; end: number }[];
}

/**
 * Leaves out the rows that are byte for byte the same in both texts, so that only the others are parsed. That is sound
 * where the same bytes must mean the same: both sheets have the same root tag, no comments, CDATA or processing
 * instructions that could hide a tag, and rows that name their numbers in rising order, so that a row stands for
 * itself and none comes twice; and the texts and formats that cells point to by index are the same in both
 * workbooks (the caller sees to that). Null where any of this does not hold: then everything is parsed.
 */
export function differentRows(
  before: string,
  after: string,
  text: (index: number) => StringItem | undefined,
): DifferentRows | null {
  const old = sheetText(before);
  const now = old === null ? null : sheetText(after);
  if (old === null || now === null || old.root !== now.root) return null;
  const filled = new LastColumn(text);
  const [oldRows, newRows]: [string[], string[]] = [[], []];
  let other = 0;
  for (const { number, start, end } of old.rows) {
    for (; (now.rows[other]?.number ?? Number.POSITIVE_INFINITY) < number; other++) {
      newRows.push(rowText(after, now.rows[other]));
    }
    const row = before.slice(start, end);
    const match = now.rows[other];
    const counterpart = match?.number === number ? rowText(after, match) : null;
    if (counterpart !== null) other++;
    if (row === counterpart && filled.knows(row)) continue;
    oldRows.push(row);
    if (counterpart !== null) newRows.push(counterpart);
  }
  for (; other < now.rows.length; other++) newRows.push(rowText(after, now.rows[other]));
  return {
    before: old.head + oldRows.join('') + old.tail,
    after: now.head + newRows.join('') + now.tail,
    lastColumn: filled.column,
  };
}

function rowText(text: string, row: { start: number; end: number } | undefined): string {
  return row === undefined ? '' : text.slice(row.start, row.end);
}

const OPEN = '<sheetData>';
const CLOSE = '</sheetData>';
const ROW_END = '</row>';
const ROW_TAG = /^<row((?: [\w:.-]+="[^<>"'&]*")*) ?\/?>$/;

/** Finds the rows without parsing; null where that could go wrong. */
function sheetText(text: string): SheetText | null {
  const root = /^(\ufeff?(?:<\?xml[^<>]*\?>)?\s*<worksheet[\s>][^<>]*>)/.exec(text);
  const from = text.indexOf(OPEN) + OPEN.length;
  const to = text.indexOf(CLOSE);
  const plain = root !== null && !text.includes('<!') && !text.includes('<?', root[0].length);
  if (!plain || from < OPEN.length || to < from || text.includes('<sheetData', from)) return null;
  const rows: SheetText['rows'] = [];
  let at = skipSpace(text, from);
  while (at < to) {
    const tagEnd = text.indexOf('>', at) + 1;
    const attributes = ROW_TAG.exec(text.slice(at, tagEnd))?.[1] ?? '';
    const number = Number(/ r="([1-9][0-9]{0,6})"/.exec(attributes)?.[1] ?? 0);
    const isEmpty = text.endsWith('/>', tagEnd);
    const end = isEmpty ? tagEnd : text.indexOf(ROW_END, tagEnd) + ROW_END.length;
    if (number <= (rows.at(-1)?.number ?? 0) || end < tagEnd) return null;
    rows.push({ number, start: at, end });
    at = skipSpace(text, end);
  }
  return { root: root[1] ?? '', head: text.slice(0, from), tail: text.slice(to), rows };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}

/** Keeps the last column that holds something. */
class LastColumn {
  column = 0;

  constructor(private readonly text: (index: number) => StringItem | undefined) {}

  /** Takes the cells of a row into account; false where only a parser can say what they hold. */
  knows(row: string): boolean {
    for (const { 1: letters, index } of row.matchAll(/<(?:c r="([A-Z]{1,3})[0-9]|(?:[^\s<>/]*:)?c[\s/>])/g)) {
      if (letters === undefined) return false;
      const column = columnNumber(letters);
      if (column <= this.column) continue;
      const filled = this.isFilled(row, index);
      if (filled === null) return false;
      if (filled) this.column = column;
    }
    return true;
  }

  private isFilled(row: string, at: number): boolean | null {
    const tag = row.slice(at, row.indexOf('>', at) + 1);
    if (tag.endsWith('/>')) return false;
    const cell = row.slice(at, row.indexOf('</c>', at));
    if (/<f[ />]/.test(cell)) return true;
    if (/<t(?: [^<>]*)?>[^<]/.test(cell)) return true;
    const value = /<v>([^<]+)<\/v>/.exec(cell)?.[1];
    if (value === undefined) return cell === tag ? false : null;
    return !/ t="s"/.test(tag) || (this.text(Number(value))?.text ?? '') !== '';
  }
}
