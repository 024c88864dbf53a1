import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellReference, inRange } from '../../src/workbook/address.js';
import { cellText, LONGEST_TEXT } from '../../src/workbook/cell-text.js';
import type { CellWrite } from '../../src/workbook/cell-write.js';
import { compareWorkbooks } from '../../src/workbook/differ/compare-workbooks.js';
import { patchWorkbook } from '../../src/workbook/patch.js';
import { RangeIndex } from '../../src/workbook/range-index.js';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { buildWorkbook, type TestWorkbook } from './build-workbook.js';
import { lintWorkbook } from './lint-ooxml.js';

/** Seeded, so that a failure is the same everywhere. */
const RUNS = { numRuns: 150, seed: 20_261_123 } as const;

const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    '=1+1',
    '+49',
    '-1',
    '@a',
    '_x000D_',
    '_x005F_x000D_',
    '_x0041\u0001',
    'a\r\nb',
    ' a ',
    '\u0000',
    ']]>',
    '\ud800',
    '&amp;',
    '0',
  ),
);

interface Row {
  number: number;
  cells: { column: number; value: string; style: number }[];
  style: boolean;
}

const row = fc.record({
  number: fc.integer({ min: 1, max: 60 }),
  cells: fc.uniqueArray(
    fc.record({
      column: fc.integer({ min: 1, max: 30 }),
      value: fc.constantFrom('', 'text', '12', 's'),
      style: fc.integer({ min: 0, max: 3 }),
    }),
    { selector: (cell) => cell.column, maxLength: 8 },
  ),
  style: fc.boolean(),
});
const sheet = fc.record({
  rows: fc.uniqueArray(row, { selector: (one) => one.number, maxLength: 12 }),
  implicit: fc.boolean(),
  spans: fc.boolean(),
  dimension: fc.boolean(),
  cols: fc.boolean(),
  strings: fc.boolean(),
  formulas: fc.boolean(),
  prefix: fc.constantFrom('', 'x:'),
  merge: fc.boolean(),
});

function workbookOf(drawn: typeof sheet extends fc.Arbitrary<infer T> ? T : never): TestWorkbook {
  const p = drawn.prefix;
  const rows = [...drawn.rows].sort((a, b) => a.number - b.number);
  const cellXml = (at: Row, cell: Row['cells'][number]) => {
    const start = `<${p}c r="${cellReference(at.number, cell.column)}" s="${cell.style}"`;
    if (cell.value === '') return `${start}/>`;
    if (cell.value === '12')
      return `${start}>${drawn.formulas ? `<${p}f>6*2</${p}f>` : ''}<${p}v>12</${p}v></${p}c>`;
    if (cell.value === 's' && drawn.strings) return `${start} t="s"><${p}v>0</${p}v></${p}c>`;
    return `${start} t="inlineStr"><${p}is><${p}t>text</${p}t></${p}is></${p}c>`;
  };
  const rowXml = (at: Row) => {
    const cells = [...at.cells].sort((a, b) => a.column - b.column);
    const spans =
      drawn.spans && cells.length > 0 ? ` spans="${cells[0]?.column}:${cells.at(-1)?.column}"` : '';
    const style = at.style ? ' s="1" customFormat="1"' : '';
    const inside = cells.map((cell) => cellXml(at, cell)).join('');
    const open = `<${p}row r="${at.number}"${spans}${style}`;
    return inside === '' ? `${open}/>` : `${open}>${inside}</${p}row>`;
  };
  const inside = [
    drawn.dimension ? `<${p}dimension ref="A1:B2"/>` : '',
    drawn.cols ? `<${p}cols><${p}col min="2" max="40" width="12" style="2"/></${p}cols>` : '',
    `<${p}sheetData>${rows.map(rowXml).join('')}</${p}sheetData>`,
    drawn.merge ? `<${p}mergeCells count="1"><${p}mergeCell ref="AA50:AC52"/></${p}mergeCells>` : '',
  ].join('');
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const root =
    p === ''
      ? `<worksheet xmlns="${main}">${inside}</worksheet>`
      : `<x:worksheet xmlns:x="${main}">${inside}</x:worksheet>`;
  return {
    sheets: { Q: '' },
    ...(drawn.strings ? { strings: ['shared'] } : {}),
    parts: [{ name: 'xl/worksheets/sheet1.xml', content: root }],
  };
}

