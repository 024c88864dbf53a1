import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { PLAIN } from '../../src/reporting/palette.js';
import { verificationJson, verificationText } from '../../src/reporting/verification.js';
import { compareWorkbooks } from '../../src/workbook/differ/compare-workbooks.js';
import { patchWorkbook } from '../../src/workbook/patch.js';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { buildWorkbook, MAIN, type TestWorkbook, workbookEntries, XML } from './build-workbook.js';

const CELLS =
  '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>1</v></c></row>' +
  '<row r="2" ht="30" customHeight="1"><c r="A2" t="s"><v>3</v></c><c r="B2" s="2"/><c r="C2"><f>1+1</f><v>2</v></c></row>' +
  '<row r="3"><c r="A3"><v>12</v></c><c r="D3" t="s"><v>2</v></c></row>';
const AROUND = {
  before:
    '<dimension ref="A1:D3"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><cols><col min="1" max="1" width="50"/></cols>',
  after:
    '<sheetProtection sheet="1"/><mergeCells count="1"><mergeCell ref="A5:B5"/></mergeCells>' +
    '<dataValidations count="1"><dataValidation type="list" sqref="B2"><formula1>"Yes,No"</formula1></dataValidation></dataValidations>',
};
const sheet = (cells = CELLS, around = AROUND) =>
  `${around.before}<sheetData>${cells}</sheetData>${around.after}`;
const STRINGS = [
  'Question',
  'Answer',
  ' spaced ',
  '<si><r><rPr><b/></rPr><t>Is it</t></r><r><t> safe?</t></r></si>',
];
const BOOK: TestWorkbook = {
  sheets: { Q: sheet() },
  strings: STRINGS,
  beforeSheets:
    '<fileVersion xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x15="urn:x15" mc:Ignorable="x15"/>',
  afterSheets: '<calcPr fullCalcOnLoad="1"/>',
  parts: [
    { name: 'xl/media/image1.png', content: 'picture' },
    { name: 'docProps/other.xml', content: `<a xmlns="${MAIN}"/>` },
  ],
};

function compared(after: Uint8Array, before: Uint8Array = buildWorkbook(BOOK)) {
  return compareWorkbooks({ name: 'q.xlsx', bytes: before }, { name: 'a.xlsx', bytes: after });
}

const withCells = (change: (cells: string) => string): TestWorkbook => ({
  ...BOOK,
  sheets: { Q: sheet(change(CELLS)) },
});
const withAround = (from: string, to: string): TestWorkbook => ({
  ...BOOK,
  sheets: { Q: sheet().replace(from, to) },
});

/** The workbook with one part changed as text. */
function bentPart(name: string, from: string, to: string): TestWorkbook {
  const content = `${workbookEntries(BOOK).find((entry) => entry.name === name)?.content ?? ''}`;
  if (!content.includes(from)) throw new Error(`${name} does not hold ${from}`);
  return { ...BOOK, parts: [...(BOOK.parts ?? []), { name, content: content.replace(from, to) }] };
}

