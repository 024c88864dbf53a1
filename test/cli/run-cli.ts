import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The real launcher; it starts what `npm run build` made. */
const BINARY = fileURLToPath(new URL('../../bin/meshsec.js', import.meta.url));

export interface CliRun {
  code: number | null;
  out: string;
  err: string;
  /** stdout, byte for byte. */
  bytes: Buffer;
}

/** Runs `meshsec` as a user does, without the environment of the test runner. */
export function runCli(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; input?: Uint8Array | string } = {},
): CliRun {
  const run = spawnSync(process.execPath, [BINARY, ...args], {
    cwd: options.cwd,
    // No test leaves anything in the cache of whoever runs it.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, MESHSEC_CACHE: 'off', ...options.env },
    input: options.input,
    maxBuffer: 1 << 28,
  });
  return {
    code: run.status,
    out: run.stdout.toString('utf8'),
    err: run.stderr.toString('utf8'),
    bytes: run.stdout,
  };
}
