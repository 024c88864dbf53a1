import { describe, expect, it } from 'vitest';
import type { Sheet } from '../../src/workbook/sheet.js';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { buildWorkbook, cellsXml, LINKS, MAIN, type TestWorkbook, XML } from './build-workbook.js';

const PLAIN = cellsXml({ 1: [['A1', 'Question']] });
const sheetOf = (book: TestWorkbook) => openWorkbook(buildWorkbook(book), 'q').sheets[0] as Sheet;
const listed = (source: string, more: Partial<TestWorkbook> = {}) => {
  const validation = `<dataValidation type="list" sqref="B2:B9"><formula1>${source}</formula1></dataValidation>`;
  const lists = cellsXml({
    1: [
      ['A1', 'Yes'],
      ['B1', 'x'],
    ],
    2: [['A2', ' No ']],
    4: [['A4', 12]],
  });
  return sheetOf({
    sheets: { Q: `${PLAIN}<dataValidations>${validation}</dataValidations>`, "It's": lists },
    ...more,
  });
};

describe('a drop-down', () => {
  const names = (inside: string) => ({ afterSheets: `<definedNames>${inside}</definedNames>` });
  it.each<[string, Sheet, readonly string[] | null]>([
    ['a literal list', listed('"Yes, No,N/A"'), ['Yes', 'No', 'N/A']],
    ['a literal list with quotes', listed('"a ""b"",c"'), ['a "b"', 'c']],
    ['cells of another sheet', listed("'It''s'!$A$1:$A$9"), ['Yes', ' No ', '12']],
    ['a whole column', listed("'It''s'!$A:$A"), ['Yes', ' No ', '12']],
    ['cells of its own sheet', listed('$A$1'), ['Question']],
    [
      'a defined name',
      listed('List', names("<definedName name=\"LIST\">'It''s'!$A$1:$A$2</definedName>")),
      ['Yes', ' No '],
    ],
    [
      'a name of its sheet before one of the workbook',
      listed(
        'List',
        names(
          '<definedName name="List">$A$9</definedName><definedName name="List" localSheetId="0">"a,b"</definedName>',
        ),
      ),
      ['a', 'b'],
    ],
    ['a name of nothing', listed('Nothing'), null],
    ['a formula', listed('INDIRECT(A1)'), null],
    ['another workbook', listed('[1]Sheet1!$A$1'), null],
    ['a sheet that does not exist', listed('None!$A$1'), null],
  ])('takes its values from %s', (_name, sheet, values) => {
    expect(sheet.validationAt(5, 2)?.values).toEqual(values);
    expect(sheet.validationAt(10, 2)).toBeUndefined();
  });

  it('is read from the extension of newer Excels', () => {
    const extension =
      '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}">' +
      '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list">' +
      '<x14:formula1><xm:f>R!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>C3 D4:D5</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>';
    const sheet = sheetOf({
      sheets: { Q: PLAIN + extension, R: cellsXml({ 1: [['A1', 'Ja']], 2: [['A2', 'Nein']] }) },
      states: { R: 'hidden' },
    });
    expect(sheet.validationAt(5, 4)?.values).toEqual(['Ja', 'Nein']);
    expect(sheet.validationAt(3, 3)?.values).toEqual(['Ja', 'Nein']);
    expect(sheet.validationAt(3, 4)).toBeUndefined();
  });
});

describe('a cell shows', () => {
  it.each<[string, string, string]>([
    ['a whole number', '<v>12</v>', '12'],
    ['a number with noise', '<v>0.30000000000000004</v>', '0.3'],
    ['eleven digits', '<v>12345678901</v>', '12345678901'],
    ['a huge number', '<v>123456789012345</v>', '1.23457E+14'],
    ['a tiny number', '<v>1.0000000000000001E-10</v>', '1E-10'],
    ['a negative number', '<v>-0.5</v>', '-0.5'],
    ['a small number', '<v>1.5E-8</v>', '0.000000015'],
    ['text where a number should be', '<v>n/a</v>', 'n/a'],
  ])('%s', (_name, inside, text) => {
    expect(
      sheetOf({ sheets: { Q: `<sheetData><row r="1"><c r="A1">${inside}</c></row></sheetData>` } }).cellAt(
        1,
        1,
      )?.text,
    ).toBe(text);
  });
});

