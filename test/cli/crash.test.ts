import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compareWorkbooks } from '../../src/workbook/differ/compare-workbooks.js';
import { copyFixture, folderForEachTest } from './folders.js';
import { runCli } from './run-cli.js';

const BINARY = fileURLToPath(new URL('../../bin/meshsec.js', import.meta.url));
const INPUT = 'supplier-due-diligence.xlsx';
const OUTPUT = 'supplier-due-diligence.answered.xlsx';

let cwd = '';
folderForEachTest((path) => {
  cwd = path;
}, INPUT);

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  err: string;
}

/** Starts `meshsec answer`; sends a signal after some time, or as soon as a temp file stands beside the output. */
function answer(end?: { signal: NodeJS.Signals; after: number | 'temp file' }): Promise<Ended> {
  const child = spawn(process.execPath, [BINARY, 'answer', INPUT], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  if (end !== undefined) {
    const kill = () => child.kill(end.signal);
    if (end.after === 'temp file') {
      const timer = setInterval(() => {
        if (temps().length > 0) kill();
      }, 1);
      child.on('exit', () => clearInterval(timer));
    } else setTimeout(kill, end.after);
  }
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, err }));
  });
}

const temps = () => readdirSync(cwd).filter((name) => name.endsWith('.tmp'));

/** Absent, or whole and nothing but answered. */
function outputIsSound(): boolean {
  const path = join(cwd, OUTPUT);
  if (!existsSync(path)) return true;
  const read = (name: string) => ({ name, bytes: readFileSync(join(cwd, name)) });
  return compareWorkbooks(read(INPUT), read(OUTPUT)).lossless;
}

/** Many processes, on machines that do other work, too. */
const PATIENCE = { timeout: 400_000 };

describe('a run that is ended', PATIENCE, () => {
  it('by SIGKILL at any moment leaves no partial output, and the next run works', async () => {
    const start = performance.now();
    await answer();
    const whole = performance.now() - start;
    cwd = join(cwd, 'again');
    mkdirSync(cwd);
    copyFixture(INPUT, cwd);
    for (let moment = 1; moment <= 12; moment++) {
      await answer({ signal: 'SIGKILL', after: (whole * moment) / 12 });
      expect(outputIsSound()).toBe(true);
    }
    await answer({ signal: 'SIGKILL', after: 'temp file' });
    expect(outputIsSound()).toBe(true);
    expect(runCli(['answer', INPUT, '--force'], { cwd })).toMatchObject({ code: 0 });
    expect(outputIsSound()).toBe(true);
  });

  it.each<[NodeJS.Signals, number]>([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('by %s while it writes leaves no temp file', async (signal, code) => {
    const ended = await answer({ signal, after: 'temp file' });
    // It may have been done before the signal came.
    expect([code, 0]).toContain(ended.code);
    expect(temps()).toEqual([]);
    expect(outputIsSound()).toBe(true);
  });
});

describe('eight runs on one file', PATIENCE, () => {
  it('end cleanly, with one sound output', async () => {
    const ended = await Promise.all(Array.from({ length: 8 }, () => answer()));
    expect(ended.some(({ code }) => code === 0)).toBe(true);
    for (const { code, err } of ended) {
      expect([0, 1]).toContain(code);
      if (code === 1) expect(err).toMatch(/exists already/);
    }
    expect(outputIsSound()).toBe(true);
    expect(temps()).toEqual([]);
  });
});
