/**
 * Whole commands against what they could cost at best, and against a script of an afternoon: `npm run bench`. Runs are
 * interleaved and the cheapest of each counts; time is that of the processor, all threads together, so that what else the
 * machine does hardly matters. Only the gain of two workers is by the clock, and needs two idle cores. Figures are ratios;
 * milliseconds are shown to judge them by. `npm run bench -- 200` sets the number of workbooks of the bulk run (20 otherwise).
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newWorkbook, workbookBytes } from '../../src/reporting/own-workbook.js';
import { MESHSEC, type MeteredRun, meteredRun } from './metered-run.js';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const ROUNDS = 7;
/** The script takes many times as long; more rounds would not change the ratio. */
const SCRIPT_ROUNDS = 2;
const ROWS = 300;
const FEW = 5;
const many = Number(process.argv[2] ?? 20);
const folder = mkdtempSync(join(tmpdir(), 'meshsec-bench-'));

/** The least that several interleaved runs of each took. */
function cheapest<Name extends string>(
  commands: Readonly<Record<Name, () => readonly string[]>>,
  rounds: number,
): Record<Name, MeteredRun> {
  const best: Partial<Record<Name, MeteredRun>> = {};
  const names = Object.keys(commands) as Name[];
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const now = meteredRun(commands[name]());
      const before = best[name] ?? now;
      best[name] = {
        ...now,
        milliseconds: Math.min(before.milliseconds, now.milliseconds),
        elapsed: Math.min(before.elapsed, now.elapsed),
        mebibytes: Math.min(before.mebibytes, now.mebibytes),
      };
    }
  }
  return best as Record<Name, MeteredRun>;
}

/** Different questions of the labelled sets. */
const texts: string[] = ['D', 'E1', 'E2'].flatMap((set) =>
  JSON.parse(readFileSync(here(`../../fixtures/labelled/${set}.json`), 'utf8'))
    .filter(({ kind }: { kind: string }) => kind === 'question')
    .map(({ text }: { text: string }) => text),
);

/** The n-th questionnaire: 300 questions in a sheet with answer and comment columns, other ones in another order each. */
async function questionnaire(n: number): Promise<Uint8Array> {
  const workbook = newWorkbook('bench');
  const sheet = workbook.addWorksheet('Questions');
  sheet.addRow(['Question', 'Answer', 'Comments']);
  for (let row = 0; row < ROWS; row++) sheet.addRow([texts[(n * 101 + row) % texts.length]]);
  return workbookBytes(workbook);
}

async function tree(name: string, workbooks: number): Promise<string> {
  const path = join(folder, name);
  mkdirSync(path);
  for (let n = 0; n < workbooks; n++) writeFileSync(join(path, `q${n}.xlsx`), await questionnaire(n));
  return path;
}

/** How much faster two busy loops are side by side than one after the other: what this machine gives two workers at best. */
function ceiling(): number {
  const loop = 'let s=0;for(let i=0;i<4e8;i++)s+=i%7';
  const loops = (parallel: boolean) => {
    const wait = parallel ? '' : 'await new Promise((done)=>child.on("close",done));';
    const script = `import{spawn}from'node:child_process';for(const n of[1,2]){const child=spawn(process.execPath,['-e',${JSON.stringify(loop)}]);${wait}}`;
    return meteredRun(['--input-type=module', '-e', script]).elapsed;
  };
  return loops(false) / loops(true);
}

let runs = 0;
const bulk = (share: string, jobs: number) => () => {
  runs += 1;
  const out = join(folder, `run${runs}`);
  return [MESHSEC, 'answer', share, '-o', out, '-j', String(jobs), '--quiet'];
};

const file = join(folder, 'q.xlsx');
writeFileSync(file, await questionnaire(0));
const out = join(folder, 'out.xlsx');
const { node, version, floor, answer } = cheapest(
  {
    node: () => ['-e', '0'],
    version: () => [MESHSEC, '--version'],
    floor: () => [here('floor.mjs'), file, out],
    answer: () => [MESHSEC, 'answer', file, '-o', out, '--force', '--quiet'],
  },
  ROUNDS,
);
const { script } = cheapest({ script: () => [here('naive.mjs'), file, out] }, SCRIPT_ROUNDS);
const [fewTree, manyTree] = [await tree('few', FEW), await tree('many', many)];
const few = meteredRun(bulk(fewTree, 2)());
const one = meteredRun(bulk(manyTree, 1)());
const two = meteredRun(bulk(manyTree, 2)());
const best = ceiling();
rmSync(folder, { recursive: true, force: true });

const ms = ({ milliseconds }: MeteredRun) => `${milliseconds.toFixed(0)} ms`;
const mib = ({ mebibytes }: MeteredRun) => `${mebibytes.toFixed(0)} MiB`;
const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;
const times = (a: number, b: number) => `${(a / b).toFixed(2)}x`;
const lines = [
  row('what', 'meshsec', 'against', 'ratio', 'aim'),
  row('---', '---', '---', '---', '---'),
  row(
    '`--version`, against `node -e 0`',
    ms(version),
    ms(node),
    times(version.milliseconds, node.milliseconds),
    'at most 1.5x',
  ),
  row(
    `\`answer\`, ${ROWS} rows, against starting Node, inflating and deflating`,
    ms(answer),
    ms(floor),
    times(answer.milliseconds, floor.milliseconds),
    'at most 2x',
  ),
  row(
    `\`answer\`, ${ROWS} rows: faster than a script of exceljs and fuse.js`,
    ms(answer),
    ms(script),
    times(script.milliseconds, answer.milliseconds),
    'at least 3x',
  ),
  row(
    'its memory, against that of the script',
    mib(answer),
    mib(script),
    times(answer.mebibytes, script.mebibytes),
    'at most 0.5x',
  ),
  row(
    `${many} workbooks of ${ROWS} rows: \`-j 2\` faster than \`-j 1\` (two busy loops: ${best.toFixed(2)}x)`,
    `${(two.elapsed / 1000).toFixed(1)} s`,
    `${(one.elapsed / 1000).toFixed(1)} s`,
    times(one.elapsed, two.elapsed),
    'at least 1.7x',
  ),
  row(
    'their processor time, `-j 2` against `-j 1`: what a second worker costs',
    `${(two.milliseconds / 1000).toFixed(1)} s`,
    `${(one.milliseconds / 1000).toFixed(1)} s`,
    times(two.milliseconds, one.milliseconds),
    'about 1x',
  ),
  row(
    `memory of ${many} workbooks with \`-j 2\`, against that of ${FEW}`,
    mib(two),
    mib(few),
    times(two.mebibytes, few.mebibytes),
    'about 1x',
  ),
];
process.stdout.write(`${lines.join('\n')}\n`);
