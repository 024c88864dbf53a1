import type { AnswerOptions } from '../answer.js';
import { type AnswerJob, answerFile, failedJob } from '../answer-file.js';
import { MeshsecError } from '../errors.js';
import { loadKeptKnowledge } from '../kept-knowledge.js';
import { readingsOf } from '../kept-readings.js';
import { createMatcher, type Matcher } from '../matching/matcher.js';
import type { FileReport } from '../reporting/report.js';
import { reportOf } from '../reporting/report-file.js';
import { fileText, nextSteps, type TerminalStyle } from '../reporting/terminal.js';
import { planJob } from './answer-destination.js';
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

/** What came of a questionnaire: its report and, where it failed, the exit code. */
interface Answered {
  report: FileReport;
  code: number;
}

async function answerJob(
  job: AnswerJob,
  flags: AnswerFlags,
  settings: Settings,
  context: Context,
): Promise<Answered> {
  const progress = createProgress(context);
  progress.show('reading the knowledge base');
  try {
    const cache = cacheOf(context);
    const knowledge = await loadKeptKnowledge(settings.kb.value, cache);
    const make = () => createMatcher(knowledge, undefined, { readings: readingsOf(knowledge, cache) });
    const tools = { knowledge, matcher: madeWhenNeeded(make) };
    progress.show(job.input);
    try {
      const stdin = job.input === STREAM ? { bytes: await readStdin(context) } : {};
      const options = optionsOf(flags, settings, context);
      const { report, bytes } = await answerFile({ ...job, ...stdin }, tools, options);
      if (job.output === null && flags.dryRun !== true) context.stdout.write(bytes);
      return { report, code: EXIT.done };
    } catch (error) {
      progress.clear();
      return { report: failedJob(job, error), code: presentError(error, context) };
    }
  } finally {
    progress.clear();
  }
}

async function present(
  file: FileReport,
  flags: AnswerFlags & BulkFlags,
  toStdout: boolean,
  context: Context,
): Promise<void> {
  const report = reportOf([file]);
  if (flags.report !== undefined) {
    const { writeHtmlReport } = await import('./html-report-file.js');
    await writeHtmlReport(flags.report, report);
  }
  if (flags.jsonl) {
    context.print(JSON.stringify(file));
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
  if (context.verbosity === 'quiet' || file.status !== 'ok') return;
  print(fileText(file, style));
  const next = nextSteps(report, style);
  if (next !== '') print(`\n${next}`);
}

/** `meshsec answer`: answers a questionnaire and says what came of it; several, and folders, go to `runBulk`. */
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
  const [input = STREAM, ...others] = inputs;
  if (others.length > 0) {
    throw new MeshsecError('usage', 'stdin is answered alone', 'name files, or only "-"');
  }
  const job = await planJob(input, {
    output: flags.output,
    review: typeof flags.review === 'string' ? flags.review : settings.review.value,
    dryRun: flags.dryRun === true,
    force: flags.force === true,
  });
  const toStdout = flags.dryRun !== true && job.output === null;
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
  const { report, code } = await answerJob(job, flags, settings, context);
  await present(report, flags, toStdout, context);
  context.exitCode = code;
}
