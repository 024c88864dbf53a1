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

/** Rows of a table with a drop-down to answer in, per column. */
export function dropDownRows(sheet: Sheet, table: Table): ReadonlyMap<number, ReadonlySet<number>> {
  const first = table.header ? table.header.bottom + 1 : table.top;
  const rows = new Set(
    sheet.cells
      .map((cell) => cell.row)
      .filter((row) => row >= first && row <= table.bottom && !table.repeats.has(row)),
  );
  const found = new Map<number, Set<number>>();
  for (const validation of sheet.validations) {
    if (listKind(validation) === 'sorting') continue;
    for (const range of validation.ranges) {
      const right = Math.min(range.right, sheet.lastColumn + 3);
      for (let column = range.left; column <= right; column++) {
        const set = found.get(column) ?? new Set<number>();
        for (const row of rowsIn(rows, range.top, Math.min(range.bottom, sheet.lastRow))) set.add(row);
        if (set.size > 0) found.set(column, set);
      }
    }
  }
  return found;
}

function* rowsIn(rows: ReadonlySet<number>, top: number, bottom: number): Generator<number> {
  if (bottom - top > rows.size) {
    for (const row of rows) if (row >= top && row <= bottom) yield row;
  } else {
    for (let row = top; row <= bottom; row++) if (rows.has(row)) yield row;
  }
}
