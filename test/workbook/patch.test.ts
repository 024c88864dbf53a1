import { describe, expect, it } from 'vitest';
import { readArchive, readEntryBytes } from '../../src/workbook/archive.js';
import type { CellWrite, ColumnAddition, RefusalReason } from '../../src/workbook/cell-write.js';
import { LIMITS } from '../../src/workbook/limits.js';
import { patchWorkbook } from '../../src/workbook/patch.js';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { buildWorkbook, cellsXml, LINKS, MAIN, type TestWorkbook } from './build-workbook.js';

const QUESTIONS = cellsXml({
  1: [
    ['A1', 'Question'],
    ['B1', 'Answer'],
  ],
  2: [['A2', 'Is data encrypted?']],
  4: [['A4', 'Who may see it?']],
});

function write(row: number, column: number, value: string, more: Partial<CellWrite> = {}): CellWrite {
  return { sheet: 'Q', row, column, value, ...more };
}

function partOf(bytes: Uint8Array, name: string): string {
  const archive = readArchive(bytes, 'q.answered.xlsx', LIMITS);
  const entry = archive.find(name);
  return entry === undefined ? '' : readEntryBytes(archive, entry).toString();
}

function patched(
  book: TestWorkbook,
  writes: readonly CellWrite[],
  additions: readonly ColumnAddition[] = [],
) {
  const workbook = openWorkbook(buildWorkbook(book), 'q.xlsx');
  const result = patchWorkbook(workbook, writes, additions);
  const sheet = openWorkbook(result.bytes, 'q.answered.xlsx').sheets[0];
  return {
    ...result,
    sheet,
    part: (name: string) => partOf(result.bytes, name),
    textAt: (row: number, column: number) => sheet?.cellAt(row, column)?.text,
  };
}

