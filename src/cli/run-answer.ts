import type { AnswerOptions } from '../answer.js';
import { type AnswerJob, answerFile, failedJob } from '../answer-file.js';
import { MeshsecError } from '../errors.js';
import { loadKeptKnowledge } from '../kept-knowledge.js';
import { readingsOf } from '../kept-readings.js';
import { createMatcher, type Matcher } from '../matching/matcher.js';
import type { FileReport } from '../reporting/report.js';
import { reportOf } from '../reporting/report-file.js';
import { filesText, fileText, nextSteps, type TerminalStyle } from '../reporting/terminal.js';
import { planJobs } from './answer-jobs.js';
import { type AnswerFlags, layoutOf } from './answer-options.js';
import type { BulkFlags } from './bulk-options.js';
import { cacheOf } from './cache.js';
import type { Context } from './context.js';
import { EXIT } from './exit-code.js';
import { presentError } from './present-error.js';
import { createProgress } from './progress.js';
import { readStdin, STREAM } from './read-stdin.js';
import { resolveSettings, type Settings } from './settings.js';
import { todayOf } from './today.js';

function optionsOf(
  flags: AnswerFlags,
  { citations, minConfidence, profiles }: Settings,
  context: Context,
): AnswerOptions {
  return {
    layout: { profiles: profiles.value, ...layoutOf(flags) },
    citations: citations.value,
    minConfidence: minConfidence.value,
    today: todayOf(context),
  };
}

/** A matcher whose index is built for the first questionnaire that can be read. */
function madeWhenNeeded(make: () => Matcher): Matcher {
  let made: Matcher | null = null;
  const matcher = () => {
    made ??= make();
    return made;
  };
  return {
    matchAll: (questions, options) => matcher().matchAll(questions, options),
    search: (query, limit) => matcher().search(query, limit),
  };
}

interface Run {
  context: Context;
  reports: FileReport[];
  codes: number[];
}

async function answerJobs(jobs: readonly AnswerJob[], run: Run, flags: AnswerFlags, settings: Settings) {
  const { context, reports, codes } = run;
  const progress = createProgress(context);
  progress.show('reading the knowledge base');
  try {
    const cache = cacheOf(context);
    const knowledge = await loadKeptKnowledge(settings.kb.value, cache);
    const make = () => createMatcher(knowledge, undefined, { readings: readingsOf(knowledge, cache) });
    const tools = { knowledge, matcher: madeWhenNeeded(make) };
    const options = optionsOf(flags, settings, context);
    for (const [i, job] of jobs.entries()) {
      progress.show(`${i + 1} of ${jobs.length}  ${job.input}`);
      try {
        const bytes = job.input === STREAM ? { bytes: await readStdin(context) } : {};
        const { report, bytes: answered } = await answerFile({ ...job, ...bytes }, tools, options);
        reports.push(report);
        const toStdout = job.output === null && flags.dryRun !== true;
        if (toStdout) context.stdout.write(answered);
      } catch (error) {
        progress.clear();
        reports.push(failedJob(job, error));
        codes.push(presentError(error, context));
      }
    }
  } finally {
    progress.clear();
  }
}

async function present(
  { context, reports }: Run,
  flags: AnswerFlags & BulkFlags,
  toStdout: boolean,
): Promise<void> {
  const report = reportOf(reports);
  if (flags.report !== undefined) {
    const { writeHtmlReport } = await import('./html-report-file.js');
    await writeHtmlReport(flags.report, report);
  }
  if (flags.jsonl) {
    for (const file of reports) context.print(JSON.stringify(file));
    return;
  }
  if (flags.json) {
    context.print(JSON.stringify(report, null, 2));
    return;
  }
  // With the answered workbook itself on stdout, the summary is a message.
  const print = toStdout ? context.say : context.print;
  const style: TerminalStyle = {
    palette: toStdout ? context.colours.err : context.colours.out,
    width: context.width,
    verbose: context.verbosity === 'verbose',
    dryRun: flags.dryRun === true,
  };
  if (context.verbosity === 'quiet') return;
  const done = reports.filter(({ status }) => status === 'ok');
  if (reports.length === 1) for (const file of done) print(fileText(file, style));
  else print(filesText(report, style));
  const next = done.length === 0 ? '' : nextSteps(report, style);
  if (next !== '') print(`\n${next}`);
}

/** One code of all failures, or 1 where they differ or some inputs were answered. */
function exitCodeFor(codes: readonly number[], jobs: number): number {
  const [first] = codes;
  if (first === undefined) return EXIT.done;
  return codes.length === jobs && codes.every((code) => code === first) ? first : EXIT.failed;
}

/** `meshsec answer`: answers questionnaires one after the other and says what came of each. */
export async function runAnswer(
  inputs: readonly string[],
  flags: AnswerFlags & BulkFlags,
  context: Context,
): Promise<void> {
  if (inputs.length === 0) {
    throw new MeshsecError('usage', 'no questionnaire was named', 'try: meshsec answer questionnaire.xlsx');
  }
  const settings = await resolveSettings(context, {
    kb: flags.kb,
    citations: flags.citations,
    minConfidence: flags.minConfidence,
    review: flags.review === false ? false : undefined,
  });
  if (!inputs.includes(STREAM)) {
    const { findInputs } = await import('../bulk/find-inputs.js');
    const found = await findInputs(inputs, context.cwd);
    if (found.many || flags.watch || flags.shard) {
      const { runBulk } = await import('./run-bulk.js');
      return runBulk(inputs, found, flags, settings, optionsOf(flags, settings, context), context);
    }
  }
  const jobs = await planJobs(inputs, {
    output: flags.output,
    review: typeof flags.review === 'string' ? flags.review : settings.review.value,
    dryRun: flags.dryRun === true,
    force: flags.force === true,
  });
  const toStdout = flags.dryRun !== true && jobs.some(({ output }) => output === null);
  if (toStdout && (flags.json || flags.jsonl)) {
    throw new MeshsecError(
      'usage',
      '--json and the answered workbook cannot both go to stdout',
      'name a file with --output',
    );
  }
  if (toStdout && context.stdout.isTTY) {
    throw new MeshsecError(
      'usage',
      'a workbook does not go to a terminal',
      'name a file with --output, or redirect stdout',
    );
  }
  const run: Run = { context, reports: [], codes: [] };
  await answerJobs(jobs, run, flags, settings);
  await present(run, flags, toStdout);
  context.exitCode = exitCodeFor(run.codes, jobs.length);
}
