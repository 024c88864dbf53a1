import { describe, expect, it } from 'vitest';
import { MeshsecError } from '../../src/errors.js';
import { compareWorkbooks } from '../../src/workbook/differ/compare-workbooks.js';
import { LIMITS } from '../../src/workbook/limits.js';
import { patchWorkbook } from '../../src/workbook/patch.js';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { lintWorkbook } from './lint-ooxml.js';
import { ODD_WORKBOOKS } from './odd-workbooks.js';

const refused = ODD_WORKBOOKS.filter(({ expect: outcome }) => outcome !== 'opens');
const opened = ODD_WORKBOOKS.filter(({ expect: outcome }) => outcome === 'opens');

describe('a file that is no sound workbook', () => {
  it.each(refused)('is refused: $name ($expect)', ({ bytes, expect: code, limits, says = /./ }) => {
    let error: unknown;
    try {
      openWorkbook(bytes(), 'q.xlsx', { ...LIMITS, ...limits });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(MeshsecError);
    expect(error).toMatchObject({ code, where: { file: 'q.xlsx' } });
    const said = error instanceof MeshsecError ? `${error.message}. ${error.hint}` : '';
    expect(said).toMatch(says);
    expect(said).not.toMatch(/\p{Cc}/u);
    expect(said.length).toBeLessThan(400);
  });
});

describe('an odd but legal workbook', () => {
  it.each(opened)('opens, is answered and stays whole: $name', ({ bytes, a1, large }) => {
    const original = bytes();
    const workbook = openWorkbook(original, 'q.xlsx');
    const sheet = workbook.sheets[0];
    if (a1 !== undefined) expect(sheet?.cellAt(1, 1)?.text).toBe(a1);
    expect(Buffer.compare(Buffer.from(patchWorkbook(workbook, []).bytes), original)).toBe(0);
    if (sheet === undefined) return;

    const writes = [2, 40].map((row) => ({ sheet: sheet.name, row, column: 5, value: `=Answer ${row}` }));
    const addition = {
      sheet: sheet.name,
      column: sheet.lastColumn + 7,
      headerRow: 1,
      title: 'Ours',
      width: 30,
    };
    const result = patchWorkbook(workbook, writes, [addition]);
    expect(result.written.length + result.refused.length).toBe(3);
    const answered = openWorkbook(result.bytes, 'a.xlsx').sheets[0];
    for (const { cell, value } of result.written) {
      expect(
        answered?.cells.find((found) => `${found.row}` === cell.replace(/\D/g, '') && found.text === value),
      ).toBeDefined();
    }
    if (large === true) return;
    const found = compareWorkbooks({ name: 'q', bytes: original }, { name: 'a', bytes: result.bytes });
    expect(found.differences).toEqual([]);
    expect(found.cells.map(({ cell }) => cell).sort()).toEqual(result.written.map(({ cell }) => cell).sort());
    const before = new Set(lintWorkbook(original));
    expect(lintWorkbook(result.bytes).filter((problem) => !before.has(problem))).toEqual([]);
  });

  it('leaves the prototypes of everything alone', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.ownKeys({})).toEqual([]);
  });
});
