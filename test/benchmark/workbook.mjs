/**
 * Read, patch and write of made workbooks, against exceljs (load and save) and against two floors: inflating and
 * deflating the parts that have to change, at zlib's own level and at the one meshsec chooses. Every figure is taken in its own process; the processes are interleaved and
 * the best of each counts, so that what else the machine does hits all alike. Run by `npm run bench`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { readArchive, readEntryBytes } from '../../dist/workbook/archive.js';
import { LIMITS } from '../../dist/workbook/limits.js';
import { levelOf } from '../../dist/workbook/pack-entry.js';
import { patchWorkbook } from '../../dist/workbook/patch.js';
import { openWorkbook } from '../../dist/workbook/workbook.js';

/** `every`: one answer every so many rows. */
const SCENARIOS = [
  { name: '300 rows', sheets: 1, rows: 300, every: 1, runs: 30 },
  { name: '20 sheets x 2,000 rows', sheets: 20, rows: 2000, every: 10, runs: 3 },
  { name: '100,000 rows', sheets: 1, rows: 100_000, every: 10, runs: 1 },
];

/** Processes of each tool and scenario. */
const ROUNDS = 3;

/** A questionnaire of five columns with formats and shared texts. */
async function questionnaire({ sheets, rows }) {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const wrapped = { alignment: { wrapText: true, vertical: 'top' } };
  for (let number = 1; number <= sheets; number++) {
    const sheet = workbook.addWorksheet(`Sheet ${number}`);
    sheet.columns = [
      { width: 9 },
      { width: 60, style: wrapped },
      { width: 12 },
      { width: 60, style: wrapped },
    ];
    for (let row = 1; row <= rows; row++) {
      const question = `Does the provider review control ${number}.${row} at least once a year, and who does it?`;
      sheet.addRow([`Q-${number}.${row}`, question, null, null, row * 1.5]).height = 30;
    }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer({ useStyles: true, useSharedStrings: true }));
}

function answersOf({ sheets, rows, every }) {
  const answers = [];
  for (let sheet = 1; sheet <= sheets; sheet++) {
    for (let row = 1; row <= rows; row += every) {
      const value = `Yes. Control ${sheet}.${row} is reviewed every year by the owner of the control.`;
      answers.push({ sheet: `Sheet ${sheet}`, row, column: 4, value });
    }
  }
  return answers;
}

const TOOLS = {
  meshsec: (bytes, scenario) => patchWorkbook(openWorkbook(bytes, 'bench'), answersOf(scenario)).bytes,
  exceljs: async (bytes, scenario) => {
    const { default: ExcelJS } = await import('exceljs');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes);
    for (const { sheet, row, column, value } of answersOf(scenario)) {
      const cell = workbook.getWorksheet(sheet)?.getCell(row, column);
      if (cell !== undefined) cell.value = value;
    }
    return new Uint8Array(await workbook.xlsx.writeBuffer());
  },
  floor: (bytes) => deflatedAgain(bytes, () => ZLIB_LEVEL),
  'floor at our level': (bytes) => deflatedAgain(bytes, levelOf),
  'Node alone': () => {},
};

/** What zlib takes where nobody names a level. */
const ZLIB_LEVEL = 6;

function deflatedAgain(bytes, level) {
  const archive = readArchive(bytes, 'bench', LIMITS);
  const changed = archive.entries.filter(({ name }) => /sheet\d+\.xml$|sharedStrings|styles/.test(name));
  return Buffer.concat(
    changed.map((entry) => deflateRawSync(readEntryBytes(archive, entry), { level: level(entry) })),
  );
}

/** In a process of its own: the fastest of some runs in CPU time (other load does not count), and the peak of memory. */
async function measure(tool, file, scenario) {
  const bytes = readFileSync(file);
  let milliseconds = Number.POSITIVE_INFINITY;
  for (let run = 0; run < scenario.runs; run++) {
    const start = process.cpuUsage();
    await TOOLS[tool](bytes, scenario);
    const { user, system } = process.cpuUsage(start);
    milliseconds = Math.min(milliseconds, (user + system) / 1000);
  }
  return { milliseconds, mebibytes: process.resourceUsage().maxRSS / 1024 };
}

/** The best of several interleaved processes of each tool. */
function bestOf(file, number) {
  const best = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    for (const tool of Object.keys(TOOLS)) {
      const args = [fileURLToPath(import.meta.url), tool, file, String(number)];
      const figure = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
      const before = best.get(tool) ?? figure;
      best.set(tool, {
        milliseconds: Math.min(before.milliseconds, figure.milliseconds),
        mebibytes: Math.min(before.mebibytes, figure.mebibytes),
      });
    }
  }
  return best;
}

async function report() {
  const folder = mkdtempSync(join(tmpdir(), 'meshsec-bench-'));
  const line = (cells) => process.stdout.write(`| ${cells.join(' | ')} |\n`);
  const titles = ['meshsec', 'exceljs', 'floor', 'floor at our level', 'faster', 'memory', 'of the floors'];
  line(['read, patch, write', ...titles]);
  line(Array(titles.length + 1).fill('---'));
  let alone = Number.POSITIVE_INFINITY;
  try {
    for (const [number, scenario] of SCENARIOS.entries()) {
      const file = join(folder, `${number}.xlsx`);
      writeFileSync(file, await questionnaire(scenario));
      const best = bestOf(file, number);
      const [own, other, ...floors] = titles.slice(0, 4).map((tool) => best.get(tool));
      alone = Math.min(alone, best.get('Node alone').mebibytes);
      const shown = ({ milliseconds, mebibytes }) =>
        `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms, ${mebibytes.toFixed(0)} MiB`;
      line([
        scenario.name,
        ...[own, other, ...floors].map(shown),
        `${(other.milliseconds / own.milliseconds).toFixed(1)}x`,
        (own.mebibytes / other.mebibytes).toFixed(2),
        floors.map((floor) => `${(own.milliseconds / floor.milliseconds).toFixed(1)}x`).join(', '),
      ]);
    }
    process.stdout.write(`\nMemory of a process that only reads the file: ${alone.toFixed(0)} MiB.\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [tool, file, number] = process.argv.slice(2);
const scenario = SCENARIOS[Number(number)];
if (tool !== undefined && file !== undefined && scenario !== undefined) {
  process.stdout.write(JSON.stringify(await measure(tool, file, scenario)));
} else await report();
