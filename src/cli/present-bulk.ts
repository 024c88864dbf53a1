import type { BulkResult } from '../bulk/answer-many.js';
import { reportOf } from '../reporting/report-file.js';
import { filesText, nextSteps } from '../reporting/terminal.js';
import type { AnswerFlags } from './answer-options.js';
import type { BulkFlags } from './bulk-options.js';
import type { Context } from './context.js';

/** What `--json` says of a questionnaire that was not answered again. */
interface Skipped {
  input: string;
  output: string;
  reason: 'unchanged' | 'elsewhere';
}

function skippedOf(results: readonly BulkResult[]): Skipped[] {
  return results.flatMap((result) =>
    result.outcome === 'unchanged' || result.outcome === 'elsewhere'
      ? [{ input: result.input, output: result.output, reason: result.outcome }]
      : [],
  );
}

function skippedText(skipped: readonly Skipped[]): string {
  const count = (reason: Skipped['reason']) => skipped.filter((each) => each.reason === reason).length;
  const parts = [
    [count('unchanged'), 'unchanged since the last answer (--force answers anew)'],
    [count('elsewhere'), 'in work by another run'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number} ${what}`)
    .join(', ');
}

/** One line of `--jsonl`. */
export function resultLine(result: BulkResult): string {
  return JSON.stringify('report' in result ? result.report : skippedOf([result])[0]);
}

/** The page on all questionnaires, unchanged ones as they were answered then. */
export async function writeReport(
  path: string,
  results: readonly BulkResult[],
  context: Context,
): Promise<void> {
  const { writeHtmlReport } = await import('./html-report-file.js');
  const reports = results.flatMap((result) => {
    if ('report' in result) return [result.report];
    return result.outcome === 'unchanged' && result.kept ? [result.kept] : [];
  });
  await writeHtmlReport(path, reportOf(reports));
  const left = results.length - reports.length;
  if (left === 0) return;
  const are = left === 1 ? 'questionnaire is' : 'questionnaires are';
  context.say(`${left} ${are} not in ${path}: in work by another run, or answered without a record of it`);
}

/** What came of a run, on stdout. */
export async function presentBulk(
  results: readonly BulkResult[],
  flags: AnswerFlags & BulkFlags,
  context: Context,
): Promise<void> {
  const report = reportOf(results.flatMap((result) => ('report' in result ? [result.report] : [])));
  const skipped = skippedOf(results);
  if (flags.json) return context.print(JSON.stringify({ ...report, skipped }, null, 2));
  if (flags.jsonl || context.verbosity === 'quiet') return;
  const style = {
    palette: context.colours.out,
    width: context.width,
    verbose: context.verbosity === 'verbose',
    dryRun: flags.dryRun === true,
  };
  const seconds = new Map(
    results.flatMap((result) => (result.outcome === 'answered' ? [[result.input, result.seconds]] : [])),
  );
  if (report.files.length > 0) context.print(filesText(report, style, seconds));
  if (skipped.length > 0) context.print(skippedText(skipped));
  if (results.length === 0) context.print('No questionnaires (.xlsx, .xlsm) were found.');
  const next = report.summary.answered + report.summary.review > 0 ? nextSteps(report, style) : '';
  if (next !== '') context.print(`\n${next}`);
}