describe('verifying', () => {
  it('finds nothing between a workbook and itself', () => {
    expect(compared(buildWorkbook(BOOK))).toMatchObject({
      lossless: true,
      identical: true,
      cells: [],
      differences: [],
    });
  });

  it('finds the cells that were written, before and after', () => {
    const result = patchWorkbook(openWorkbook(buildWorkbook(BOOK), 'q'), [
      { sheet: 'Q', row: 2, column: 2, value: 'Yes', wrap: true },
    ]);
    expect(compared(result.bytes)).toMatchObject({
      lossless: true,
      identical: false,
      cells: [{ sheet: 'Q', cell: 'B2', before: '', after: 'Yes', look: ['wraps its text'] }],
      parts: { added: [], removed: [] },
    });
  });

  it('tells that a part changed which nests too deep to be compared, without hanging', () => {
    const nested = (inside: string) => `<a>${'<b>'.repeat(100_000)}${inside}${'</b>'.repeat(100_000)}</a>`;
    const book = (inside: string) =>
      buildWorkbook({ ...BOOK, parts: [{ name: 'customXml/item1.xml', content: nested(inside) }] });
    expect(compared(book('2'), book('1'))).toMatchObject({
      lossless: false,
      differences: [{ part: 'customXml/item1.xml', what: 'its content changed' }],
    });
  });

  it('takes other bytes that say the same for the same', () => {
    const rewritten = withCells((cells) =>
      cells.replace('<c r="A3"><v>12</v></c>', "<c  r='A3' ><v>12</v></c >"),
    );
    expect(compared(buildWorkbook(rewritten))).toMatchObject({
      lossless: true,
      identical: false,
      parts: { equivalent: ['xl/worksheets/sheet1.xml'], changed: [] },
    });
    const stored = buildWorkbook({ ...BOOK, everyEntry: { stored: true } });
    expect(compared(stored)).toMatchObject({ lossless: true, parts: { changed: [], equivalent: [] } });
  });

  it.each<[string, TestWorkbook]>([
    [
      'the picture changed',
      {
        ...BOOK,
        parts: [
          { name: 'xl/media/image1.png', content: 'other' },
          { name: 'docProps/other.xml', content: `<a xmlns="${MAIN}"/>` },
        ],
      },
    ],
    ['a part is gone', { ...BOOK, parts: [{ name: 'xl/media/image1.png', content: 'picture' }] }],
    [
      'a part was added',
      { ...BOOK, parts: [...(BOOK.parts ?? []), { name: 'xl/vbaProject.bin', content: 'x' }] },
    ],
    ['a cell was emptied', withCells((cells) => cells.replace('<c r="A3"><v>12</v></c>', '<c r="A3"/>'))],
    ['a cell is gone', withCells((cells) => cells.replace('<c r="A3"><v>12</v></c>', ''))],
    ['the format of a blank cell is gone', withCells((cells) => cells.replace('<c r="B2" s="2"/>', ''))],
    ['a formula was replaced by its value', withCells((cells) => cells.replace('<f>1+1</f>', ''))],
    ['a formula changed', withCells((cells) => cells.replace('1+1', '1+2'))],
    ['a formula was added', withCells((cells) => cells.replace('<v>12</v>', '<f>6*2</f><v>12</v>'))],
    [
      'a calculated value changed',
      withCells((cells) => cells.replace('<v>2</v></c></row><row r="3"', '<v>3</v></c></row><row r="3"')),
    ],
    [
      'a number became a text',
      withCells((cells) => cells.replace('<c r="A3"><v>12</v>', '<c r="A3" t="str"><v>12</v>')),
    ],
    ['rich text became plain', { ...BOOK, strings: ['Question', 'Answer', ' spaced ', 'Is it safe?'] }],
    ['a format changed', withCells((cells) => cells.replace('r="A1" s="1"', 'r="A1" s="0"'))],
    ['a format was redefined', { ...BOOK, formats: '<xf fontId="0"/><xf fontId="0"/><xf fontId="1"/><xf/>' }],
    [
      'a font was redefined',
      {
        ...BOOK,
        parts: [
          ...(BOOK.parts ?? []),
          {
            name: 'xl/styles.xml',
            content: `${XML}<styleSheet xmlns="${MAIN}"><cellXfs count="0"/></styleSheet>`,
          },
        ],
      },
    ],
    ['a column is described twice', withAround('</cols>', '<col min="1" max="1" width="50"/></cols>')],
    ['the dimension stands there twice', withAround('<sheetViews>', '<dimension ref="A1:D3"/><sheetViews>')],
    ['spans are no spans', withCells((cells) => cells.replace('<row r="3">', '<row r="3" spans="1:x">'))],
    ['a cell has a type that does not exist', withCells((cells) => cells.replace('r="B2"', 'r="B2" t="x"'))],
    ['a shared text lost its index', withCells((cells) => cells.replace('t="s"><v>0</v>', 't="s"><v></v>'))],
    ['the shared texts are of another namespace', bentPart('xl/sharedStrings.xml', MAIN, 'urn:x')],
    [
      'white space around a text is not kept any more',
      bentPart('xl/sharedStrings.xml', '<t xml:space="preserve"> spaced </t>', '<t> spaced </t>'),
    ],
    [
      'the formats of cells stand in another root',
      bentPart('xl/styles.xml', '<styleSheet', '<styleSheet a="b"'),
    ],
    [
      'calculation is asked for in words that Excel does not know',
      bentPart('xl/workbook.xml', 'fullCalcOnLoad="1"', 'fullCalcOnLoad="2"'),
    ],
    [
      'a namespace that may be ignored is not declared',
      bentPart('xl/workbook.xml', ' xmlns:x15="urn:x15"', ''),
    ],
    ['a row has another height', withCells((cells) => cells.replace('ht="30"', 'ht="15"'))],
    ['a row is hidden', withCells((cells) => cells.replace('<row r="3">', '<row r="3" hidden="1">'))],
    ['a row was added', withCells((cells) => `${cells}<row r="9" hidden="1"/>`)],
    ['a column has another width', withAround('width="50"', 'width="5"')],
    ['a column is hidden', withAround('width="50"', 'width="50" hidden="1"')],
    ['protection is gone', withAround('<sheetProtection sheet="1"/>', '')],
    ['a merge is gone', withAround('ref="A5:B5"', 'ref="A5:B6"')],
    ['a drop-down changed', withAround('"Yes,No"', '"Yes"')],
    ['the view changed', withAround('workbookViewId="0"', 'workbookViewId="0" showGridLines="0"')],
    ['the dimension shrank', withAround('ref="A1:D3"', 'ref="A1"')],
    ['a sheet was renamed', { ...BOOK, sheets: { R: sheet() } }],
    ['a sheet was hidden', { ...BOOK, states: { Q: 'hidden' } }],
    [
      'a defined name was added',
      { ...BOOK, afterSheets: '<definedNames><definedName name="a">1</definedName></definedNames>' },
    ],
    [
      'a relationship changed',
      { ...BOOK, bookLinks: '<Relationship Id="x" Type="y/hyperlink" Target="z" TargetMode="External"/>' },
    ],
  ])('tells that %s', (_name, after) => {
    const found = compared(buildWorkbook(after));
    expect(found).toMatchObject({ lossless: false });
    expect(found.differences.length).toBeGreaterThan(0);
  });

  it('tells what a library that writes the whole workbook again does to it', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(buildWorkbook(BOOK) as unknown as ArrayBuffer);
    const saved = new Uint8Array(await workbook.xlsx.writeBuffer());
    expect(compared(saved).lossless).toBe(false);
  });

  it('compares two workbooks that have nothing in common', () => {
    const other = buildWorkbook({ sheets: { Z: '<sheetData/>', Y: '<sheetData/>' } });
    expect(compared(other).lossless).toBe(false);
    expect(compared(buildWorkbook(BOOK), other).lossless).toBe(false);
  });
});

