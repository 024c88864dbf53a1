import { createHash } from 'node:crypto';
import { lstat, mkdir, unlink } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type AnsweredWorkbook, type AnswerOptions, additionsOf, answerWorkbook } from './answer.js';
import { MeshsecError } from './errors.js';
import type { KnowledgeBase } from './knowledge/knowledge-base.js';
import type { Matcher } from './matching/matcher.js';
import type { FileReport } from './reporting/report.js';
import { reportFailure } from './reporting/report-file.js';
import type { ReviewIdentity } from './reporting/review-record.js';
import { reviewRecords } from './review-records.js';
import { readInputFile } from './storage/read-input-file.js';
import { writeFileSafely } from './storage/write-file-safely.js';
import { packageMark } from './workbook/restore.js';

/** One questionnaire to be answered, and where its results go; null: not written. */
export interface AnswerJob {
  input: string;
  /** The bytes of the input, where it is no file. */
  bytes?: Uint8Array;
  output: string | null;
  review: string | null;
  /** Overwrite outputs that exist. */
  force: boolean;
  /** The folder of the outputs is made where it is not there (`-o answers/`). */
  makeFolder?: boolean;
}

/** What answering needs beside the questionnaire; made once for many. */
export interface AnswerTools {
  knowledge: KnowledgeBase;
  matcher: Matcher;
}

/** What came of one questionnaire. */
export interface AnsweredFile {
  report: FileReport;
  /** The answered workbook, for who wants it elsewhere than in a file. */
  bytes: Uint8Array;
}

/** An answered questionnaire with the files that are to be stored, all or none. */
export interface PreparedAnswer extends AnsweredFile {
  files: readonly { path: string; bytes: Uint8Array }[];
}

const WORKBOOK_NAME = /(?:\.answered)?\.(xls[xm])$/i;

/** `dir/q.xlsx` -> `dir/q.answered.xlsx`; a macro workbook stays one. */
export function answeredPath(input: string, folder: string = dirname(input)): string {
  const name = basename(input);
  const extension = /\.xlsm$/i.exec(name)?.[0] ?? '.xlsx';
  return join(folder, `${name.replace(/\.[^.]*$/, '')}.answered${extension}`);
}

/** `dir/q.answered.xlsx` -> `dir/q.review.xlsx`. */
export function reviewPath(output: string): string {
  return join(dirname(output), `${basename(output).replace(WORKBOOK_NAME, '')}.review.xlsx`);
}

/** A failure as the report has it. */
export function failureOf(error: unknown): NonNullable<FileReport['error']> {
  if (error instanceof MeshsecError) {
    const { code, message, hint, where } = error;
    const named = where.file === undefined || message.includes(where.file);
    return { code, message: named ? message : `${where.file}: ${message}`, hint };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message, hint: null };
}

/** The report on a job that failed. */
export function failedJob(job: AnswerJob, error: unknown): FileReport {
  return reportFailure(job.input, failureOf(error));
}

/** Tells what would fail before any work is done; the writer looks again when it writes. */
async function checkOutputs({ input, output, review, force }: AnswerJob): Promise<void> {
  for (const path of [output, review]) {
    if (path === null) continue;
    if (resolve(path) === resolve(input)) {
      const hint = 'the input is never changed; choose another name with --output';
      throw new MeshsecError('output-is-input', 'is the questionnaire itself', hint, { file: path });
    }
    if (!force && (await lstat(path).catch(() => null)) !== null) {
      const hint =
        'it may hold edits of a colleague; use --force to replace it, or --output for another name';
      throw new MeshsecError('output-exists', 'exists already', hint, { file: path });
    }
  }
  if (output !== null && review !== null && resolve(output) === resolve(review)) {
    const what = 'is named for the answers and for the review';
    throw new MeshsecError('usage', what, 'choose two names', { file: output });
  }
}

/** Both files or none: where the second cannot be written, a first one that was not there before is taken back. */
async function store(files: readonly { path: string; bytes: Uint8Array }[], job: AnswerJob): Promise<void> {
  const made: string[] = [];
  try {
    for (const { path, bytes } of files) {
      const isNew = (await lstat(path).catch(() => null)) === null;
      await writeFileSafely(path, bytes, { force: job.force, inputs: [job.input] });
      if (isNew) made.push(path);
    }
  } catch (error) {
    await Promise.all(made.map((path) => unlink(path).catch(() => undefined)));
    throw error;
  }
}

/** The review workbook of a questionnaire whose answers go to `output`. */
async function reviewBytes(
  answered: AnsweredWorkbook,
  { input, output, review }: AnswerJob & { review: string },
  knowledge: KnowledgeBase,
  options: AnswerOptions,
): Promise<Uint8Array> {
  // exceljs costs a quarter of a second: only where a review is written.
  const { reviewWorkbook } = await import('./reporting/review-workbook.js');
  const { bytes, original, questionnaire, report } = answered;
  const target = resolve(output ?? answeredPath(input));
  const path = relative(dirname(resolve(review)), target).replaceAll('\\', '/');
  const identity: ReviewIdentity = {
    version: 1,
    input: basename(input),
    answered: path,
    fingerprint: createHash('sha256').update(bytes).digest('hex'),
    knowledge: knowledge.fingerprint,
    citations: options.citations,
    packageMark: packageMark(original),
    additions: additionsOf(questionnaire),
  };
  return reviewWorkbook({ file: { ...report, output, review }, identity, records: reviewRecords(answered) });
}

/** Answers one questionnaire: what to store where. Nothing is stored yet. */
export async function prepareAnswer(
  job: AnswerJob,
  { knowledge, matcher }: AnswerTools,
  options: AnswerOptions,
): Promise<PreparedAnswer> {
  const bytes = job.bytes ?? (await readInputFile(job.input));
  const answered = answerWorkbook(bytes, job.input, knowledge, matcher, options);
  const report = { ...answered.report, output: job.output, review: job.review };
  const files = job.output === null ? [] : [{ path: job.output, bytes: answered.bytes }];
  const { review } = job;
  if (review !== null) {
    files.push({ path: review, bytes: await reviewBytes(answered, { ...job, review }, knowledge, options) });
  }
  return { report, bytes: answered.bytes, files };
}

/**
 * Answers one questionnaire and stores the results: answered workbook and review workbook, both or none.
 * Throws `MeshsecError`; then nothing was written.
 */
export async function answerFile(
  job: AnswerJob,
  tools: AnswerTools,
  options: AnswerOptions,
): Promise<AnsweredFile> {
  await checkOutputs(job);
  const { files, ...answered } = await prepareAnswer(job, tools, options);
  if (job.makeFolder && job.output !== null) await mkdir(dirname(job.output), { recursive: true });
  await store(files, job);
  return answered;
}
