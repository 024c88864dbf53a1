import { availableParallelism } from 'node:os';
import type { AnswerOptions } from '../answer.js';
import { failureOf } from '../answer-file.js';
import { answerMany, type BulkResult } from '../bulk/answer-many.js';
import type { FoundInputs } from '../bulk/find-inputs.js';
import { planBulk } from '../bulk/plan.js';
import { inShard } from '../bulk/shard.js';
import { settledInputs } from '../bulk/watch.js';
import { MeshsecError } from '../errors.js';
import { loadKnowledgeBase } from '../knowledge/load.js';
import { reportFailure, reportOf } from '../reporting/report-file.js';
import { filesText, nextSteps } from '../reporting/terminal.js';
import type { AnswerFlags } from './answer-options.js';
import type { BulkFlags } from './bulk-options.js';
import type { Context } from './context.js';
import { EXIT } from './exit-code.js';
import { presentError } from './present-error.js';
import { createProgress } from './progress.js';
import type { Settings } from './settings.js';
import { packageVersion } from './version.js';

/** A worker that takes longer, or more memory, than any real questionnaire does is stopped. */
const LIMITS = { milliseconds: 60_000, mebibytes: 384 };

type Flags = AnswerFlags & BulkFlags;

interface Bulk {
  flags: Flags;
  settings: Settings;
  options: AnswerOptions;
  context: Context;
}

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

function missingResults({ missing }: FoundInputs): BulkResult[] {
  return missing.map(({ argument, error }) => ({
    input: argument,
    outcome: 'failed',
    report: reportFailure(argument, failureOf(error)),
    error,
  }));
}

/** Answers these inputs; each result is told as it comes. */
async function answerFound(
  found: FoundInputs,
  { flags, settings, options, context }: Bulk,
): Promise<BulkResult[]> {
  const { shard } = flags;
  const files = shard ? found.files.filter(({ name }) => inShard(name, shard)) : found.files;
  const jobs = planBulk(files, {
    folder: flags.output ?? null,
    review: settings.review.value,
    dryRun: flags.dryRun === true,
    force: flags.force === true,
  });
  const progress = createProgress(context);
  let done = 0;
  const tell = (result: BulkResult) => {
    progress.clear();
    if (result.outcome === 'failed') presentError(result.error, context);
    if (flags.jsonl)
      context.print(JSON.stringify('report' in result ? result.report : skippedOf([result])[0]));
    done += 1;
    progress.show(`${done} of ${jobs.length}  ${result.input}`);
  };
  const missing = missingResults(found);
  for (const result of missing) tell(result);
  done = 0;
  if (jobs.length === 0) return missing;
  progress.show(`0 of ${jobs.length}`);
  try {
    const results = await answerMany({
      jobs,
      kb: settings.kb.value,
      knowledge: await loadKnowledgeBase(settings.kb.value),
      options,
      version: packageVersion(),
      parallel: Math.min(flags.jobs ?? availableParallelism(), jobs.length),
      limits: LIMITS,
      signal: context.interruption.signal,
      onDone: tell,
    });
    return [...missing, ...results];
  } finally {
    progress.clear();
  }
}

async function present(results: readonly BulkResult[], { flags, context }: Bulk): Promise<void> {
  const report = reportOf(results.flatMap((result) => ('report' in result ? [result.report] : [])));
  const skipped = skippedOf(results);
  if (flags.report !== undefined) {
    const { writeHtmlReport } = await import('./html-report-file.js');
    await writeHtmlReport(flags.report, report);
  }
  if (flags.json) return context.print(JSON.stringify({ ...report, skipped }, null, 2));
  if (flags.jsonl || context.verbosity === 'quiet') return;
  const style = {
    palette: context.colours.out,
    width: context.width,
    verbose: context.verbosity === 'verbose',
    dryRun: flags.dryRun === true,
  };
  if (report.files.length > 0) context.print(filesText(report, style));
  if (skipped.length > 0) context.print(skippedText(skipped));
  if (results.length === 0) context.print('No questionnaires (.xlsx, .xlsm) were found.');
  const next = report.summary.answered + report.summary.review > 0 ? nextSteps(report, style) : '';
  if (next !== '') context.print(`\n${next}`);
}

async function watch(inputs: readonly string[], bulk: Bulk): Promise<void> {
  const { context } = bulk;
  context.say('watching; Ctrl-C ends');
  for await (const files of settledInputs(inputs, context.cwd, context.interruption.signal)) {
    const results = await answerFound({ files, many: true, missing: [] }, bulk);
    if (results.some(({ outcome }) => outcome === 'answered' || outcome === 'failed'))
      await present(results, bulk);
  }
}

/** `meshsec answer` for folders, globs and several questionnaires. */
export async function runBulk(
  inputs: readonly string[],
  found: FoundInputs,
  flags: Flags,
  settings: Settings,
  options: AnswerOptions,
  context: Context,
): Promise<void> {
  if (typeof flags.review === 'string') {
    const hint =
      'with several questionnaires each review goes beside its answers; choose their folder with --output';
    throw new MeshsecError('usage', '--review names one file', hint);
  }
  const bulk: Bulk = { flags, settings, options, context };
  context.interruption.graceful = true;
  if (flags.watch) return watch(inputs, bulk);
  const results = await answerFound(found, bulk);
  await present(results, bulk);
  if (context.interruption.signal.aborted) {
    throw new MeshsecError('interrupted', 'interrupted', 'run it again to go on where it stopped');
  }
  if (results.some(({ outcome }) => outcome === 'failed')) context.exitCode = EXIT.failed;
}
