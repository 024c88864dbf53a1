/**
 * Whole commands against what they could cost at best, and against a naive script: `npm run bench`. Runs are interleaved and
 * the fastest of each counts, so that what else the machine does hits all alike. Figures are ratios; milliseconds are shown
 * to judge them by. `npm run bench -- 200` sets the number of workbooks of the bulk run (40 otherwise).
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newWorkbook, workbookBytes } from '../../src/reporting/own-workbook.js';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const MESHSEC = here('../../bin/meshsec.js');
const ROUNDS = 5;
const ROWS = 300;
const workbooks = Number(process.argv[2] ?? 40);
const folder = mkdtempSync(join(tmpdir(), 'meshsec-bench-'));

/** Prints the peak memory of a process when it ends, in KiB. */
const MEMORY = `data:text/javascript,process.on('exit',()=>process.stderr.write('RSS '+process.resourceUsage().maxRSS+'\\n'))`;

interface Run {
  milliseconds: number;
  mebibytes: number;
}

function run(args: readonly string[]): Run {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ['--import', MEMORY, ...args], { encoding: 'utf8' });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return { milliseconds, mebibytes: Number(/RSS (\d+)/.exec(stderr)?.[1] ?? 0) / 1024 };
}

/** The fastest of several interleaved runs of each. */
function fastest(
  commands: Readonly<Record<string, () => readonly string[]>>,
  rounds = ROUNDS,
): Record<string, Run> {
  const best: Record<string, Run> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, args] of Object.entries(commands)) {
      const result = run(args());
      const before = best[name];
      if (!before || result.milliseconds < before.milliseconds) best[name] = result;
    }
  }
  return best;
}

/** 300 different questions of the labelled sets, in a sheet with answer and comment columns. */
async function questionnaire(): Promise<Uint8Array> {
  const sets = ['D', 'E1'].map((set) =>
    JSON.parse(readFileSync(here(`../../fixtures/labelled/${set}.json`), 'utf8')),
  );
  const texts = sets
    .flat()
    .filter(({ kind }) => kind === 'question')
    .map(({ text }) => String(text));
  const workbook = await newWorkbook('bench');
  const sheet = workbook.addWorksheet('Questions');
  sheet.addRow(['Question', 'Answer', 'Comments']);
  for (const text of texts.slice(0, ROWS)) sheet.addRow([text]);
  return workbookBytes(workbook);
}

function line(what: string, [ours, theirs]: readonly [Run, Run], aim: string, turned = false): string {
  const ratio = turned ? theirs.milliseconds / ours.milliseconds : ours.milliseconds / theirs.milliseconds;
  const cells = [
    what,
    `${ours.milliseconds.toFixed(0)} ms`,
    `${theirs.milliseconds.toFixed(0)} ms`,
    `${ratio.toFixed(2)}x`,
    aim,
  ];
  return `| ${cells.join(' | ')} |`;
}

const file = join(folder, 'q.xlsx');
writeFileSync(file, await questionnaire());
const out = join(folder, 'out.xlsx');
const answer = [MESHSEC, 'answer', file, '-o', out, '--no-review', '--force', '--quiet'];
const one = fastest({
  node: () => ['-e', '0'],
  version: () => [MESHSEC, '--version'],
  floor: () => [here('floor.mjs'), file, out],
  answer: () => answer,
  naive: () => [here('naive.mjs'), file, out],
});

const tree = join(folder, 'tree');
mkdirSync(tree);
for (let i = 0; i < workbooks; i++) copyFileSync(file, join(tree, `q${i}.xlsx`));
let round = 0;
const bulk = (jobs: number) => () => {
  round += 1;
  return [
    MESHSEC,
    'answer',
    tree,
    '-o',
    join(folder, `run${round}`),
    '-j',
    String(jobs),
    '--no-review',
    '--quiet',
  ];
};
const many = fastest({ one: bulk(1), two: bulk(2) }, 2);
rmSync(folder, { recursive: true, force: true });

const get = (runs: Record<string, Run>, name: string): Run => runs[name] ?? { milliseconds: 0, mebibytes: 0 };
const memory = `${get(one, 'answer').mebibytes.toFixed(0)} MiB against ${get(one, 'naive').mebibytes.toFixed(0)} MiB`;
process.stdout.write(
  [
    '| what | meshsec | against | ratio | aim |',
    '| --- | --- | --- | --- | --- |',
    line('`--version` against `node -e 0`', [get(one, 'version'), get(one, 'node')], 'at most 1.5x'),
    line(
      `answer ${ROWS} rows against inflating and deflating the workbook`,
      [get(one, 'answer'), get(one, 'floor')],
      'at most 2x',
    ),
    line(
      `answer ${ROWS} rows, how much faster than exceljs + fuse.js`,
      [get(one, 'answer'), get(one, 'naive')],
      'at least 3x',
      true,
    ),
    line(
      `${workbooks} workbooks, \`-j 2\`, how much faster than \`-j 1\``,
      [get(many, 'two'), get(many, 'one')],
      'at least 1.7x',
      true,
    ),
    '',
    `Memory for ${ROWS} rows: ${memory}; ${workbooks} workbooks with -j 2: ${get(many, 'two').mebibytes.toFixed(0)} MiB`,
    '',
  ].join('\n'),
);
