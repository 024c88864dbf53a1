import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claim } from '../../src/bulk/claim.js';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshsec-claim-'));
  lock = join(folder, 'q.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function owner(host: string, pid: number): string {
  return JSON.stringify({ host, pid, token: 'someone' });
}

/** The id of a process that has ended. */
const deadProcess = spawnSync(process.execPath, ['-e', '0']).pid;

describe('a claim', () => {
  test('is given once, and again when it is released', async () => {
    const first = await claim(lock);
    expect(first?.inherited).toBe(false);
    expect(await claim(lock)).toBeNull();
    await first?.release();
    expect(existsSync(lock)).toBe(false);
    const second = await claim(lock);
    expect(second?.inherited).toBe(false);
    await second?.release();
  });

  test('goes to exactly one of many', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim(lock)));
    expect(claims.filter((given) => given !== null)).toHaveLength(1);
    await Promise.all(claims.map((given) => given?.release()));
  });

  test.each([
    ['a dead process of this machine', owner(hostname(), deadProcess), 0, true],
    ['a living process of this machine, however long it works', owner(hostname(), process.pid), 600, false],
    ['another machine that shows itself', owner('elsewhere', 1), 0, false],
    ['another machine that has been silent for a minute', owner('elsewhere', 1), 60, true],
    ['nobody knows whom, written just now', '', 0, false],
    ['nobody knows whom, a minute ago', 'rubbish', 60, true],
  ])('held by %s', async (_, text, secondsAgo, taken) => {
    writeFileSync(lock, text);
    const then = Date.now() / 1000 - secondsAgo;
    utimesSync(lock, then, then);
    const given = await claim(lock);
    expect(given?.inherited ?? null).toBe(taken ? true : null);
    await given?.release();
    expect(readdirSync(folder)).toEqual(taken ? [] : ['q.lock']);
  });

  test('of a dead owner goes to exactly one of many', async () => {
    writeFileSync(lock, owner(hostname(), deadProcess));
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim(lock)));
    expect(claims.filter((given) => given !== null)).toHaveLength(1);
    await Promise.all(claims.map((given) => given?.release()));
  });
});