describe('a verification as text', () => {
  const style = { palette: PLAIN, width: 80, verbose: false };

  it('names what was written and what is as it was', () => {
    const result = patchWorkbook(
      openWorkbook(buildWorkbook({ ...BOOK, sheets: { Q: `<sheetData>${CELLS}</sheetData>` } }), 'q'),
      [
        { sheet: 'Q', row: 2, column: 2, value: 'Yes' },
        { sheet: 'Q', row: 3, column: 1, value: 'long '.repeat(50), replaces: '12' },
      ],
    );
    const text = verificationText(
      compared(result.bytes, buildWorkbook({ ...BOOK, sheets: { Q: `<sheetData>${CELLS}</sheetData>` } })),
      style,
    );
    expect(text).toContain('q.xlsx → a.xlsx\n✓ 2 cells were written; nothing else changed.');
    expect(text).toContain('Q  2 cells, 1 of them held a text before\n  B2  Yes\n  A3  12 → long long');
    expect(text).toMatch(/Parts of the package {2}\d+ parts are byte-identical/);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('says first what else changed', () => {
    const found = compared(buildWorkbook(withAround('"Yes,No"', '"Yes"')));
    expect(verificationText(found, style)).toContain(
      '✗ Not only answers: 0 cells written, and 1 other thing changed.\n\nWhat else changed\n  Q: drop-downs and other validations changed',
    );
    expect(JSON.parse(verificationJson(found))).toMatchObject({ version: 1, lossless: false });
  });

  it('lets no control character of a file through', () => {
    const evil = withCells((cells) =>
      cells.replace('<c r="B2" s="2"/>', '<c r="B2" s="2" t="str"><v>&#x9b;31m_x001B_[2J</v></c>'),
    );
    expect(verificationText(compared(buildWorkbook(evil)), style).replaceAll('\n', '')).not.toMatch(
      /\p{Cc}/u,
    );
  });
});

describe('verifying rows that look the same', () => {
  it.each<[string, Partial<TestWorkbook>, string]>([
    ['finds that a text they point to is another one', { strings: ['Question!', ...STRINGS.slice(1)] }, 'A1'],
    ['finds that a text was put in before theirs', { strings: ['New', ...STRINGS] }, 'A1'],
  ])('%s', (_name, more, cell) => {
    const found = compared(buildWorkbook({ ...BOOK, ...more }));
    expect(found.cells.map((changed) => changed.cell)).toContain(cell);
  });

  it.each<[string, string]>([
    ['a row stands twice', `${CELLS}<row r="3"><c r="D3" t="inlineStr"><is><t>x</t></is></c></row>`],
    ['a row lost its number', CELLS.replace('<row r="3">', '<row>').replace('r="A3"', 'r="A3" s="2"')],
    ['a cell stands in the wrong place', CELLS.replace(/(<c r="A2".*?<\/c>)(<c r="B2".*?\/>)/, '$2$1')],
    ['a row is hidden in a comment', CELLS.replace('<row r="3">', '<!--<row r="3">').concat('-->')],
    ['a row moved', CELLS.replace('<row r="3"><c r="A3">', '<row r="4"><c r="A4">')],
  ])('is not deceived where %s', (_name, cells) => {
    let lossless = false;
    try {
      lossless = compared(buildWorkbook(withCells(() => cells))).lossless;
    } catch {
      // Refused as damaged.
    }
    expect(lossless).toBe(false);
  });

  it('finds another meaning of the same prefix', () => {
    const root = (uri: string) =>
      `${XML}<worksheet xmlns="${MAIN}" xmlns:a="${uri}"><sheetData><row r="1" a:x="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`;
    const book = (uri: string) =>
      buildWorkbook({ sheets: { Q: '' }, parts: [{ name: 'xl/worksheets/sheet1.xml', content: root(uri) }] });
    expect(compared(book('urn:b'), book('urn:a')).lossless).toBe(false);
  });

  it('keeps in mind which columns they use', () => {
    const cells = (added: string) =>
      '<row r="1"><c r="A1"><v>1</v></c><c r="E1" t="s"><v>0</v></c></row>' +
      `<row r="2"><c r="A2"><v>2</v></c>${added}</row>`;
    const book = (added: string) =>
      buildWorkbook({ ...BOOK, sheets: { Q: `<sheetData>${cells(added)}</sheetData>` } });
    const styled = (column: string) =>
      compared(book(`<c r="${column}2" s="2" t="inlineStr"><is><t>x</t></is></c>`), book(''));
    expect(styled('E').differences).toMatchObject([{ cell: 'E2', what: 'the format changed' }]);
    expect(styled('F').differences).toEqual([]);
  });
});
