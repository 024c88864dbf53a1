import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellFormat, FormatTable, PLAIN_FORMAT } from '../../src/workbook/format-table.js';
import { SheetRows } from '../../src/workbook/sheet-rows.js';

/** Tables that keep columns of numbers instead of objects, against maps of objects. */
const RUNS = { numRuns: 300, seed: 20_261_126 } as const;

const FORMATS: CellFormat[] = [1, 2, 3].map((fontSize) => ({ ...PLAIN_FORMAT, fontSize }));

const rows = fc.uniqueArray(
  fc.record({
    row: fc.integer({ min: 1, max: 30 }),
    cells: fc.uniqueArray(
      fc.record({ column: fc.integer({ min: 1, max: 12 }), style: fc.integer({ min: -1, max: 2 }) }),
      { selector: ({ column }) => column, maxLength: 12 },
    ),
    repeat: fc.boolean(),
  }),
  { selector: ({ row }) => row, maxLength: 20 },
);

describe('the formats of cells', () => {
  it('are found whatever the order of rows and cells, next to others or not', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (drawn, inOrder) => {
        const table = new FormatTable(FORMATS);
        const expected = new Map<string, CellFormat>();
        const ordered = inOrder ? [...drawn].sort((a, b) => a.row - b.row) : drawn;
        let before = ordered[0]?.cells ?? [];
        for (const { row, cells, repeat } of ordered) {
          before = repeat ? before : cells;
          for (const { column, style } of before) {
            table.add(row, column, style);
            expected.set(`${row}:${column}`, FORMATS[style] ?? PLAIN_FORMAT);
          }
          const columns = before.length === 0 ? [] : [...table.columnsOf(row)].sort((a, b) => a - b);
          expect(columns).toEqual(before.map(({ column }) => column).sort((a, b) => a - b));
        }
        for (let row = 0; row <= 31; row++) {
          for (let column = 1; column <= 13; column++) {
            expect(table.at(row, column)).toEqual(expected.get(`${row}:${column}`));
          }
        }
      }),
      RUNS,
    );
  });
});

describe('the rows of a sheet', () => {
  it('are found by number, and none comes twice', () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 25 });
    fc.assert(
      fc.property(
        numbers,
        fc.boolean(),
        fc.uniqueArray(fc.integer({ min: 1, max: 26 })),
        (drawn, inOrder, wanted) => {
          const table = new SheetRows();
          const kept: number[] = [];
          for (const number of inOrder ? [...drawn].sort((a, b) => a - b) : drawn) {
            expect(table.add(number, kept.length * 10)).toBe(!kept.includes(number));
            if (kept.includes(number)) continue;
            table.endLast(kept.length * 10 + 7);
            kept.push(number);
          }
          expect(table.length).toBe(kept.length);
          expect(kept.map((_, slot) => [table.number(slot), table.start(slot), table.end(slot)])).toEqual(
            kept.map((number, slot) => [number, slot * 10, slot * 10 + 7]),
          );
          const slots = table.slotsOf(new Set(wanted));
          expect(slots.map((slot) => table.number(slot)).sort()).toEqual(
            wanted.filter((one) => kept.includes(one)).sort(),
          );
          for (const number of wanted) {
            const first = kept.findIndex((other) => other >= number);
            expect(table.firstFrom(number)).toBe(first < 0 ? kept.length : first);
          }
        },
      ),
      RUNS,
    );
  });
});
