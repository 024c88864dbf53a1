import { describe, expect, it } from 'vitest';
import { sheetFromText } from './sheet-from-text.js';

const sheet = sheetFromText(
  `
  **No** | **Question**            | **Answer** |
  1      | Is data encrypted?      |            | x
  '1.1   | =Who may see the data?  | TRUE       |
  9: a   | covered                 |            | =
  `,
  {
    name: 'Security',
    merges: ['A9:B10'],
    lists: { 'C2:C1048576': ['Yes', 'No'], C2: ['never: the first that was given counts'] },
    protected: true,
    unlocked: ['C2:C9'],
    hiddenRows: [3],
    hiddenColumns: ['F'],
    widths: { B: 60, D: 0 },
    fill: { 'A1:C1': 'FF00AA00' },
  },
);

describe('a sheet', () => {
  it('lists its cells by row, then column, without blanks and without covered cells of merges', () => {
    expect(sheet.cells.map((cell) => `${cell.row}:${cell.column} ${cell.kind} ${cell.text}`)).toEqual([
      '1:1 text No',
      '1:2 text Question',
      '1:3 text Answer',
      '2:1 number 1',
      '2:2 text Is data encrypted?',
      '2:4 text x',
      '3:1 text 1.1',
      '3:2 text Who may see the data?',
      '3:3 boolean TRUE',
      '9:1 text a',
      '9:4 text ',
    ]);
    expect([sheet.lastRow, sheet.lastColumn]).toEqual([9, 4]);
  });

  it.each([
    ['cell', sheet.cellAt(2, 2)?.text, 'Is data encrypted?'],
    ['blank cell', sheet.cellAt(2, 3), undefined],
    ['row without cells', sheet.cellAt(5, 1), undefined],
    ['formula', sheet.cellAt(3, 2)?.formula, true],
    ['formula that shows nothing', sheet.cellAt(9, 4)?.formula, true],
    ['row', sheet.rowCells(2).map((cell) => cell.column), [1, 2, 4]],
    ['empty row', sheet.rowCells(4), []],
    ['merge', sheet.mergeAt(10, 2), { top: 9, left: 1, bottom: 10, right: 2 }],
    ['no merge', sheet.mergeAt(10, 3), undefined],
    ['validation', sheet.validationAt(2, 3)?.values, ['Yes', 'No']],
    ['validation far down', sheet.validationAt(1_000_000, 3)?.values, ['Yes', 'No']],
    ['no validation', sheet.validationAt(1, 3), undefined],
    ['style', sheet.styleAt(1, 2), expect.objectContaining({ bold: true, fill: 'FF00AA00' })],
    ['plain style', sheet.styleAt(2, 2), expect.objectContaining({ bold: false, fill: null })],
    ['locked', sheet.lockedAt(2, 2), true],
    ['unlocked', sheet.lockedAt(2, 3), false],
    ['hidden row', sheet.rowHidden(3), true],
    ['shown row', sheet.rowHidden(2), false],
    ['hidden column', sheet.columnHidden(6), true],
    ['column of width zero', sheet.columnHidden(4), true],
    ['shown column', sheet.columnHidden(2), false],
    ['width', sheet.columnWidth(2), 60],
    ['default width', sheet.columnWidth(3), null],
  ])('finds: %s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
});