describe('a patch', () => {
  it.each<[string, TestWorkbook, CellWrite]>([
    ['into an existing row', { sheets: { Q: QUESTIONS } }, write(2, 2, 'Yes')],
    ['into a missing row', { sheets: { Q: QUESTIONS } }, write(3, 2, 'Yes')],
    ['below the last row', { sheets: { Q: QUESTIONS } }, write(9, 1, 'Yes')],
    ['into a sheet without rows', { sheets: { Q: '<sheetData/>' } }, write(9, 1, 'Yes')],
    [
      'into an empty row',
      { sheets: { Q: '<sheetData><row r="9" ht="20"/></sheetData>' } },
      write(9, 1, 'Yes'),
    ],
    ['into shared strings', { sheets: { Q: QUESTIONS }, strings: ['a'] }, write(2, 2, 'Yes')],
    ['into empty shared strings', { sheets: { Q: QUESTIONS }, strings: [] }, write(2, 2, 'Yes')],
    ['with markup', { sheets: { Q: QUESTIONS } }, write(2, 2, '<a href="x">&amp; _x000D_ \u0007')],
    ['that looks like a formula', { sheets: { Q: QUESTIONS } }, write(2, 2, '=1+1')],
  ])('writes %s', (_name, book, one) => {
    const result = patched(book, [one]);
    expect(result.refused).toEqual([]);
    expect(result.textAt(one.row, one.column)).toBe(one.value);
    expect(result.sheet?.cellAt(one.row, one.column)?.kind).toBe('text');
  });

  it('keeps the text of a formula-like answer as text when a person edits the cell', () => {
    const { part } = patched({ sheets: { Q: QUESTIONS } }, [write(2, 2, '=1+1'), write(2, 3, 'plain')]);
    expect(part('xl/styles.xml').match(/quotePrefix="1"/g)).toHaveLength(1);
    expect(part('xl/worksheets/sheet1.xml')).not.toContain('<f>');
  });

  it('cuts a text that Excel cannot hold, visibly and at a sentence', () => {
    const { written, textAt } = patched({ sheets: { Q: QUESTIONS } }, [
      write(2, 2, 'A sentence. '.repeat(4000)),
    ]);
    expect(written[0]).toMatchObject({ cell: 'B2', cut: true });
    expect(textAt(2, 2)?.length).toBeLessThanOrEqual(32_767);
    expect(textAt(2, 2)).toMatch(/A sentence\. \[…\]$/);
  });

  it('writes into the first cell of a merge, whichever cell is named', () => {
    const inside = `${QUESTIONS}<mergeCells count="1"><mergeCell ref="C2:D4"/></mergeCells>`;
    const { written, textAt } = patched({ sheets: { Q: inside } }, [write(3, 4, 'Yes')]);
    expect(written).toEqual([{ sheet: 'Q', cell: 'C2', value: 'Yes', cut: false }]);
    expect(textAt(2, 3)).toBe('Yes');
  });

  it.each<[string, string, string]>([
    ['its own', '<sheetData><row r="2"><c r="B2" s="2"/></row></sheetData>', '2'],
    ["its row's", '<sheetData><row r="2" s="1" customFormat="1"/></sheetData>', '1'],
    ["its column's", '<cols><col min="2" max="3" style="3"/></cols><sheetData/>', '3'],
    [
      "its row's before its column's",
      '<cols><col min="2" max="3" style="3"/></cols><sheetData><row r="2" s="1" customFormat="1"/></sheetData>',
      '1',
    ],
  ])('gives a cell the format that it has or inherits: %s', (_name, inside, style) => {
    const { part } = patched({ sheets: { Q: inside } }, [write(2, 2, 'Yes')]);
    expect(part('xl/worksheets/sheet1.xml')).toContain(`<c r="B2" s="${style}"`);
  });

  it('turns wrapping on for long texts, once for each format', () => {
    const writes = [write(2, 2, 'a', { wrap: true }), write(3, 2, 'b', { wrap: true }), write(4, 2, 'c')];
    const { part } = patched({ sheets: { Q: QUESTIONS } }, writes);
    expect(part('xl/styles.xml')).toContain('<cellXfs count="5">');
    expect(part('xl/styles.xml').match(/wrapText="1"/g)).toHaveLength(2);
  });

  it('asks Excel to calculate only where the workbook has formulas', () => {
    const formula = '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row></sheetData>';
    expect(patched({ sheets: { Q: QUESTIONS } }, [write(2, 2, 'a')]).part('xl/workbook.xml')).not.toContain(
      'calcPr',
    );
    for (const afterSheets of ['', '<calcPr calcId="1" fullCalcOnLoad="0"/>', '<calcPr/>', '<extLst/>']) {
      const book = patched({ sheets: { Q: formula }, afterSheets }, [write(2, 2, 'a')]).part(
        'xl/workbook.xml',
      );
      expect(book.match(/<calcPr[^>]*fullCalcOnLoad="1"/g)).toHaveLength(1);
      expect(book).not.toMatch(/<extLst\/><calcPr/);
    }
  });

  it('says that a signature is no longer valid', () => {
    const rootLinks =
      '<Relationship Id="rIdG" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>';
    const book = {
      sheets: { Q: QUESTIONS },
      rootLinks,
      parts: [{ name: '_xmlsignatures/origin.sigs', content: '' }],
    };
    expect(patched(book, [write(2, 2, 'a')]).warnings).toHaveLength(1);
    expect(patched(book, []).warnings).toEqual([]);
  });

  it('gives the same bytes for the same input', () => {
    const bytes = () =>
      patched({ sheets: { Q: QUESTIONS }, strings: ['x'] }, [write(2, 2, 'a'), write(3, 3, 'b')]).bytes;
    expect(Buffer.compare(Buffer.from(bytes()), Buffer.from(bytes()))).toBe(0);
  });
});

