import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { CellWrite } from '../../src/workbook/cell-write.js';
import { compareWorkbooks } from '../../src/workbook/differ/compare-workbooks.js';
import { patchWorkbook } from '../../src/workbook/patch.js';
import { openWorkbook, type Workbook } from '../../src/workbook/workbook.js';
import { lintWorkbook } from './lint-ooxml.js';

const corpus = process.env.MESHSEC_CORPUS ?? '';
const files = corpus === '' ? [] : readdirSync(corpus).filter((name) => /\.xls[xm]?$/.test(name));
const modern = files.filter((name) => !name.endsWith('.xls'));

/** exceljs throws on these two before it reads a cell. */
const BEYOND_EXCELJS: ReadonlySet<string> = new Set(['hecvat-full-3.06.xlsx', 'azure-review-checklist.xlsm']);

const bytesOf = (name: string) => readFileSync(join(corpus, name));

/** Texts into blank and missing cells all over the visible sheets, and a column of ours on each. */
function someWrites(workbook: Workbook) {
  const visible = workbook.sheets.filter((sheet) => sheet.visibility === 'visible');
  const writes = visible.flatMap(({ name: sheet, lastRow, lastColumn }) =>
    [2, 3, 5, Math.ceil(lastRow / 2), lastRow, lastRow + 3].flatMap((row) =>
      [1, 3, lastColumn, lastColumn + 1].map(
        (column): CellWrite => ({
          sheet,
          row,
          column,
          value: `=Row ${row}: <yes> & "no"`,
          wrap: column === 3,
        }),
      ),
    ),
  );
  const additions = visible.map(({ name: sheet, lastColumn }) => {
    return { sheet, column: lastColumn + 1, headerRow: 1, title: 'Our answer', width: 40 };
  });
  return { writes, additions };
}

describe.skipIf(corpus === '')('real questionnaires ($MESHSEC_CORPUS)', () => {
  it.each(modern)('reads %s and gives it back unchanged where nothing is written', (name) => {
    const bytes = bytesOf(name);
    const workbook = openWorkbook(bytes, name);
    expect(workbook.sheets.some((sheet) => sheet.cells.length > 0)).toBe(true);
    expect(Buffer.compare(Buffer.from(patchWorkbook(workbook, []).bytes), bytes)).toBe(0);
  });

  it.each(modern)('writes into %s without damage', async (name) => {
    const bytes = bytesOf(name);
    const workbook = openWorkbook(bytes, name);
    const { writes, additions } = someWrites(workbook);
    const result = patchWorkbook(workbook, writes, additions);
    expect(result.written.length).toBeGreaterThan(0);

    const found = compareWorkbooks({ name, bytes }, { name: 'answered', bytes: result.bytes });
    expect(found.differences).toEqual([]);
    const places = (cells: readonly { sheet: string; cell: string }[]) =>
      cells.map(({ sheet, cell }) => `${sheet}!${cell}`).sort();
    expect(places(found.cells)).toEqual(places(result.written));

    const before = new Set(lintWorkbook(bytes));
    expect(lintWorkbook(result.bytes).filter((problem) => !before.has(problem))).toEqual([]);

    if (BEYOND_EXCELJS.has(name)) return;
    const other = new ExcelJS.Workbook();
    await other.xlsx.load(Buffer.from(result.bytes) as unknown as ArrayBuffer, {
      ignoreNodes: ['dataValidations'],
    });
    for (const { sheet, cell, value } of result.written) {
      expect(other.getWorksheet(sheet)?.getCell(cell).text).toBe(value);
    }
  });

  it.each(files.filter((name) => name.endsWith('.xls')))('refuses %s, the old binary format', (name) => {
    expect(() => openWorkbook(bytesOf(name), name)).toThrowError(
      expect.objectContaining({ code: 'legacy-xls' }),
    );
  });
});
