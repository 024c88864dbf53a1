import { dirname, join } from 'node:path';
import { type AnswerJob, answeredPath, reviewPath } from '../answer-file.js';
import { MeshsecError } from '../errors.js';
import type { FoundInput } from './find-inputs.js';

/** Where the outputs of many questionnaires go. */
export interface BulkDestination {
  /** Mirrors the tree of the inputs; null: beside each input. */
  folder: string | null;
  review: boolean;
  /** Nothing is written at all. */
  dryRun: boolean;
  force: boolean;
}

function outputOf({ path, name }: FoundInput, folder: string | null): string {
  return folder === null ? answeredPath(path) : answeredPath(path, join(folder, dirname(name)));
}

/**
 * One job an input. Where `q.xlsx` and `q.xlsm` stand side by side, the second one's review is `q.xlsm.review.xlsx`.
 * Throws `usage` where two inputs would be answered into the same file.
 */
export function planBulk(inputs: readonly FoundInput[], destination: BulkDestination): AnswerJob[] {
  const { folder, review, dryRun, force } = destination;
  const taken = new Map<string, string>();
  const take = (path: string, input: string): boolean => {
    // Windows and macOS hold names that differ in case only for one.
    const key = path.toLowerCase();
    if (taken.has(key)) return false;
    taken.set(key, input);
    return true;
  };
  return inputs.map((found): AnswerJob => {
    const input = found.path;
    if (dryRun) return { input, output: null, review: null, force };
    const output = outputOf(found, folder);
    if (!take(output, input)) {
      const what = `${taken.get(output.toLowerCase())} and ${input} would both be written to ${output}`;
      throw new MeshsecError('usage', what, 'answer them one by one, or into folders of their own');
    }
    if (!review) return { input, output, review: null, force };
    const short = reviewPath(output);
    const long = short.replace(/\.review\.xlsx$/i, `${/\.xls[xm]$/i.exec(output)?.[0]}.review.xlsx`);
    const free = take(short, input) ? short : take(long, input) ? long : null;
    return { input, output, review: free, force };
  });
}