const writes = fc.uniqueArray(
  fc.record({
    row: fc.integer({ min: 1, max: 70 }),
    column: fc.integer({ min: 1, max: 40 }),
    value: text,
    wrap: fc.boolean(),
  }),
  { selector: (write) => write.row * 100 + write.column, maxLength: 10 },
);

describe('any sheet, any texts', () => {
  it('is written, read back, verified and strict', () => {
    fc.assert(
      fc.property(sheet, writes, fc.boolean(), (drawn, drawnWrites, ownColumn) => {
        const original = buildWorkbook(workbookOf(drawn));
        const workbook = openWorkbook(original, 'q');
        const wanted: CellWrite[] = drawnWrites.map((write) => ({ sheet: 'Q', ...write }));
        const additions = ownColumn
          ? [{ sheet: 'Q', column: 45, headerRow: 3, title: 'Ours', width: 33 }]
          : [];
        const result = patchWorkbook(workbook, wanted, additions);

        const answered = openWorkbook(result.bytes, 'a').sheets[0];
        const before = workbook.sheets[0];
        for (const { row: at, column, value } of wanted) {
          const merge = before?.mergeAt(at, column);
          const cell = answered?.cellAt(merge?.top ?? at, merge?.left ?? column);
          const isRefused = result.refused.some(({ write }) => write.row === at && write.column === column);
          if (isRefused) expect(before?.cellAt(at, column) ?? merge).toBeDefined();
          else expect(cell?.text ?? '').toBe(cellText(value).text);
        }
        const found = compareWorkbooks({ name: 'q', bytes: original }, { name: 'a', bytes: result.bytes });
        expect(found.differences).toEqual([]);
        const visible = result.written.filter(({ value }) => value !== '');
        expect(found.cells.map(({ cell }) => cell).sort()).toEqual(visible.map(({ cell }) => cell).sort());
        expect(found.cells.map(({ after }) => after).sort()).toEqual(
          visible.map(({ value }) => value).sort(),
        );
        expect(lintWorkbook(result.bytes)).toEqual([]);
        expect(
          Buffer.compare(
            Buffer.from(patchWorkbook(workbook, wanted, additions).bytes),
            Buffer.from(result.bytes),
          ),
        ).toBe(0);
      }),
      RUNS,
    );
  });

  it('is read alike in the form that most programs write and in any other', () => {
    fc.assert(
      fc.property(sheet, (drawn) => {
        const [plain, prefixed] = (['', 'x:'] as const).map((prefix) => {
          const read = openWorkbook(buildWorkbook(workbookOf({ ...drawn, prefix })), 'q').sheets[0];
          const styles = drawn.rows.map((at) =>
            Array.from({ length: 31 }, (_, i) => read?.styleAt(at.number, i + 1)),
          );
          return { cells: read?.cells, styles };
        });
        expect(plain).toEqual(prefixed);
      }),
      RUNS,
    );
  });

  it('fits into a cell, cut where it is too long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 700 }),
        (piece, times) => {
          const value = `${piece}. `.repeat(times);
          const { text: shown, cut } = cellText(value);
          expect(shown.length).toBeLessThanOrEqual(LONGEST_TEXT);
          expect(cut).toBe(value.replace(/\r\n?/g, '\n').length > LONGEST_TEXT);
          expect(shown).not.toMatch(/\p{Cs}/u);
          if (cut) expect(shown.endsWith(' […]')).toBe(true);
          else expect(shown).toBe(value.replace(/\r\n?/g, '\n'));
        },
      ),
      { ...RUNS, numRuns: 60 },
    );
  });
});

describe('rectangles', () => {
  const side = fc.integer({ min: 1, max: 12 });
  const range = fc.tuple(side, side, side, side).map(([a, b, c, d]) => ({
    top: Math.min(a, b),
    bottom: Math.max(a, b),
    left: Math.min(c, d),
    right: Math.max(c, d),
  }));

  it('are found as by looking at each in turn, however they overlap', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 30 }), (ranges) => {
        const index = new RangeIndex(ranges.map((each, i) => [each, i] as const));
        for (let row = 0; row <= 14; row++) {
          for (let column = 0; column <= 14; column++) {
            const first = ranges.findIndex((each) => inRange(each, row, column));
            expect(index.at(row, column)).toBe(first < 0 ? undefined : first);
          }
        }
      }),
      RUNS,
    );
  });
});
