import { cellReference } from '../workbook/address.js';
import type { Sheet } from '../workbook/sheet.js';

/** What a cell is written for. */
export type WriteRole = 'short' | 'text' | 'reference';

export interface WriteTarget {
  row: number;
  column: number;
  role: WriteRole;
  value: string;
  /** The cell is the question's own answer cell; what stands in it was judged to be no answer. */
  isAnswerCell: boolean;
}

function offList(sheet: Sheet, { row, column, value }: WriteTarget): boolean {
  const list = sheet.validationAt(row, column);
  return list !== undefined && !(list.values?.includes(value) ?? false);
}

function mergedElsewhere(sheet: Sheet, row: number, column: number): boolean {
  const merge = sheet.mergeAt(row, column);
  return merge !== undefined && (merge.top !== row || merge.left !== column);
}

function occupied(sheet: Sheet, { row, column, isAnswerCell }: WriteTarget): boolean {
  return !isAnswerCell && (sheet.cellAt(row, column)?.text.trim() ?? '') !== '';
}

/** Each reason to leave a cell alone, in the order they are told. */
const OBJECTIONS: readonly (readonly [string, (sheet: Sheet, target: WriteTarget) => boolean])[] = [
  ['stands on a hidden sheet', (sheet) => sheet.visibility !== 'visible'],
  ['is locked', (sheet, { row, column }) => sheet.lockedAt(row, column)],
  ['holds a formula', (sheet, { row, column }) => sheet.cellAt(row, column)?.formula === true],
  ['is merged with another cell', (sheet, { row, column }) => mergedElsewhere(sheet, row, column)],
  ['takes only values of its list', offList],
  ['is not empty', occupied],
];

/** Why a cell must not be written, for a person ("D5 is locked"); null where it may. */
export function unwritableBecause(sheet: Sheet, target: WriteTarget): string | null {
  const objection = OBJECTIONS.find(([, holds]) => holds(sheet, target));
  return objection ? `${cellReference(target.row, target.column)} ${objection[0]}` : null;
}
