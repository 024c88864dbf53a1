import { cellReference } from '../workbook/address.js';
import {
  type ColumnAddition,
  type PatchResult,
  patchWorkbook,
  type RefusalReason,
} from '../workbook/patch.js';
import type { Workbook } from '../workbook/workbook.js';
import { type CellPlan, cellKey, type RefusedCells } from './cell-plan.js';

const REASONS: Readonly<Record<RefusalReason, string>> = {
  formula: 'holds a formula',
  array: 'lies in an array formula',
  'table-header': 'is the header of a table',
  'table-totals': 'is the totals row of a table',
  locked: 'is locked',
  'hidden-sheet': 'stands on a hidden sheet',
  'no-sheet': 'stands on a sheet that is not there',
  'no-cell': 'is beyond the end of a sheet',
  occupied: 'is not empty',
};

/** Plans and what came of them. */
export interface WrittenPlans {
  plans: readonly CellPlan[];
  patch: PatchResult;
}

/** Columns of ours that something is written into. */
function neededColumns(plans: readonly CellPlan[], additions: readonly ColumnAddition[]): ColumnAddition[] {
  const used = new Set(
    plans.flatMap(({ writes }) => writes.map(({ sheet, column }) => `${sheet}!${column}`)),
  );
  return additions.filter(({ sheet, column }) => used.has(`${sheet}!${column}`));
}

/**
 * Plans all writes and carries them out. What the writer refuses is planned anew without those cells, until
 * everything that is planned is written: an answer never loses its text and keeps its bare verdict.
 */
export function writePlans(
  workbook: Workbook,
  plan: (refused: RefusedCells) => readonly CellPlan[],
  additions: readonly ColumnAddition[],
): WrittenPlans {
  const refused = new Map<string, string>();
  for (;;) {
    const plans = plan(refused);
    const writes = plans.flatMap((each) => each.writes);
    const patch = patchWorkbook(workbook, writes, neededColumns(plans, additions));
    const known = refused.size;
    for (const { write, reason } of patch.refused) {
      const { sheet, row, column } = write;
      refused.set(cellKey(sheet, row, column), `${cellReference(row, column)} ${REASONS[reason]}`);
    }
    if (refused.size === known) return { plans, patch };
  }
}
