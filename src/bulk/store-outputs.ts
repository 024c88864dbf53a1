import { mkdir, readdir, readFile, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MeshsecError } from '../errors.js';
import { systemCode } from '../storage/system-error.js';
import { isTempFileOf, writeFileSafely } from '../storage/write-file-safely.js';
import { type AnswerState, contentHash } from './answer-state.js';

export interface OutputFile {
  path: string;
  bytes: Uint8Array;
}

interface Planned extends OutputFile {
  existing: Uint8Array | null;
}

async function bytesAt(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    const hint = 'close it in other programs, or name another folder with --output';
    throw new MeshsecError('output-unwritable', 'exists and cannot be read', hint, { file: path });
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(b);
}

/** A file that an earlier run wrote and nobody has edited since. */
function isUntouched({ path, existing }: Planned, state: AnswerState | null): boolean {
  return existing !== null && state?.outputs[basename(path)] === contentHash(existing);
}

/**
 * Stores the outputs of one questionnaire, all or none. What stands there already is replaced where it is our own work that
 * nobody has touched (known by its hash), or with `force`. An equal file is left as it is: a run that was killed between two
 * outputs is completed, not refused. Throws `output-exists` otherwise.
 */
export async function storeOutputs(
  files: readonly OutputFile[],
  input: string,
  force: boolean,
  state: AnswerState | null,
): Promise<void> {
  const planned: Planned[] = [];
  for (const file of files) planned.push({ ...file, existing: await bytesAt(file.path) });
  const toWrite = planned.filter(({ existing, bytes }) => existing === null || !same(existing, bytes));
  for (const file of toWrite) {
    if (file.existing === null || force || isUntouched(file, state)) continue;
    const hint = 'it may hold edits of a colleague; use --force to replace it, or --output for another place';
    throw new MeshsecError('output-exists', 'exists already', hint, { file: file.path });
  }
  const made: string[] = [];
  try {
    for (const { path, bytes, existing } of toWrite) {
      await mkdir(dirname(path), { recursive: true });
      await writeFileSafely(path, bytes, { force: existing !== null, inputs: [input] });
      if (existing === null) made.push(path);
    }
  } catch (error) {
    await Promise.all(made.map((path) => unlink(path).catch(() => undefined)));
    throw error;
  }
}

/** Removes the temp files that a dead run left beside these outputs. */
export async function removeLeftovers(outputs: readonly string[]): Promise<void> {
  for (const output of outputs) {
    const names = await readdir(dirname(output)).catch(() => []);
    const left = names.filter((name) => isTempFileOf(output, name));
    await Promise.all(left.map((name) => unlink(join(dirname(output), name)).catch(() => undefined)));
  }
}