describe('a write is refused', () => {
  const protectedSheet =
    '<sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>Who?</t></is></c><c r="C2" s="2"/></row></sheetData><sheetProtection sheet="1"/>';
  const formulas =
    '<sheetData><row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f t="array" ref="B2:B4">A1:A3</f><v>2</v></c></row>' +
    '<row r="3"><c r="A3"><f>""</f><v></v></c></row></sheetData>';
  const table: TestWorkbook = {
    sheets: { Q: `${QUESTIONS}<tableParts count="1"><tablePart r:id="rIdT"/></tableParts>` },
    sheetLinks: { 1: `<Relationship Id="rIdT" Type="${LINKS}/table" Target="../tables/table1.xml"/>` },
    parts: [
      {
        name: 'xl/tables/table1.xml',
        content: `<table xmlns="${MAIN}" id="1" name="T" displayName="T" ref="A1:D9" totalsRowCount="1"/>`,
      },
    ],
  };
  it.each<[RefusalReason | 'written', string, TestWorkbook, CellWrite]>([
    ['no-sheet', 'sheet that does not exist', { sheets: { Q: QUESTIONS } }, write(2, 2, 'x', { sheet: 'Z' })],
    ['no-cell', 'row 0', { sheets: { Q: QUESTIONS } }, write(0, 2, 'x')],
    ['no-cell', 'column 16,385', { sheets: { Q: QUESTIONS } }, write(2, 16_385, 'x')],
    [
      'hidden-sheet',
      'hidden sheet',
      { sheets: { Q: QUESTIONS, R: QUESTIONS }, states: { Q: 'hidden' } },
      write(2, 2, 'x'),
    ],
    [
      'hidden-sheet',
      'very hidden sheet',
      { sheets: { Q: QUESTIONS, R: QUESTIONS }, states: { Q: 'veryHidden' } },
      write(2, 2, 'x'),
    ],
    ['formula', 'formula', { sheets: { Q: formulas } }, write(2, 1, 'x', { replaces: '2' })],
    ['formula', 'formula that shows nothing', { sheets: { Q: formulas } }, write(3, 1, 'x')],
    ['array', 'first cell of an array', { sheets: { Q: formulas } }, write(2, 2, 'x')],
    ['array', 'blank cell of an array', { sheets: { Q: formulas } }, write(4, 2, 'x')],
    ['table-header', 'header of a table', table, write(1, 3, 'x')],
    ['table-totals', 'totals of a table', table, write(9, 3, 'x')],
    ['written', 'body of a table', table, write(5, 3, 'x')],
    ['locked', 'locked cell', { sheets: { Q: protectedSheet } }, write(2, 2, 'x')],
    ['written', 'unlocked cell of a protected sheet', { sheets: { Q: protectedSheet } }, write(2, 3, 'x')],
    ['occupied', 'cell that holds a text', { sheets: { Q: QUESTIONS } }, write(2, 1, 'x')],
    [
      'occupied',
      'cell that holds another text than was read',
      { sheets: { Q: QUESTIONS } },
      write(2, 1, 'x', { replaces: 'N/A' }),
    ],
    [
      'written',
      'cell that holds the placeholder that was read',
      { sheets: { Q: QUESTIONS } },
      write(2, 1, 'x', { replaces: 'Is data encrypted?' }),
    ],
  ])('%s: %s', (reason, _name, book, one) => {
    const bytes = buildWorkbook(book);
    const result = patchWorkbook(openWorkbook(bytes, 'q'), [one]);
    if (reason === 'written') expect(result.written).toHaveLength(1);
    else {
      expect(result).toMatchObject({ written: [], refused: [{ write: one, reason }] });
      expect(Buffer.compare(Buffer.from(result.bytes), bytes)).toBe(0);
    }
  });

  it('occupied: the second write into one cell', () => {
    const { written, refused } = patched({ sheets: { Q: QUESTIONS } }, [write(2, 2, 'a'), write(2, 2, 'b')]);
    expect(written.map(({ value }) => value)).toEqual(['a']);
    expect(refused.map(({ reason }) => reason)).toEqual(['occupied']);
  });
});

