import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type AnswerJob, answeredPath, reviewPath } from '../answer-file.js';
import { MeshsecError } from '../errors.js';
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

/** One job an input: outputs beside the inputs, in the folder or file that `-o` names, or on stdout. */
export async function planJobs(inputs: readonly string[], destination: Destination): Promise<AnswerJob[]> {
  const { output, review, dryRun, force } = destination;
  const several = inputs.length > 1;
  const outputFolder = output !== undefined && output !== STREAM && (several || (await isFolder(output)));
  const reviewFolder = typeof review === 'string' && (several || (await isFolder(review)));
  if (several && output === STREAM) {
    throw new MeshsecError(
      'usage',
      'several questionnaires cannot go to stdout',
      'name a folder with --output',
    );
  }
  const jobs = inputs.map((input): AnswerJob => {
    if (dryRun) return { input, output: null, review: null, force };
    const toStream = output === STREAM || (input === STREAM && output === undefined);
    const beside = outputFolder ? answeredPath(input, output) : (output ?? answeredPath(input));
    const target = toStream ? null : beside;
    return {
      input,
      output: target,
      review: reviewOf(review, target, reviewFolder),
      force,
      makeFolder: outputFolder,
    };
  });
  const seen = new Map<string, string>();
  for (const { input, output: target } of jobs) {
    const other = target === null ? undefined : seen.get(target);
    if (other !== undefined) {
      const what = `${other} and ${input} would both be written to ${target}`;
      throw new MeshsecError('usage', what, 'answer them one by one, or into folders of their own');
    }
    if (target !== null) seen.set(target, input);
  }
  return jobs;
}
