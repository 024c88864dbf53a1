import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** Who works on a questionnaire. */
interface Owner {
  host: string;
  pid: number;
  /** Tells two owners of the same process id apart. */
  token: string;
}

/** The right to answer one questionnaire, until it is released. */
export interface Claim {
  /** The one before us died over this file: what it left half done may be cleaned up. */
  inherited: boolean;
  release(): Promise<void>;
}

/** How often an owner shows that it lives, and after how long without it is taken for dead; milliseconds. */
const HEARTBEAT = 5_000;
const DEAD_AFTER = 30_000;

function parseOwner(text: string): Owner | null {
  try {
    const { host, pid, token } = JSON.parse(text) as Partial<Owner>;
    return typeof host === 'string' && typeof pid === 'number' && typeof token === 'string'
      ? { host, pid, token }
      : null;
  } catch {
    return null;
  }
}

function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The time by the clock of the share, which need not be ours: that of a file just written there. */
async function shareTime(path: string): Promise<number> {
  const probe = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(probe, '');
  try {
    return (await stat(probe)).mtimeMs;
  } finally {
    await rm(probe, { force: true });
  }
}

/** An owner is dead when its process is gone (on this machine) or it has not shown itself for long. */
async function isDead(path: string, owner: Owner | null): Promise<boolean> {
  if (owner && owner.host === hostname()) return !processLives(owner.pid);
  const stats = await stat(path).catch(() => null);
  return stats !== null && (await shareTime(path)) - stats.mtimeMs > DEAD_AFTER;
}

/**
 * Takes a dead owner's lock away. Renaming lets one taker win; should the lock have changed hands since it was judged, the
 * new owner's goes back.
 */
async function bury(path: string, judged: string): Promise<boolean> {
  const grave = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, grave);
  } catch {
    return false;
  }
  const found = await readFile(grave, 'utf8').catch(() => '');
  if (found === judged) {
    await rm(grave, { force: true });
    return true;
  }
  await rename(grave, path).catch(() => undefined);
  return false;
}

/**
 * Claims a questionnaire by a lock file, so that two runs do not both work on it; null while another one does. The lock is
 * advice that saves work: that nothing is overwritten is ensured where files are written. It never stays for ever: an owner
 * that died is noticed at once on the same machine, after 30 seconds on another.
 */
export async function claim(path: string): Promise<Claim | null> {
  const mine = JSON.stringify({
    host: hostname(),
    pid: process.pid,
    token: randomBytes(6).toString('hex'),
  } satisfies Owner);
  let inherited = false;
  for (let attempt = 0; attempt < 2; attempt++) {
    const handle = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return null;
      throw error;
    });
    if (handle) {
      await handle.writeFile(mine);
      await handle.close();
      return { inherited, release: holdUntilReleased(path, mine) };
    }
    const text = await readFile(path, 'utf8').catch(() => '');
    if (!(await isDead(path, parseOwner(text))) || !(await bury(path, text))) return null;
    inherited = true;
  }
  return null;
}

function holdUntilReleased(path: string, mine: string): () => Promise<void> {
  // A machine that slept for long may find its lock with another owner.
  const isMine = async () => (await readFile(path, 'utf8').catch(() => '')) === mine;
  const beat = setInterval(async () => {
    // Written, not touched: the time is then the share's own. "r+" never makes a lock anew that was taken away.
    if (await isMine()) await writeFile(path, mine, { flag: 'r+' }).catch(() => undefined);
  }, HEARTBEAT);
  beat.unref();
  return async () => {
    clearInterval(beat);
    if (await isMine()) await unlink(path).catch(() => undefined);
  };
}
