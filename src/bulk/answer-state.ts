import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeFileSafely } from '../storage/write-file-safely.js';

/** What is kept beside the outputs of a bulk run, in a folder of its own. */
export const STATE_FOLDER = '.meshsec';

/** SHA-256 in hex. */
export function contentHash(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** How a questionnaire was last answered. */
export interface AnswerState {
  /** Hash over questionnaire, knowledge base, options and version: the same key gives the same outputs. */
  key: string;
  /** Hashes of the outputs as we wrote them, by file name: an output that still has it was not edited by anybody. */
  outputs: Readonly<Record<string, string>>;
}

/** Path of the state, or with another ending of the lock, of a questionnaire that is answered into `output`. */
export function statePath(output: string, ending: 'json' | 'lock' | 'report.br'): string {
  return join(dirname(output), STATE_FOLDER, `${basename(output)}.${ending}`);
}

/** The state of an earlier run; null where there is none that can be read. */
export async function readState(output: string): Promise<AnswerState | null> {
  try {
    const found = JSON.parse(await readFile(statePath(output, 'json'), 'utf8')) as Partial<AnswerState>;
    if (typeof found.key !== 'string' || typeof found.outputs !== 'object' || found.outputs === null)
      return null;
    return { key: found.key, outputs: found.outputs };
  } catch {
    return null;
  }
}

/** Makes the folder for states and locks beside an output. */
export async function makeStateFolder(output: string): Promise<void> {
  await mkdir(dirname(statePath(output, 'lock')), { recursive: true });
}

/** Keeps how a questionnaire was answered. */
export async function writeState(output: string, state: AnswerState): Promise<void> {
  const text = `${JSON.stringify(state, null, 2)}\n`;
  await writeFileSafely(statePath(output, 'json'), new TextEncoder().encode(text), { force: true });
}
