import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { AnswerOptions } from '../answer.js';
import { type AnswerJob, failedJob } from '../answer-file.js';
import { MeshsecError } from '../errors.js';
import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import type { KeptReadings } from '../matching/readings-file.js';
import type { FileReport } from '../reporting/report.js';
import { readInputFile } from '../storage/read-input-file.js';
import {
  type AnswerState,
  contentHash,
  makeStateFolder,
  readState,
  statePath,
  writeState,
} from './answer-state.js';
import { claim } from './claim.js';
import { keepReport, keptReport } from './kept-report.js';
import { largestFirst } from './largest-first.js';
import { removeLeftovers, storeOutputs } from './store-outputs.js';
import type { WorkerReply, WorkerSetup, WorkerTask } from './worker-message.js';
import { createWorkerPool, type WorkerPool } from './worker-pool.js';

/** A run over many questionnaires. */
export interface BulkRun {
  jobs: readonly AnswerJob[];
  knowledge: KnowledgeBase;
  /** The texts of the knowledge base, read; asked for once there is something to answer. Null: workers find them in the package. */
  readings(): KeptReadings | null;
  options: AnswerOptions;
  /** Version of meshsec: another one answers anew. */
  version: string;
  /** Questionnaires that are answered at the same time. */
  parallel: number;
  limits: { milliseconds: number; mebibytes: number };
  signal: AbortSignal;
  /**
   * Which reports hold their questions: those of all results, those of unchanged questionnaires too; those that `onDone` is
   * told; or none, only their counts.
   */
  questions: 'all' | 'told' | 'none';
  /** Told as each is done. */
  onDone(result: BulkResult): void;
}

/** What came of one questionnaire. */
export type BulkResult =
  | { input: string; outcome: 'answered'; report: FileReport; seconds: number }
  | { input: string; outcome: 'failed'; report: FileReport; error: unknown }
  /** Not changed since its last answer. `kept` is its report of then, where it was asked for and is there. */
  | { input: string; outcome: 'unchanged'; output: string; kept: FileReport | null }
  /** In work by another run. */
  | { input: string; outcome: 'elsewhere'; output: string };

/** Everything that the outputs depend on. */
function keyOf(run: BulkRun, { output, review }: AnswerJob, bytes: Uint8Array): string {
  const { knowledge, options, version } = run;
  const { today, ...settings } = options;
  const expired = knowledge.entries.filter(
    ({ expires }) => today !== null && expires !== null && expires < today,
  );
  return contentHash(
    JSON.stringify([
      contentHash(bytes),
      knowledge.fingerprint,
      expired.map(({ id }) => id),
      settings,
      version,
      output && basename(output),
      review && basename(review),
    ]),
  );
}

function outputsOf({ output, review }: AnswerJob): string[] {
  return [output, review].filter((path) => path !== null);
}

function isUpToDate(job: AnswerJob, key: string, state: AnswerState | null): boolean {
  return !job.force && state?.key === key && outputsOf(job).every((path) => existsSync(path));
}

/** Has a worker answer a questionnaire; its report is kept under this key, where there is one. */
async function prepare(
  { questions }: BulkRun,
  pool: WorkerPool,
  job: AnswerJob,
  bytes: Uint8Array,
  key: string | null,
): Promise<Exclude<WorkerReply, { error: unknown }>> {
  const task: WorkerTask = { job: { ...job, bytes }, key, withQuestions: questions !== 'none' };
  const reply = (await pool.run(job.input, task)) as WorkerReply;
  if ('error' in reply) {
    const { code, message, hint, where } = reply.error;
    throw new MeshsecError(code, message, hint, where);
  }
  return reply;
}

async function unchanged(
  { questions }: BulkRun,
  { input, output, review }: AnswerJob & { output: string },
  key: string,
): Promise<BulkResult> {
  const kept = questions === 'all' ? await keptReport(output, key) : null;
  // The folder may have moved since.
  return { input, outcome: 'unchanged', output, kept: kept && { ...kept, input, output, review } };
}

