import { availableParallelism } from 'node:os';
import type { AnswerOptions } from '../answer.js';
import { failureOf } from '../answer-file.js';
import { answerMany, type BulkResult, type BulkRun } from '../bulk/answer-many.js';
import type { FoundInputs } from '../bulk/find-inputs.js';
import { planBulk } from '../bulk/plan.js';
import { inShard } from '../bulk/shard.js';
import { settledInputs } from '../bulk/watch.js';
import { MeshsecError } from '../errors.js';
import { loadKeptKnowledge } from '../kept-knowledge.js';
import { readingsOf } from '../kept-readings.js';
import { isShipped } from '../knowledge/load.js';
import { reportFailure } from '../reporting/report-file.js';
import type { AnswerFlags } from './answer-options.js';
import type { BulkFlags } from './bulk-options.js';
import { cacheOf } from './cache.js';
import type { Context } from './context.js';
import { EXIT } from './exit-code.js';
import { compileLate } from './late-compilation.js';
import { presentBulk, resultLine, writeReport } from './present-bulk.js';
import { presentError } from './present-error.js';
import { createProgress } from './progress.js';
import { STREAM } from './read-stdin.js';
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

function missingResults({ missing }: FoundInputs): BulkResult[] {
  return missing.map(({ argument, error }) => ({
    input: argument,
    outcome: 'failed',
    report: reportFailure(argument, failureOf(error)),
    error,
  }));
}

function questionsWanted({ json, jsonl, report }: Flags): BulkRun['questions'] {
  if (json || report !== undefined) return 'all';
  return jsonl ? 'told' : 'none';
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
  let rows = 0;
  const tell = (result: BulkResult) => {
    progress.clear();
    if (result.outcome === 'failed') presentError(result.error, context);
    // Who watches looks at it again.
    const comesAgain = flags.watch === true && result.outcome === 'elsewhere';
    if (flags.jsonl && !comesAgain) context.print(resultLine(result));
    done += 1;
    if ('report' in result) rows += result.report.summary.questions;
    progress.show(`${done} of ${jobs.length}, ${rows} rows  ${result.input}`);
  };
  const missing = missingResults(found);
  for (const result of missing) tell(result);
  done = 0;
  if (jobs.length === 0) return missing;
  progress.show(`0 of ${jobs.length}`);
  try {
    const kb = settings.kb.value;
    const cache = cacheOf(context);
    const knowledge = await loadKeptKnowledge(kb, cache);
    const results = await answerMany({
      jobs,
      knowledge,
      readings: () => (isShipped(kb) ? null : readingsOf(knowledge, cache)),
      options,
      version: packageVersion(),
      parallel: Math.min(flags.jobs ?? availableParallelism(), jobs.length),
      limits: LIMITS,
      signal: context.interruption.signal,
      questions: questionsWanted(flags),
      onDone: tell,
    });
    return [...missing, ...results];
  } finally {
    progress.clear();
  }
}

/** Answers what comes, until Ctrl-C; the exit code tells of failures. */
async function watch(inputs: readonly string[], bulk: Bulk): Promise<void> {
  const { context, flags } = bulk;
  context.say('watching; Ctrl-C ends');
  const all = new Map<string, BulkResult>();
  // What another run works on is done by then, or was left when that run died.
  const again = new Set<string>();
  for await (const files of settledInputs(inputs, context.cwd, context.interruption.signal, again)) {
    const results = await answerFound({ files, many: true, missing: [] }, bulk);
    for (const result of results) {
      all.set(result.input, result);
      if (result.outcome === 'elsewhere') again.add(result.input);
    }
    if (flags.report !== undefined) await writeReport(flags.report, [...all.values()], context);
    if (results.some(({ outcome }) => outcome === 'answered' || outcome === 'failed'))
      await presentBulk(results, flags, context);
  }
  if ([...all.values()].some(({ outcome }) => outcome === 'failed')) context.exitCode = EXIT.failed;
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
  if (flags.output === STREAM) {
    throw new MeshsecError(
      'usage',
      'several questionnaires cannot go to stdout',
      'name a folder with --output',
    );
  }
  if (/\.xls[xm]$/i.test(flags.output ?? '')) {
    const hint = 'name the folder that the answers go to';
    throw new MeshsecError('usage', `several questionnaires cannot go to one file, ${flags.output}`, hint);
  }
  compileLate(context.runtime, 'many');
  const bulk: Bulk = { flags, settings, options, context };
  context.interruption.graceful = true;
  if (flags.watch) {
    // A pattern may find its first file later; a folder that is not there is a slip.
    const absent = found.missing.find(({ isPattern }) => !isPattern);
    if (absent) throw absent.error;
    return watch(inputs, bulk);
  }
  const results = await answerFound(found, bulk);
  if (flags.report !== undefined) await writeReport(flags.report, results, context);
  await presentBulk(results, flags, context);
  if (context.interruption.signal.aborted) {
    throw new MeshsecError('interrupted', 'interrupted', 'run it again to go on where it stopped');
  }
  if (results.some(({ outcome }) => outcome === 'failed')) context.exitCode = EXIT.failed;
}
