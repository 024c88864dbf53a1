import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * A folder of files that can be made anew at any time. Nothing that is wrong with it is an error: what cannot be read, or is
 * not exactly what was written by this user and the same program, is as if it were not there; what cannot be written is not kept.
 */
export interface CacheFolder {
  /** The bytes of this name; null where there are none that can be trusted. */
  read(name: string): Buffer | null;
  /** Keeps bytes; several processes may do so at once, and the last one stays. */
  write(name: string, bytes: Uint8Array): void;
}

/** All files together, in bytes, where nothing else is said; the oldest go first. */
const MOST_BYTES = 64 * 2 ** 20;
/** A temp file of this age, in milliseconds, was left by a run that died. */
const ABANDONED_AFTER = 3_600_000;

const DIGEST_LENGTH = 64;
const NAME = /^[0-9a-f]{32}\.[a-z]+$/;
const TEMP = /^\.[0-9a-f]{32}\.[a-z]+\.[0-9a-f]{12}\.tmp$/;

/** The name of what is made from something: its digest with an ending. */
export function cacheName(of: string, ending: string): string {
  return `${createHash('sha256').update(of).digest('hex').slice(0, 32)}.${ending}`;
}

/** Where files are kept, and by whom. */
export interface CacheOptions {
  folder: string;
  /** Names the program that makes the files: what another one made is not read. */
  stamp: string;
  /** Number of the user whose files are trusted; null where the system has none. */
  owner: number | null;
  /** All files together, in bytes. */
  mostBytes?: number;
}

/** Opens a cache; its folder is made when something is kept. */
export function openCacheFolder({ folder, stamp, owner, mostBytes = MOST_BYTES }: CacheOptions): CacheFolder {
  // The stamp is not stored: it seals the bytes with its digest.
  const sealOf = (bytes: Uint8Array) => createHash('sha256').update(`${stamp}\n`).update(bytes).digest('hex');
  return {
    read(name) {
      const bytes = ownBytes(join(folder, name), owner);
      if (bytes === null) return null;
      const body = bytes.subarray(DIGEST_LENGTH);
      return bytes.toString('latin1', 0, DIGEST_LENGTH) === sealOf(body) ? body : null;
    },
    write(name, body) {
      const temp = join(folder, `.${name}.${randomBytes(6).toString('hex')}.tmp`);
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(temp, Buffer.concat([Buffer.from(sealOf(body), 'latin1'), body]), {
          mode: 0o600,
          flag: 'wx',
        });
        renameSync(temp, join(folder, name));
        prune(folder, name, mostBytes);
      } catch {
        remove(temp);
      }
    },
  };
}

/** The bytes of a regular file that belongs to this user; null for any other. */
function ownBytes(path: string, owner: number | null): Buffer | null {
  let file: number | null = null;
  try {
    // Without O_NONBLOCK, opening a pipe would wait for its writer.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(file);
    return stats.isFile() && (owner === null || stats.uid === owner) ? readFileSync(file) : null;
  } catch {
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Another process has it open, or its folder is none.
  }
}

/** Removes what is too much, oldest first, but never what was just kept; and what runs that died left. */
function prune(folder: string, kept: string, mostBytes: number): void {
  const found = readdirSync(folder).flatMap((name) => {
    const stats =
      NAME.test(name) || TEMP.test(name) ? statSync(join(folder, name), { throwIfNoEntry: false }) : null;
    return stats ? [{ name, size: stats.size, time: stats.mtimeMs }] : [];
  });
  const newest = Math.max(...found.map(({ time }) => time));
  for (const { name, time } of found)
    if (TEMP.test(name) && newest - time > ABANDONED_AFTER) remove(join(folder, name));
  const files = found.filter(({ name }) => NAME.test(name)).sort((a, b) => b.time - a.time);
  let room = mostBytes - (files.find(({ name }) => name === kept)?.size ?? 0);
  for (const { name, size } of files) {
    if (name === kept) continue;
    room -= size;
    if (room < 0) remove(join(folder, name));
  }
}