describe('columns of ours', () => {
  const HEADED =
    '<cols><col min="1" max="16384" width="9"/></cols><sheetData><row r="1"><c r="A1" s="1" t="inlineStr"><is><t>Question</t></is></c></row>' +
    '<row r="2"><c r="A2" s="3" t="inlineStr"><is><t>Who?</t></is></c></row></sheetData>';
  const additions: ColumnAddition[] = [
    { sheet: 'Q', column: 2, headerRow: 1, title: 'Answer', width: 14 },
    { sheet: 'Q', column: 3, headerRow: 1, title: 'Explanation', width: 70 },
  ];

  it('are headed like their neighbour and have their width', () => {
    const { sheet, textAt } = patched({ sheets: { Q: HEADED } }, [write(2, 3, 'Because.')], additions);
    expect([textAt(1, 2), textAt(1, 3), textAt(2, 3)]).toEqual(['Answer', 'Explanation', 'Because.']);
    expect([1, 2, 3, 4].map((column) => sheet?.columnWidth(column))).toEqual([9, 14, 70, 9]);
    expect(sheet?.styleAt(1, 3)).toMatchObject({ bold: true, fill: 'FFFFFF00' });
  });

  it('end in one line: rows without an answer look like the others', () => {
    const rows = '<row r="3"><c r="A3" s="3"/></row><row r="4"><c r="A4" s="3"/><c r="B4" s="1"/></row>';
    const inside = `<dimension ref="A1:A2"/>${HEADED.replace('</sheetData>', `${rows}</sheetData>`)}`;
    const wide = additions.map((addition) => ({ ...addition, rows: [2, 3, 4, 9] }));
    const { part, written } = patched({ sheets: { Q: inside } }, [write(2, 2, 'Yes')], wide);
    expect(written.map(({ cell }) => cell)).toEqual(['B1', 'C1', 'B2']);
    const xml = part('xl/worksheets/sheet1.xml');
    const styleOf = (cell: string) => xml.split(`<c r="${cell}" s="`)[1]?.split('"')[0];
    expect([styleOf('C2'), styleOf('B3'), styleOf('C3'), styleOf('C4')]).toEqual(
      Array(4).fill(styleOf('B2')),
    );
    expect([styleOf('B4'), styleOf('B9')]).toEqual(['1', undefined]);
    expect(xml).toContain('<dimension ref="A1:C2"/>');
  });

  it('look the same whether their answers are written at once or one after the other', () => {
    const row = '<row r="3"><c r="A3" s="3"/></row>';
    const book = { sheets: { Q: HEADED.replace('</sheetData>', `${row}</sheetData>`) } };
    const wide = additions.map((addition) => ({ ...addition, rows: [2, 3] }));
    const writes = [write(2, 2, 'Yes'), write(3, 2, 'No')];
    const sheetOf = (bytes: Uint8Array) => partOf(bytes, 'xl/worksheets/sheet1.xml');
    const first = patchWorkbook(openWorkbook(buildWorkbook(book), 'q'), writes.slice(0, 1), wide).bytes;
    const second = patchWorkbook(openWorkbook(first, 'q'), writes.slice(1), wide).bytes;
    const both = patchWorkbook(openWorkbook(buildWorkbook(book), 'q'), writes, wide).bytes;
    expect(sheetOf(second)).toBe(sheetOf(both));
  });

  it('take the look of the column that is named, also where one of ours between them is not needed', () => {
    const [, explanation] = additions.map((addition) => ({ ...addition, neighbour: 1 }));
    const { sheet } = patched(
      { sheets: { Q: HEADED } },
      [write(2, 3, 'x')],
      explanation ? [explanation] : [],
    );
    expect(sheet?.styleAt(1, 3)).toMatchObject({ bold: true, fill: 'FFFFFF00' });
  });

  it('take no answers where their header cannot stand', () => {
    const { refused, written } = patched(
      { sheets: { Q: HEADED.replace('r="A2"', 'r="B2"') } },
      [write(3, 2, 'x')],
      [{ sheet: 'Q', column: 2, headerRow: 2, title: 'Answer', width: 9 }],
    );
    expect(written).toEqual([]);
    expect(refused.map(({ reason }) => reason)).toEqual(['occupied', 'occupied']);
  });

  it('get a width in a sheet without columns', () => {
    const { sheet } = patched({ sheets: { Q: '<sheetData/>' } }, [], additions);
    expect([2, 3].map((column) => sheet?.columnWidth(column))).toEqual([14, 70]);
  });
});
