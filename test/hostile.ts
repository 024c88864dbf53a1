/**
 * What happens to hostile, damaged and odd workbooks, one line a case: refused with which words, or read, written into
 * and proven to be otherwise unchanged. `npm run hostile`; the same cases are tests in `test/workbook/odd-workbooks.test.ts`.
 */
import { MeshsecError } from '../src/errors.js';
import { compareWorkbooks } from '../src/workbook/differ/compare-workbooks.js';
import { LIMITS } from '../src/workbook/limits.js';
import { patchWorkbook } from '../src/workbook/patch.js';
import { openWorkbook } from '../src/workbook/workbook.js';
import { lintWorkbook } from './workbook/lint-ooxml.js';
import { ODD_GROUPS, type OddWorkbook } from './workbook/odd-workbooks.js';

/** Characters of a case's name; longer ones push their line to the right. */
const NAME_WIDTH = 66;

/** Writes two answers and a column into the first sheet and says what came of it. */
function answered(original: Uint8Array, { limits, large }: OddWorkbook): string {
  const workbook = openWorkbook(original, 'q.xlsx', { ...LIMITS, ...limits });
  const sheet = workbook.sheets[0];
  if (sheet === undefined) return 'read; it has no sheet to write into';
  const writes = [2, 40].map((row) => ({ sheet: sheet.name, row, column: 5, value: `Answer ${row}` }));
  const column = sheet.lastColumn + 7;
  const addition = { sheet: sheet.name, column, headerRow: 1, title: 'Ours', width: 30 };
  const { bytes, written, refused } = patchWorkbook(workbook, writes, [addition]);
  const reasons = refused.map(({ reason }) => reason).join(', ');
  const said = `${written.length} ${written.length === 1 ? 'cell' : 'cells'} written${reasons === '' ? '' : `, ${refused.length} not (${reasons})`}`;
  if (large === true) return said;
  const found = compareWorkbooks({ name: 'q', bytes: original }, { name: 'a', bytes });
  const before = new Set(lintWorkbook(original));
  const worse = lintWorkbook(bytes).filter((problem) => !before.has(problem));
  const proof = found.lossless && worse.length === 0 ? 'nothing else changed' : 'DAMAGED';
  return `${said}; ${proof}`;
}

function outcome(odd: OddWorkbook): string {
  try {
    return answered(odd.bytes(), odd);
  } catch (error) {
    if (error instanceof MeshsecError) return `refused (${error.code}): ${error.message}`;
    return `CRASHED: ${String(error)}`;
  }
}

for (const [group, cases] of Object.entries(ODD_GROUPS)) {
  process.stdout.write(`\n${group}\n`);
  for (const odd of cases) process.stdout.write(`  ${odd.name.padEnd(NAME_WIDTH)} ${outcome(odd)}\n`);
}
