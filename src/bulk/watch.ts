import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FoundInput, findInputs } from './find-inputs.js';

/** Between two looks, in milliseconds. Looking works on network shares, where notifications of changes often do not. */
const PAUSE = 2_000;

async function lookOf(input: FoundInput, cwd: string): Promise<string> {
  const stats = await stat(resolve(cwd, input.path)).catch(() => null);
  return stats ? `${stats.size} ${stats.mtimeMs}` : '';
}

/**
 * Questionnaires below these folders that are new or changed and have not changed since the last look, so that a file that is
 * still being copied is left alone; and those whose paths the caller put into `again`. Ends when the signal is aborted.
 */
export async function* settledInputs(
  args: readonly string[],
  cwd: string,
  signal: AbortSignal,
  again: Set<string>,
): AsyncGenerator<readonly FoundInput[]> {
  const looks = new Map<string, string>();
  const answered = new Map<string, string>();
  while (!signal.aborted) {
    for (const path of again) answered.delete(path);
    again.clear();
    const { files } = await findInputs(args, cwd);
    const settled: FoundInput[] = [];
    for (const file of files) {
      const look = await lookOf(file, cwd);
      if (looks.get(file.path) === look && answered.get(file.path) !== look) {
        settled.push(file);
        answered.set(file.path, look);
      }
      looks.set(file.path, look);
    }
    if (settled.length > 0) yield settled;
    await sleep(PAUSE, undefined, { signal }).catch(() => undefined);
  }
}