describe('the reader', () => {
  it('marks every cell of an array formula as a formula', () => {
    const inside =
      '<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row><row r="3"><c r="A3"><v>3</v></c></row></sheetData>';
    const sheet = sheetOf({ sheets: { Q: inside } });
    expect([1, 2, 3].map((row) => sheet.cellAt(row, 1)?.formula)).toEqual([true, true, false]);
  });

  it('finds parts by their relationships, wherever they are and however they are written', () => {
    const links = (inside: string) =>
      `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;
    const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
    const sheet = sheetOf({
      sheets: { Q: '' },
      parts: [
        {
          name: '_rels/.rels',
          content: links(`<Relationship Id="a" Type="${strict}/officeDocument" Target="/Odd/BOOK.xml"/>`),
        },
        {
          name: 'odd/book.xml',
          content: `<w:workbook xmlns:w="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:rel="${strict}"><w:sheets><w:sheet name="Q" sheetId="1" rel:id="b"/></w:sheets></w:workbook>`,
        },
        {
          name: 'Odd/_rels/book.xml.rels',
          content: links(`<Relationship Id="b" Type="${strict}/worksheet" Target="..\\My%20Sheet.xml"/>`),
        },
        {
          name: 'My Sheet.xml',
          content: `<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main">${PLAIN}</worksheet>`,
        },
      ],
    });
    expect(sheet.cellAt(1, 1)?.text).toBe('Question');
  });

  it('reads hidden rows and columns, widths, tables, visibility and macros', () => {
    const workbook = openWorkbook(
      buildWorkbook({
        sheets: {
          Q: `<cols><col min="2" max="3" width="0"/><col min="4" max="4" width="20" hidden="1"/></cols><sheetData><row r="1" hidden="1"/><row r="2" ht="0"/></sheetData><tableParts count="1"><tablePart r:id="t"/></tableParts>`,
          R: '<sheetData/>',
        },
        states: { R: 'veryHidden' },
        sheetLinks: { 1: `<Relationship Id="t" Type="${LINKS}/table" Target="/xl/tables/t.xml"/>` },
        bookLinks: `<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>`,
        parts: [
          {
            name: 'xl/tables/t.xml',
            content: `<table xmlns="${MAIN}" displayName="T" ref="A1:B3" headerRowCount="0"/>`,
          },
        ],
      }),
      'q',
    );
    const sheet = workbook.sheets[0];
    expect([1, 2, 3].map((row) => sheet?.rowHidden(row))).toEqual([true, true, false]);
    expect([1, 2, 3, 4].map((column) => sheet?.columnHidden(column))).toEqual([false, true, true, true]);
    expect(sheet?.tables).toMatchObject([
      { name: 'T', headerRows: 0, range: { top: 1, left: 1, bottom: 3, right: 2 } },
    ]);
    expect(workbook.sheets.map(({ visibility }) => visibility)).toEqual(['visible', 'veryHidden']);
    expect(workbook.hasMacros).toBe(true);
  });
});

describe('a cell of the shared texts', () => {
  it.each(['', '<v/>', '<v></v>', '<v> </v>'])('that names none of them (%s) is blank', (value) => {
    const cells = `<c r="A1" t="s"><v>0</v></c><c r="B1" t="s">${value}</c>`;
    const sheet = sheetOf({
      sheets: { Q: `<sheetData><row r="1">${cells}</row></sheetData>` },
      strings: ['Question'],
    });
    expect(sheet.cells.map(({ column, text }) => [column, text])).toEqual([[1, 'Question']]);
  });
});