async function answerClaimed(
  run: BulkRun,
  pool: WorkerPool,
  job: AnswerJob & { output: string },
  bytes: Uint8Array,
  key: string,
): Promise<BulkResult> {
  const { input, output } = job;
  const state = await readState(output);
  if (isUpToDate(job, key, state)) return unchanged(run, job, key);
  const { report, files, packedReport, seconds } = await prepare(run, pool, job, bytes, key);
  run.signal.throwIfAborted();
  await storeOutputs(files, input, job.force, state);
  const hashes = files.map((file) => [basename(file.path), contentHash(file.bytes)]);
  if (packedReport !== null) await keepReport(output, packedReport);
  await writeState(output, { key, outputs: Object.fromEntries(hashes) });
  return { input, outcome: 'answered', report, seconds };
}

async function answerOne(run: BulkRun, pool: WorkerPool, job: AnswerJob): Promise<BulkResult> {
  const { input, output } = job;
  const bytes = await readInputFile(input);
  if (output === null) {
    const { report, seconds } = await prepare(run, pool, job, bytes, null);
    return { input, outcome: 'answered', report, seconds };
  }
  const stored = { ...job, output };
  const key = keyOf(run, job, bytes);
  const lock = statePath(output, 'lock');
  // A lock that is still there may be that of a dead run: it is taken, and goes away with ours.
  if (isUpToDate(job, key, await readState(output)) && !existsSync(lock)) {
    return unchanged(run, stored, key);
  }
  await makeStateFolder(output);
  const claimed = await claim(lock);
  if (claimed === null) return { input, outcome: 'elsewhere', output };
  try {
    if (claimed.inherited)
      await removeLeftovers([...outputsOf(job), statePath(output, 'json'), statePath(output, 'report.br')]);
    return await answerClaimed(run, pool, stored, bytes, key);
  } finally {
    await claimed.release();
  }
}

/** The questions of one are a MiB; a run over thousands keeps their number only. */
function withoutQuestions(result: BulkResult): BulkResult {
  return 'report' in result ? { ...result, report: { ...result.report, questions: [] } } : result;
}

/**
 * Answers many questionnaires, several at once, each in a worker with limits of time and memory. A bad one is a failed
 * result and never stops the others. Ends early, with what is done, when the signal is aborted.
 *
 *     read -> up to date? -> claim -> worker: answer -> store outputs -> keep state -> release
 */
export async function answerMany(run: BulkRun): Promise<BulkResult[]> {
  const pool = createWorkerPool({
    script: new URL('./worker.js', import.meta.url),
    setup: (): WorkerSetup => ({
      knowledge: run.knowledge,
      readings: run.readings(),
      options: run.options,
    }),
    workers: run.parallel,
    timeLimit: run.limits.milliseconds,
    memoryLimit: run.limits.mebibytes,
  });
  const stop = () => void pool.close();
  run.signal.addEventListener('abort', stop, { once: true });
  const results = new Map<string, BulkResult>();
  const waiting = run.parallel > 1 ? await largestFirst(run.jobs) : [...run.jobs];
  const takeJobs = async (): Promise<void> => {
    for (let job = waiting.shift(); job && !run.signal.aborted; job = waiting.shift()) {
      const { input } = job;
      const result = await answerOne(run, pool, job).catch(
        (error: unknown): BulkResult => ({
          input,
          outcome: 'failed',
          report: failedJob(job, error),
          error,
        }),
      );
      if (run.signal.aborted && result.outcome === 'failed') return;
      results.set(input, run.questions === 'all' ? result : withoutQuestions(result));
      run.onDone(result);
    }
  };
  try {
    // One more than there are workers: it is read by the time that a worker is free.
    await Promise.all(Array.from({ length: run.parallel + 1 }, takeJobs));
  } finally {
    run.signal.removeEventListener('abort', stop);
    await pool.close();
  }
  return run.jobs.flatMap(({ input }) => results.get(input) ?? []);
}
