import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { copyFixture, makeFolder } from '../cli/folders.js';
import { runCli } from '../cli/run-cli.js';

const binary = fileURLToPath(new URL('../../bin/meshsec.js', import.meta.url));
const folder = makeFolder();
const inbox = join(folder.path, 'inbox');
mkdirSync(inbox);

afterAll(() => folder.remove());

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 90_000 && !holds(); waited += 100) await sleep(100);
}

/** A run that watches a folder; `lines` is what it has said on stdout so far. */
function watch(path: string, ...more: string[]) {
  const args = [binary, 'answer', path, '--watch', '--jsonl', '-j', '1', ...more];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const lines: Record<string, unknown>[] = [];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString('utf8')).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts.map((line) => JSON.parse(line)));
  });
  return { lines, ended, interrupt: () => child.kill('SIGINT') };
}

describe('meshsec answer --watch', () => {
  test('answers what is dropped in, and again when it changes, until Ctrl-C', {
    timeout: 180_000,
  }, async () => {
    const report = join(folder.path, 'report.html');
    const { lines, ended, interrupt } = watch(inbox, '--report', report);
    const questions = () => lines.map(({ summary }) => (summary as { questions: number }).questions);

    copyFixture('plain.xlsx', inbox, 'q.xlsx');
    await until(() => lines.length === 1);
    expect(existsSync(join(inbox, 'q.answered.xlsx'))).toBe(true);
    expect(existsSync(join(inbox, 'q.review.xlsx'))).toBe(true);

    copyFixture('bank-de.xlsx', inbox, 'q.xlsx');
    writeFileSync(join(inbox, 'broken.xlsx'), 'no workbook');
    await until(() => lines.length === 3);
    expect(lines.map(({ status }) => status).sort()).toEqual(['failed', 'ok', 'ok']);
    expect(questions().filter((count) => count > 0)).toHaveLength(2);
    await until(() => existsSync(report) && readFileSync(report, 'utf8').includes('broken.xlsx'));
    expect(readFileSync(report, 'utf8')).toContain('q.xlsx');

    interrupt();
    // One of the files could not be read.
    expect(await ended).toBe(1);
    const alone = join(folder.path, 'alone.xlsx');
    copyFileSync(join(inbox, 'q.xlsx'), alone);
    runCli(['answer', alone, '--no-review', '--quiet']);
    const same = readFileSync(join(inbox, 'q.answered.xlsx')).equals(
      readFileSync(join(folder.path, 'alone.answered.xlsx')),
    );
    expect(same).toBe(true);
  });

  test('takes over what another run had in work and left', { timeout: 180_000 }, async () => {
    const shared = join(folder.path, 'shared');
    const lock = join(shared, '.meshsec', 'q.answered.xlsx.lock');
    mkdirSync(join(shared, '.meshsec'), { recursive: true });
    writeFileSync(lock, JSON.stringify({ host: 'elsewhere', pid: 1, token: 'theirs' }));
    copyFixture('plain.xlsx', shared, 'q.xlsx');
    copyFixture('plain.xlsx', shared, 'r.xlsx');
    const { lines, ended, interrupt } = watch(shared);
    await until(() => existsSync(join(shared, 'r.review.xlsx')));
    expect(existsSync(join(shared, 'q.answered.xlsx'))).toBe(false);
    rmSync(lock);
    await until(() => lines.length === 2);
    interrupt();
    expect(await ended).toBe(0);
    expect(lines.map(({ input, status }) => [input, status])).toEqual([
      [join(shared, 'r.xlsx'), 'ok'],
      [join(shared, 'q.xlsx'), 'ok'],
    ]);
  });

  test.each([
    ['a folder that is not there', [join(folder.path, 'nowhere'), '--watch'], 1],
    ['one document for a run that does not end', [inbox, '--watch', '--json'], 2],
  ])('refuses %s', (_, args, code) => {
    const run = runCli(['answer', ...args]);
    expect({ code: run.code, lines: run.err.trim().split('\n').length, out: run.out }).toEqual({
      code,
      lines: 1,
      out: '',
    });
  });
});
