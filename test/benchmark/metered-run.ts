import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The launcher of what `npm run build` made. */
export const MESHSEC = fileURLToPath(new URL('../../bin/meshsec.js', import.meta.url));

/** Prints what a process used, its worker threads included, when it ends: processor time in microseconds, peak memory in KiB. */
const METER = `data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();process.stderr.write('USED '+(u.userCPUTime+u.systemCPUTime)+' '+u.maxRSS+'\\n')})`;

/** What one process took. */
export interface MeteredRun {
  /** Processor time of all threads together. */
  milliseconds: number;
  /** Time by the clock. */
  elapsed: number;
  mebibytes: number;
  stdout: string;
}

/** Runs Node with these arguments to its end; nothing of one run is kept for the next, unless `env` says where. */
export function meteredRun(args: readonly string[], env: Readonly<Record<string, string>> = {}): MeteredRun {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', METER, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, MESHSEC_CACHE: 'off', ...env },
  });
  const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  const [, time = 0, memory = 0] = (/USED (\d+) (\d+)/.exec(stderr) ?? []).map(Number);
  return { milliseconds: time / 1000, elapsed, mebibytes: memory / 1024, stdout };
}
