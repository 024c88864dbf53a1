import type { Palette } from './palette.js';
import { safeText } from './safe-text.js';

/** What came of a reviewer's decisions, as far as a report tells it. */
export interface AppliedReport {
  rows: readonly { sheet: string; row: number; decision: string; done: boolean; reason: string | null }[];
  written: readonly { sheet: string; cell: string; value: string }[];
  restored: readonly { sheet: string; cell: string }[];
  undecided: number;
}

function countOf(rows: AppliedReport['rows'], decision: string): number {
  return rows.filter((row) => row.done && row.decision === decision).length;
}

function summaryOf({ rows, undecided }: AppliedReport) {
  return {
    accepted: countOf(rows, 'accept'),
    edited: countOf(rows, 'edit'),
    rejected: countOf(rows, 'reject'),
    notApplied: rows.filter(({ done }) => !done).length,
    undecided,
  };
}

/** The document behind `apply --json`. */
export function appliedJson(
  applied: AppliedReport,
  review: string,
  answered: string,
  output: string | null,
): string {
  const { rows, restored } = applied;
  const written = applied.written.map(({ sheet, cell, value }) => ({ sheet, cell, value }));
  const summary = summaryOf(applied);
  return JSON.stringify({ version: 1, review, answered, output, summary, rows, written, restored }, null, 2);
}

/** What was done with a review, for a terminal. */
export function appliedText(
  applied: AppliedReport,
  output: string | null,
  { palette, dryRun }: { palette: Palette; dryRun: boolean },
): string {
  const { accepted, edited, rejected, undecided } = summaryOf(applied);
  if (applied.rows.length === 0) return 'No decisions in the review workbook: nothing to do.';
  const lines = [
    `${palette.green(`${accepted} accepted`)}, ${palette.green(`${edited} edited`)}, ${palette.yellow(`${rejected} rejected`)}, ${palette.dim(`${undecided} undecided`)}`,
    ...applied.rows
      .filter(({ done }) => !done)
      .map(
        ({ sheet, row, decision, reason }) =>
          `  ${palette.yellow('not applied')}  ${safeText(`${sheet} row ${row}: ${decision}, but ${reason ?? ''}`)}`,
      ),
  ];
  if (dryRun) lines.push(palette.dim('Nothing was written (--dry-run).'));
  else if (output === null) lines.push('The answered workbook says all that already.');
  else lines.push(`written to  ${palette.bold(safeText(output))}`);
  return lines.join('\n');
}
