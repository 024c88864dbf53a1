import type { ListValidation, Sheet } from '../workbook/sheet.js';
import type { Table } from './header.js';
import { verdictOfWord } from './verdict-words.js';

/** Words of lists that rate or sort a row and are nobody's answer. */
const SORTING =
  /^(high|medium|low|critical|hoch|mittel|niedrig|gering|eleve|moyen|faible|alto|medio|bajo|p[0-4]|must|should|could|won't|csp-owned|csc-owned|.*\b(owned|outsourced|shared responsibility))\b/i;

/** What kind of drop-down a list is: one that answers, one that rates or assigns, or one we cannot tell. */
export function listKind(validation: ListValidation): 'answer' | 'sorting' | 'unknown' {
  const values = (validation.values ?? []).filter((value) => value.trim() !== '');
  if (values.length === 0) return 'unknown';
  const verdicts = values.filter(
    (value) => verdictOfWord(value) !== null || /^(yes|no|ja|nein|oui|non|s[ií])\b/i.test(value.trim()),
  );
  if (verdicts.length >= 2 || (verdicts.length === 1 && values.length <= 2)) return 'answer';
  const sorting = values.filter((value) => SORTING.test(value.trim()));
  return sorting.length * 2 >= values.length ? 'sorting' : verdicts.length > 0 ? 'answer' : 'unknown';
}

/**
 * Steps that are taken for the drop-downs of a table, a row of a column each; what lies beyond is left out. 100,000 rows
 * of four columns take 400,000; drop-downs over whole sheets, laid over one another, would take any number.
 */
const MOST_STEPS = 4_000_000;

/** Rows of a table with a drop-down to answer in, per column. */
export function dropDownRows(sheet: Sheet, table: Table): ReadonlyMap<number, ReadonlySet<number>> {
  const first = table.header ? table.header.bottom + 1 : table.top;
  const rows = rowsOf(sheet, first, table);
  const found = new Map<number, Set<number>>();
  let left = MOST_STEPS;
  for (const validation of sheet.validations) {
    if (listKind(validation) === 'sorting') continue;
    for (const range of validation.ranges) {
      const from = firstFrom(rows, range.top);
      const to = firstFrom(rows, range.bottom + 1);
      const right = Math.min(range.right, sheet.lastColumn + 3);
      for (let column = range.left; column <= right && from < to; column++) {
        left -= to - from;
        if (left < 0) return found;
        const set = found.get(column) ?? new Set<number>();
        found.set(column, set);
        for (let i = from; i < to; i++) set.add(rows[i] ?? 0);
      }
    }
  }
  return found;
}

/** The rows below the header that hold something, in order. */
function rowsOf(sheet: Sheet, first: number, { bottom, repeats }: Table): readonly number[] {
  const rows = new Set<number>();
  for (const { row } of sheet.cells) {
    if (row >= first && row <= bottom && !repeats.has(row)) rows.add(row);
  }
  return [...rows];
}

/** Index of the first of these rows that is this one or below it. */
function firstFrom(rows: readonly number[], row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
