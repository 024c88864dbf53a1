import { createHash, randomBytes } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { link, lstat, open, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MeshsecError } from '../errors.js';
import { patiently } from './patiently.js';
import { systemCode, systemReason } from './system-error.js';

export interface SafeWriteOptions {
  /** Replace a file that is there already. */
  force?: boolean;
  /** Files that must never be written over, by whatever name. */
  inputs?: readonly string[];
}

/** Temp files of this process that are not yet in their place. */
const unfinished = new Set<string>();

/**
 * Writes a file so that its name never stands for half of it: a temp file beside it, fsync, then a link (which fails
 * where the name is taken) or, with `force`, a rename. Never writes over an input, whether it is named by another
 * spelling, a symbolic link or a hard link. Nothing is left behind when it fails.
 */
export async function writeFileSafely(
  path: string,
  bytes: Uint8Array,
  { force = false, inputs = [] }: SafeWriteOptions = {},
): Promise<void> {
  await refuseTarget(path, force, inputs);
  const temp = join(dirname(path), `${tempPrefix(path)}${randomBytes(6).toString('hex')}.tmp`);
  unfinished.add(temp);
  try {
    await writeAndSync(temp, bytes);
    await patiently(() => (force ? rename(temp, path) : linkTo(temp, path)));
    await syncFolder(dirname(path));
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw exists(path);
    if (systemCode(error) === '') throw error;
    const hint = HINTS.get(systemCode(error)) ?? HELD;
    throw new MeshsecError('output-unwritable', `cannot be written: ${systemReason(error)}`, hint, {
      file: path,
    });
  } finally {
    await unlink(temp).catch(() => {});
    unfinished.delete(temp);
  }
}

/** What to do about a file that cannot be written, by the error of the system. */
const HINTS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'Make the folder first, or name another place with --output.'],
  ['ENOTDIR', 'Name a place in a folder with --output.'],
  ['ENOSPC', 'Make room, or name a place on another disk with --output.'],
  ['EDQUOT', 'Make room, or name a place on another disk with --output.'],
  ['EROFS', 'Name a place on another disk with --output.'],
  ['ENAMETOOLONG', 'Name a shorter one with --output.'],
]);
const HELD =
  'Close it in other programs, check that you may write there, or name another place with --output.';

/** A digest of the target's name, which may itself be as long as a name can be. */
function tempPrefix(path: string): string {
  return `.meshsec-${createHash('sha256').update(basename(path)).digest('hex').slice(0, 12)}-`;
}

/** True where a file of this name is what a dead run left of writing `path`. */
export function isTempFileOf(path: string, name: string): boolean {
  const prefix = tempPrefix(path);
  return name.startsWith(prefix) && /^[0-9a-f]{12}\.tmp$/.test(name.slice(prefix.length));
}

/** Removes what is half written; for the handler of SIGINT and SIGTERM, which has no time to wait. */
export function removeUnfinishedFiles(): void {
  for (const temp of unfinished) {
    try {
      unlinkSync(temp);
    } catch {
      // It is in its place already, or was never made.
    }
  }
  unfinished.clear();
}

async function refuseTarget(path: string, force: boolean, inputs: readonly string[]): Promise<void> {
  const target = await stat(path, { bigint: true }).catch(() => null);
  if (target !== null) {
    for (const input of inputs) {
      const source = await stat(input, { bigint: true }).catch(() => null);
      if (source !== null && source.dev === target.dev && source.ino === target.ino) throw isInput(path);
    }
    if (!target.isFile()) {
      const what = target.isDirectory() ? 'this is a folder' : 'this is not a regular file';
      throw new MeshsecError('output-unwritable', what, 'Name a file with --output.', { file: path });
    }
  }
  const there = await lstat(path).catch(() => null);
  if (there !== null && !force) throw exists(path);
}

function exists(path: string): MeshsecError {
  const hint = 'It may hold edits of a colleague. Use --force to replace it, or --output for another name.';
  return new MeshsecError('output-exists', 'exists already', hint, { file: path });
}

function isInput(path: string): MeshsecError {
  const hint = 'The input is never changed; name another file with --output.';
  return new MeshsecError('output-is-input', 'is the input itself', hint, { file: path });
}

async function writeAndSync(temp: string, bytes: Uint8Array): Promise<void> {
  const handle = await patiently(() => open(temp, 'wx', 0o666));
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** link(2) fails where the name is taken, on network shares too; file systems without links get an exclusive copy. */
async function linkTo(temp: string, path: string): Promise<void> {
  try {
    await link(temp, path);
  } catch (error) {
    if (!WITHOUT_LINKS.has(systemCode(error))) throw error;
    if ((await lstat(path).catch(() => null)) !== null) throw exists(path);
    await rename(temp, path);
  }
}

/** What FAT, exFAT and some shares answer to link(2). */
const WITHOUT_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EXDEV',
]);

/** The name must survive a power cut, too. Windows cannot open folders and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
