/**
 * What is left of a workbook after ten cells were written: by a patch of the sheets' XML, and by exceljs (load and save).
 * Reads the workbooks of $MESHSEC_CORPUS and our own fixtures; `meshsec verify` judges both. Every run is a process of its own
 * with a time limit. `npm run bench:round-trip`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareWorkbooks } from '../../src/workbook/differ/compare-workbooks.js';
import type { Verification } from '../../src/workbook/differ/verification.js';
import { type CellWrite, patchWorkbook } from '../../src/workbook/patch.js';
import { openWorkbook } from '../../src/workbook/workbook.js';

const SECONDS = 30;
const CELLS = 10;

/** Blank cells of the first visible sheet that may be written. */
function blankCells(bytes: Uint8Array): CellWrite[] {
  const workbook = openWorkbook(bytes, 'workbook');
  const sheet = workbook.sheets.find(({ visibility, cells }) => visibility === 'visible' && cells.length > 0);
  if (sheet === undefined) return [];
  const writes = Array.from({ length: sheet.lastRow + CELLS }, (_, i) => {
    return { sheet: sheet.name, row: i + 1, column: sheet.lastColumn + 1, value: `Answer ${i + 1}` };
  });
  return patchWorkbook(workbook, writes)
    .written.slice(0, CELLS)
    .map(({ cell, value }) => {
      return { sheet: sheet.name, row: Number(/\d+/.exec(cell)?.[0]), column: sheet.lastColumn + 1, value };
    });
}

type Tool = (bytes: Buffer, writes: readonly CellWrite[]) => Promise<Uint8Array> | Uint8Array;

const TOOLS: Readonly<Record<string, Tool>> = {
  meshsec: (bytes, writes) => patchWorkbook(openWorkbook(bytes, 'workbook'), writes).bytes,
  exceljs: async (bytes, writes) => {
    const { default: ExcelJS } = await import('exceljs');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
    for (const { sheet, row, column, value } of writes) {
      const found = workbook.getWorksheet(sheet);
      if (found === undefined) throw new Error('the sheet is missing');
      found.getCell(row, column).value = value;
    }
    return new Uint8Array(await workbook.xlsx.writeBuffer());
  },
};

/** What people call the parts of a package that a library may not know. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/vbaProject/, 'macros'],
  [/\/(drawings|media|diagrams)\//, 'drawings'],
  [/\/charts\//, 'charts'],
  [/\/(ctrlProps|activeX)\//, 'form controls'],
  [/\/pivot/, 'pivot tables'],
  [/\/externalLinks\//, 'external links'],
  [/printerSettings/, 'printer settings'],
  [/\/(comments|threadedComments|persons)/, 'comments'],
  [/customXml|docProps|custom/, 'document properties'],
];

/** In words: nothing is lost, or what. */
function judged({ lossless, parts, differences, cells }: Verification, wanted: number): string {
  if (lossless) return cells.length === wanted ? 'lossless' : `${cells.length} of ${wanted} cells written`;
  const gone = parts.removed.map((part) => KINDS.find(([kind]) => kind.test(part))?.[1] ?? 'other parts');
  const changed = differences
    .filter(({ what }) => !/^the part is|^formats |format changed$/.test(what))
    .map(({ what }) => {
      const plain = what
        .replace(/^the part was added$/, 'parts added')
        .replace(/^row \d+ was added$/, 'rows added');
      return plain.replace(/^(row|column) \w+: /, '$1s: ');
    });
  const [lost, other] = [gone, changed].map((words) => [...new Set(words)].slice(0, 4).join(', '));
  const said = [lost === '' ? '' : `gone: ${lost}`, other].filter((words) => words !== '').join('; ');
  return said === '' ? 'formats changed' : said;
}

function tried(tool: string, path: string, folder: string): string {
  const bytes = readFileSync(path);
  const writes = blankCells(bytes);
  const [plan, output] = [join(folder, 'plan.json'), join(folder, 'out.xlsx')];
  writeFileSync(plan, JSON.stringify(writes));
  rmSync(output, { force: true });
  const args = [...process.execArgv, fileURLToPath(import.meta.url), tool, path, plan, output];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: SECONDS * 1000 });
  if (run.signal !== null) return `hangs (stopped after ${SECONDS} s)`;
  if (run.status !== 0)
    return `fails: ${/\w*Error: (.{0,60})/.exec(run.stderr)?.[1] ?? `exit code ${run.status}`}`;
  const after = { name: 'after', bytes: readFileSync(output) };
  return judged(compareWorkbooks({ name: 'before', bytes }, after), writes.length);
}

function report(): void {
  const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
  const folders = [process.env.MESHSEC_CORPUS ?? '', fixtures].filter((folder) => folder !== '');
  const folder = mkdtempSync(join(tmpdir(), 'meshsec-round-trip-'));
  const tools = Object.keys(TOOLS);
  const rows: string[][] = [];
  for (const source of folders) {
    for (const name of readdirSync(source).filter((file) => /\.xls[xm]$/.test(file))) {
      const path = join(source, name);
      rows.push([basename(name), ...tools.map((tool) => tried(tool, path, folder))]);
    }
  }
  rmSync(folder, { recursive: true });
  const lossless = tools.map((_, i) => rows.filter((row) => row[i + 1] === 'lossless').length);
  rows.push([`lossless of ${rows.length}`, ...lossless.map(String)]);
  const lines = [['ten cells written', ...tools], ['---', '---', '---'], ...rows];
  process.stdout.write(`${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`);
}

const [tool, path, plan, output] = process.argv.slice(2);
const write = TOOLS[tool ?? ''];
if (write === undefined || path === undefined || plan === undefined || output === undefined) report();
else writeFileSync(output, await write(readFileSync(path), JSON.parse(readFileSync(plan, 'utf8'))));
