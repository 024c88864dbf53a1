import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type AnswerJob, answeredPath, reviewPath } from '../answer-file.js';
import { STREAM } from './read-stdin.js';

/** Where results go, as the user said it. */
export interface Destination {
  output: string | undefined;
  /** A path, or false: no review workbook. */
  review: string | boolean;
  dryRun: boolean;
  force: boolean;
}

async function isFolder(path: string): Promise<boolean> {
  if (/[\\/]$/.test(path)) return true;
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function reviewOf(review: string | boolean, output: string | null, isReviewFolder: boolean): string | null {
  if (review === false || (output === null && typeof review !== 'string')) return null;
  if (typeof review !== 'string') return output === null ? null : reviewPath(output);
  return isReviewFolder ? join(review, basename(reviewPath(output ?? 'questionnaire.xlsx'))) : review;
}

/** Where the outputs of one questionnaire go: beside it, into the folder or file that `-o` names, or to stdout. */
export async function planJob(input: string, destination: Destination): Promise<AnswerJob> {
  const { output, review, dryRun, force } = destination;
  if (dryRun) return { input, output: null, review: null, force };
  const toStream = output === STREAM || (input === STREAM && output === undefined);
  const outputFolder = output !== undefined && !toStream && (await isFolder(output));
  const reviewFolder = typeof review === 'string' && (await isFolder(review));
  const beside = outputFolder ? answeredPath(input, output) : (output ?? answeredPath(input));
  const target = toStream ? null : beside;
  return {
    input,
    output: target,
    review: reviewOf(review, target, reviewFolder),
    force,
    makeFolder: outputFolder,
  };
}
