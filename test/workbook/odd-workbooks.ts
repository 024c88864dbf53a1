import type { Limits } from '../../src/workbook/limits.js';
import { buildArchive } from './build-archive.js';
import {
  buildWorkbook,
  cellsXml,
  LINKS,
  MAIN,
  sheetPart,
  type TestWorkbook,
  workbookEntries,
  XML,
} from './build-workbook.js';
import { LEGAL_WORKBOOKS } from './legal-workbooks.js';

/** A workbook that is odd or hostile, and what has to happen: it opens, or is refused with this code. */
export interface OddWorkbook {
  name: string;
  bytes: () => Uint8Array;
  expect: 'opens' | 'not-a-workbook' | 'encrypted' | 'legacy-xls' | 'damaged' | 'limit';
  /** Smaller limits, so that the case stays small. */
  limits?: Partial<Limits>;
  /** So large that only reading and writing are tried, not the linter. */
  large?: boolean;
  /** What the refusal says. */
  says?: RegExp;
  /** Text that A1 of the first sheet must show. */
  a1?: string;
}

const PLAIN = cellsXml({
  1: [
    ['A1', 'Question'],
    ['B1', 'Answer'],
  ],
  3: [['A3', 'Is it safe?']],
});
const SHEET = 'xl/worksheets/sheet1.xml';

function book(inside: string, more: Partial<TestWorkbook> = {}): () => Buffer {
  return () => buildWorkbook({ sheets: { Q: inside }, ...more });
}

function withSheet(content: string | Uint8Array, more: Partial<TestWorkbook> = {}): () => Buffer {
  return book(PLAIN, { ...more, parts: [...(more.parts ?? []), { name: SHEET, content }] });
}

function bent(part: NonNullable<TestWorkbook['parts']>[number]) {
  return book(PLAIN, { parts: [part] });
}

const rows = (inside: string) => `<sheetData>${inside}</sheetData>`;
const A1 = '<c r="A1" t="inlineStr"><is><t>Question</t></is></c>';
const compound = (text: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(text, 'utf16le')]);
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const PREFIXED = `${XML}<x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Question</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;

/** Not a zip package, or one that is no workbook. */
const OTHER_FILES: OddWorkbook[] = [
  { name: 'empty file', bytes: () => Buffer.alloc(0), expect: 'not-a-workbook' },
  { name: 'one byte', bytes: () => Buffer.from('P'), expect: 'not-a-workbook' },
  { name: 'two bytes of a zip', bytes: () => Buffer.from('PK'), expect: 'damaged' },
  {
    name: 'random bytes',
    bytes: () => Buffer.from('\u0001\u0002\u0003 no workbook'),
    expect: 'not-a-workbook',
  },
  { name: 'web page', bytes: () => Buffer.from('<!doctype html><html></html>'), expect: 'not-a-workbook' },
  { name: 'PDF', bytes: () => Buffer.from('%PDF-1.7'), expect: 'not-a-workbook' },
  { name: 'CSV', bytes: () => Buffer.from('Question;Answer\n'), expect: 'not-a-workbook' },
  {
    name: 'Excel 2003 XML',
    bytes: () => Buffer.from('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'),
    expect: 'not-a-workbook',
  },
  { name: 'encrypted workbook', bytes: () => compound('EncryptedPackage'), expect: 'encrypted' },
  { name: 'old .xls', bytes: () => compound('Workbook'), expect: 'legacy-xls' },
  {
    name: 'zip without a workbook',
    bytes: () => buildArchive([{ name: 'a.txt', content: 'a' }]),
    expect: 'not-a-workbook',
  },
  { name: 'empty zip', bytes: () => buildArchive([]), expect: 'not-a-workbook' },
  {
    name: 'Word document',
    bytes: () => buildArchive([{ name: 'word/document.xml', content: '<a/>' }]),
    expect: 'not-a-workbook',
  },
  {
    name: 'OpenDocument',
    bytes: () =>
      buildArchive([
        { name: 'mimetype', content: 'x' },
        { name: 'content.xml', content: '<a/>' },
      ]),
    expect: 'not-a-workbook',
  },
  {
    name: 'binary workbook',
    bytes: book(PLAIN, {
      parts: [
        {
          name: '_rels/.rels',
          content: `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="${LINKS}/officeDocument" Target="xl/workbook.bin"/></Relationships>`,
        },
        { name: 'xl/workbook.bin', content: Buffer.from([0x83, 1, 0]) },
      ],
    }),
    says: /binary workbook \(\.xlsb\)/,
    expect: 'not-a-workbook',
  },
  {
    name: 'workbook part of another root',
    bytes: bent({ name: 'xl/workbook.xml', content: `<document xmlns="${MAIN}"/>` }),
    expect: 'not-a-workbook',
  },
];

/** Packages that say two things, lie about sizes, or want too much. */
const PACKAGES: OddWorkbook[] = [
  {
    name: 'cut in half',
    bytes: () => buildWorkbook({ sheets: { Q: PLAIN } }).subarray(0, 900),
    expect: 'damaged',
  },
  {
    name: 'last byte missing',
    bytes: () => buildWorkbook({ sheets: { Q: PLAIN } }).subarray(0, -1),
    expect: 'damaged',
  },
  {
    name: 'bytes behind the end',
    bytes: () => Buffer.concat([buildWorkbook({ sheets: { Q: PLAIN } }), Buffer.from('x')]),
    expect: 'damaged',
  },
  {
    name: 'entry twice',
    bytes: () =>
      buildArchive([...workbookEntries({ sheets: { Q: PLAIN } }), { name: SHEET, content: '<a/>' }]),
    expect: 'damaged',
  },
  {
    name: 'entry twice, in other case',
    bytes: () =>
      buildArchive([
        ...workbookEntries({ sheets: { Q: PLAIN } }),
        { name: 'XL/Worksheets/SHEET1.xml', content: '<a/>' },
      ]),
    expect: 'damaged',
  },
  {
    name: 'entry twice, with backslashes',
    bytes: () =>
      buildArchive([
        ...workbookEntries({ sheets: { Q: PLAIN } }),
        { name: 'xl\\worksheets\\sheet1.xml', content: '<a/>' },
      ]),
    expect: 'damaged',
  },
  {
    name: 'entries that share their bytes',
    bytes: () =>
      buildArchive([
        ...workbookEntries({ sheets: { Q: PLAIN } }),
        { name: 'xl/extra.xml', content: '<a/>', offsetOf: SHEET },
      ]),
    expect: 'damaged',
  },
  {
    name: 'two names for one entry',
    bytes: bent({ name: SHEET, localName: 'xl/worksheets/sheet9.xml' }),
    expect: 'damaged',
  },
  { name: 'wrong checksum', bytes: bent({ name: SHEET, crc: 1 }), expect: 'damaged' },
  { name: 'size too small', bytes: bent({ name: SHEET, size: 10 }), expect: 'damaged' },
  { name: 'size of 4 GiB', bytes: bent({ name: SHEET, size: 0xfffffffe }), expect: 'damaged' },
  {
    name: 'compressed size beyond the file',
    bytes: bent({ name: SHEET, compressedSize: 0xffffff }),
    expect: 'damaged',
  },
  { name: 'encrypted entry', bytes: bent({ name: SHEET, flags: 1 }), expect: 'damaged' },
  { name: 'unknown compression', bytes: bent({ name: SHEET, method: 14 }), expect: 'damaged' },
  {
    name: 'broken compressed data',
    bytes: bent({ name: SHEET, content: 'no deflate stream', stored: true, method: 8 }),
    expect: 'damaged',
  },
  { name: 'end record that counts wrong', bytes: book(PLAIN, { archive: { count: 3 } }), expect: 'damaged' },
  { name: 'zip bomb', bytes: withSheet(sheetPart(rows(' '.repeat(30_000_000)))), expect: 'limit' },
  { name: 'part beyond the limit', bytes: book(PLAIN), limits: { partBytes: 300 }, expect: 'limit' },
  { name: 'parts beyond the limit', bytes: book(PLAIN), limits: { totalBytes: 1000 }, expect: 'limit' },
  { name: 'file beyond the limit', bytes: book(PLAIN), limits: { inputBytes: 100 }, expect: 'limit' },
  {
    name: 'too many entries',
    bytes: book(PLAIN, {
      parts: Array.from({ length: 50 }, (_, i) => ({ name: `x/${i}.xml`, content: '<a/>' })),
    }),
    limits: { entries: 40 },
    expect: 'limit',
  },
  {
    name: 'data descriptors',
    bytes: book(PLAIN, { everyEntry: { descriptor: 'signed' } }),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'data descriptors without signature',
    bytes: book(PLAIN, { everyEntry: { descriptor: 'unsigned' } }),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'zip64 sizes',
    bytes: book(PLAIN, { everyEntry: { zip64: true } }),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'stored entries',
    bytes: book(PLAIN, { everyEntry: { stored: true } }),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'zip comment',
    bytes: book(PLAIN, { archive: { comment: 'PK\u0005\u0006 made by hand' } }),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'bytes before the first entry',
    bytes: book(PLAIN, { archive: { prefix: Buffer.from('#!/bin/sh\n') } }),
    expect: 'not-a-workbook',
  },
  {
    name: 'folders as entries',
    bytes: book(PLAIN, { parts: [{ name: 'xl/', content: '', stored: true }] }),
    expect: 'opens',
  },
  {
    name: 'names that climb out',
    bytes: book(PLAIN, {
      parts: [
        { name: '../../evil.xml', content: '<a/>' },
        { name: '/etc/passwd.xml', content: '<a/>' },
      ],
    }),
    expect: 'opens',
  },
  {
    name: 'names of the prototype',
    bytes: book(PLAIN, {
      parts: [
        { name: '__proto__.xml', content: '<a/>' },
        { name: 'constructor.xml', content: '<a/>' },
      ],
    }),
    expect: 'opens',
  },
  { name: 'dates of 2097', bytes: book(PLAIN, { everyEntry: { time: 0xea21_0000 } }), expect: 'opens' },
  {
    name: 'sheet part missing',
    bytes: book(PLAIN, {
      sheets: { Q: PLAIN },
      bookLinks: '',
      parts: [
        {
          name: 'xl/_rels/workbook.xml.rels',
          content: `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${LINKS}/worksheet" Target="worksheets/none.xml"/></Relationships>`,
        },
      ],
    }),
    expect: 'damaged',
  },
];

/** XML as attackers, old exporters and other libraries write it. */
const XML_PARTS: OddWorkbook[] = [
  {
    name: 'DOCTYPE',
    bytes: withSheet(`<!DOCTYPE worksheet>${sheetPart(PLAIN).replace(XML, '')}`),
    expect: 'damaged',
  },
  {
    name: 'entity of a file',
    bytes: withSheet(
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet xmlns="${MAIN}">${rows(`<row r="1"><c r="A1" t="str"><v>&x;</v></c></row>`)}</worksheet>`,
    ),
    expect: 'damaged',
  },
  {
    name: 'billion laughs',
    bytes: withSheet(
      `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet xmlns="${MAIN}"/>`,
    ),
    expect: 'damaged',
  },
  {
    name: 'entity without DOCTYPE',
    bytes: book(rows('<row r="1"><c r="A1" t="str"><v>&x;</v></c></row>')),
    expect: 'damaged',
  },
  { name: 'entity in an attribute', bytes: book(rows('<row r="1" ht="&x;"/>')), expect: 'damaged' },
  { name: 'unclosed element', bytes: withSheet(`<worksheet xmlns="${MAIN}"><sheetData>`), expect: 'damaged' },
  { name: 'crossed elements', bytes: book('<sheetData><row></sheetData></row>'), expect: 'damaged' },
  { name: 'two roots', bytes: withSheet(`${sheetPart(PLAIN)}<worksheet/>`), expect: 'damaged' },
  { name: 'text behind the root', bytes: withSheet(`${sheetPart(PLAIN)}text`), expect: 'damaged' },
  {
    name: 'deep nesting',
    bytes: book(`${rows('')}${'<a>'.repeat(300)}${'</a>'.repeat(300)}`),
    expect: 'limit',
  },
  {
    name: 'many attributes',
    bytes: book(`${rows('')}<a ${Array.from({ length: 300 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
    expect: 'limit',
  },
  { name: 'attribute twice', bytes: book(rows('<row r="1" r="2"/>')), expect: 'damaged' },
  { name: 'undeclared prefix', bytes: book(`${rows('')}<x14:a/>`), expect: 'damaged' },
  {
    name: 'invalid UTF-8',
    bytes: withSheet(Buffer.concat([Buffer.from(sheetPart(PLAIN)), Buffer.from([0xff])])),
    expect: 'damaged',
  },
  {
    name: 'control character',
    bytes: book(rows('<row r="1"><c r="A1" t="str"><v>\u0007</v></c></row>')),
    expect: 'damaged',
  },
  {
    name: 'reference to a control character',
    bytes: book(rows('<row r="1"><c r="A1" t="str"><v>&#0;</v></c></row>')),
    expect: 'damaged',
  },
  {
    name: 'unknown encoding',
    bytes: withSheet(sheetPart(PLAIN).replace('UTF-8', 'EBCDIC')),
    expect: 'damaged',
  },
  { name: 'empty part', bytes: withSheet(''), expect: 'damaged' },
  {
    name: 'UTF-16 little endian',
    bytes: withSheet(utf16(sheetPart(PLAIN).replace('UTF-8', 'UTF-16'))),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'UTF-16 big endian',
    bytes: withSheet(utf16(sheetPart(PLAIN).replace('UTF-8', 'UTF-16')).swap16()),
    expect: 'opens',
    a1: 'Question',
  },
  { name: 'byte order mark', bytes: withSheet(`\ufeff${sheetPart(PLAIN)}`), expect: 'opens', a1: 'Question' },
  {
    name: 'Latin-1',
    bytes: withSheet(
      Buffer.from(sheetPart(PLAIN).replace('UTF-8', 'ISO-8859-1').replace('Question', 'Prüfung'), 'latin1'),
    ),
    expect: 'opens',
    a1: 'Prüfung',
  },
  {
    name: 'CDATA',
    bytes: book(
      rows('<row r="1"><c r="A1" t="str"><v><![CDATA[a < b]]> & c</v></c></row>'.replace(' & c', ' &amp; c')),
    ),
    expect: 'opens',
    a1: 'a < b & c',
  },
  {
    name: 'comments and instructions',
    bytes: book(`<!-- a --><?pi b?>${rows(`<!-- <row> --><row r="1">${A1}<?x?></row>`)}`),
    expect: 'opens',
    a1: 'Question',
  },
  { name: 'prefixed names', bytes: withSheet(PREFIXED), expect: 'opens', a1: 'Question' },
  {
    name: 'namespace declared again inside',
    bytes: withSheet(
      `<x:worksheet xmlns:x="${MAIN}"><sheetData xmlns="${MAIN}"><row r="1">${A1}</row></sheetData></x:worksheet>`,
    ),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'extensions behind the cells of a row',
    bytes: book(rows(`<row r="1">${A1}<extLst><ext uri="{x}"><v>1</v></ext></extLst></row>`)),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'single quotes and line breaks in tags',
    bytes: book(
      `<sheetData\n><row\tr='1'\n><c r='A1'\r\n t='inlineStr'><is><t>Question</t ></is></c></row ></sheetData>`,
    ),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'character references',
    bytes: book(rows('<row r="1"><c r="A1" t="str"><v>&#x51;&#117;estion &amp; &lt;&quot;</v></c></row>')),
    expect: 'opens',
    a1: 'Question & <"',
  },
];

/** Sheets that are legal but unusual, or impossible. */
const SHEETS: OddWorkbook[] = [
  {
    name: 'no references',
    bytes: book(
      rows(
        '<row><c t="inlineStr"><is><t>Question</t></is></c><c><v>1</v></c></row><row><c><v>2</v></c></row>',
      ),
    ),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'rows out of order',
    bytes: book(rows(`<row r="9"><c r="A9"><v>9</v></c></row><row r="1">${A1}</row>`)),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'cells out of order',
    bytes: book(rows(`<row r="1"><c r="C1"><v>3</v></c>${A1}</row>`)),
    expect: 'opens',
    a1: 'Question',
  },
  { name: 'row twice', bytes: book(rows('<row r="5"/><row r="5"/>')), expect: 'damaged' },
  {
    name: 'row twice, far apart',
    bytes: book(rows('<row r="5"/><row r="7"/><row r="5"/>')),
    expect: 'damaged',
  },
  {
    name: 'cell twice',
    bytes: book(rows('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
    expect: 'damaged',
  },
  {
    name: 'cell of another row',
    bytes: book(rows('<row r="1"><c r="A2"><v>1</v></c></row>')),
    expect: 'damaged',
  },
  { name: 'row 0', bytes: book(rows('<row r="0"/>')), expect: 'damaged' },
  { name: 'row 1,048,577', bytes: book(rows('<row r="1048577"/>')), expect: 'damaged' },
  { name: 'column XFE', bytes: book(rows('<row r="1"><c r="XFE1"><v>1</v></c></row>')), expect: 'damaged' },
  {
    name: 'shared text that does not exist',
    bytes: book(rows('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')),
    expect: 'damaged',
  },
  { name: 'no cells part', bytes: book('<sheetFormatPr/>'), expect: 'damaged' },
  { name: 'no rows', bytes: book('<sheetData/>'), expect: 'opens' },
  { name: 'no styles', bytes: book(PLAIN, { styles: null }), expect: 'opens', a1: 'Question' },
  {
    name: 'format that does not exist',
    bytes: book(rows('<row r="1"><c r="A1" s="99"><v>1</v></c></row>')),
    expect: 'opens',
    a1: '1',
  },
  {
    name: 'merge over the whole sheet',
    bytes: book(
      `${rows(`<row r="1">${A1}<c r="B1"><v>1</v></c></row>`)}<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>`,
    ),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'drop-down over the whole sheet',
    bytes: book(
      `${PLAIN}<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>$A:$XFD</formula1></dataValidation></dataValidations>`,
    ),
    expect: 'opens',
  },
  {
    name: 'many validations over whole columns',
    bytes: book(
      `${PLAIN}<dataValidations>${'<dataValidation type="list" sqref="A1:A1048576 C1:XFD1048576"><formula1>"Yes,No"</formula1></dataValidation>'.repeat(3000)}</dataValidations>`,
    ),
    expect: 'opens',
  },
  {
    name: 'conditional formatting over the whole sheet',
    bytes: book(
      `${PLAIN}<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1"><formula>TRUE</formula></cfRule></conditionalFormatting>`,
    ),
    expect: 'opens',
  },
  {
    name: 'a dimension that lies',
    bytes: book(`<dimension ref="A1:XFD1048576"/>${PLAIN}`),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'a dimension that is too small',
    bytes: book(`<dimension ref="A1"/>${PLAIN}`),
    expect: 'opens',
    a1: 'Question',
  },
  { name: 'a dimension that is none', bytes: book(`<dimension ref="nonsense"/>${PLAIN}`), expect: 'opens' },
  {
    name: '1,048,576 styled empty rows',
    bytes: book(
      rows(
        Array.from({ length: 1_048_576 }, (_, i) => `<row r="${i + 1}" s="1" customFormat="1"/>`).join(''),
      ),
    ),
    large: true,
    expect: 'opens',
  },
  { name: 'too many cells', bytes: book(PLAIN), limits: { cells: 2 }, expect: 'limit' },
  {
    name: 'chart sheet',
    bytes: book(PLAIN, {
      bookLinks: `<Relationship Id="rId9" Type="${LINKS}/chartsheet" Target="chartsheets/sheet1.xml"/>`,
      types:
        '<Override PartName="/xl/chartsheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.chartsheet+xml"/>',
      parts: [{ name: 'xl/chartsheets/sheet1.xml', content: `<chartsheet xmlns="${MAIN}"/>` }],
    }),
    expect: 'opens',
  },
  { name: 'no sheets', bytes: () => buildWorkbook({ sheets: {} }), expect: 'opens' },
  {
    name: 'three hundred sheets',
    bytes: () =>
      buildWorkbook({ sheets: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`S${i}`, PLAIN])) }),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'sheet names of the prototype',
    bytes: () => buildWorkbook({ sheets: { constructor: PLAIN, toString: PLAIN } }),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'escape sequence in a sheet name',
    bytes: bent({
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${LINKS}"><sheets><sheet name="&#x9b;31m&#x85;" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    }),
    expect: 'opens',
  },
  {
    name: 'rich text with readings',
    bytes: book(rows('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), {
      strings: [
        '<si><r><t>Ques</t></r><r><rPr><b/></rPr><t>tion</t></r><rPh sb="0" eb="1"><t>reading</t></rPh><phoneticPr fontId="1"/></si>',
      ],
    }),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'escaped characters',
    bytes: book(rows('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), {
      strings: ['a_x000D_b_x005F_x000D_c'],
    }),
    expect: 'opens',
    a1: 'a\rb_x000D_c',
  },
  {
    name: 'formula with a cached text',
    bytes: book(rows('<row r="1"><c r="A1" t="str"><f>B1</f><v>Question</v></c></row>')),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'errors and booleans',
    bytes: book(rows('<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="b"><v>1</v></c></row>')),
    expect: 'opens',
    a1: '#N/A',
  },
  {
    name: 'bait for regular expressions',
    bytes: book(
      `${cellsXml({ 1: [['A1', '_x'.repeat(15_000)]], 2: [['A2', `${'a '.repeat(15_000)}!`]] })}<dataValidations><dataValidation type="list" sqref="B1"><formula1>'${'a'.repeat(30_000)}</formula1></dataValidation></dataValidations>`,
    ),
    expect: 'opens',
    a1: '_x'.repeat(15_000),
  },
  {
    name: 'names that point in a circle',
    bytes: book(
      `${PLAIN}<dataValidations><dataValidation type="list" sqref="B3"><formula1>a</formula1></dataValidation></dataValidations>`,
      {
        afterSheets:
          '<definedNames><definedName name="a">b</definedName><definedName name="b">a</definedName></definedNames>',
      },
    ),
    expect: 'opens',
  },
  {
    name: 'alternate content',
    bytes: book(
      `${PLAIN}<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x"/></mc:AlternateContent>`,
    ),
    expect: 'opens',
  },
  {
    name: 'empty shared strings',
    bytes: book(PLAIN, {
      strings: [],
      parts: [{ name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}" count="0" uniqueCount="0"/>` }],
    }),
    expect: 'opens',
  },
  {
    name: 'columns with formats',
    bytes: book(`<cols><col min="1" max="16384" width="9" style="1"/></cols>${PLAIN}`),
    expect: 'opens',
  },
];

const SST = (inside: string, root = `sst xmlns="${MAIN}" count="1" uniqueCount="1"`) =>
  `${XML}<${root}>${inside}</${root.split(' ')[0]}>`;
const shared = (content: string | Uint8Array, more: Partial<TestWorkbook> = {}) =>
  book(rows('<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="E2" t="s"/></row>'), {
    strings: ['Question'],
    ...more,
    parts: [{ name: 'xl/sharedStrings.xml', content }, ...(more.parts ?? [])],
  });

/** Legal, and written by some program or other. */
const RARE: OddWorkbook[] = [
  {
    name: 'extensions behind the shared texts',
    bytes: shared(SST('<si><t>Question</t></si><extLst><ext uri="{x}"/></extLst>')),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'prefixed shared texts without counts',
    bytes: shared(SST('<x:si><x:t>Question</x:t></x:si>', `x:sst xmlns:x="${MAIN}"`)),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'shared texts in UTF-16, sheet in UTF-8',
    bytes: shared(
      utf16(`<?xml version="1.0" encoding="UTF-16"?><sst xmlns="${MAIN}"><si><t>Fräge “1”</t></si></sst>`),
    ),
    expect: 'opens',
    a1: 'Fräge “1”',
  },
  {
    name: 'shared texts with comments, CDATA, readings and empty items',
    bytes: shared(
      SST(
        '<!-- a --><si><t>Que<![CDATA[st]]>ion</t><rPh sb="0" eb="1"><t>x</t></rPh><phoneticPr fontId="1"/></si><si/><si><t/></si>',
      ),
    ),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'shared texts with references, "]]" and an escaped character',
    bytes: shared(SST('<si><t>a]] &amp;&#x3c;_x0041_&#10;b</t></si>')),
    expect: 'opens',
    a1: 'a]] &<A\nb',
  },
  {
    name: 'XML declaration in single quotes',
    bytes: withSheet(
      sheetPart(PLAIN).replace(/^<\?xml[^>]*\?>/, "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>"),
    ),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'attributes in another order',
    bytes: book(
      rows(
        '<row r="1"><c t="inlineStr" s="1" r="A1"><is><t>Question</t></is></c></row><row s="1" customFormat="true" r="2" spans="1:2 4:4"/>',
      ),
    ),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'cells with and without references in one row',
    bytes: book(
      rows('<row><c t="str"><v>Question</v></c><c r="C1"><v>1</v></c><c><v>2</v></c></row><row><c/></row>'),
    ),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'cells without values',
    bytes: book(
      rows(
        '<row r="1"><c r="A1" t="inlineStr"><is/></c><c r="B1" t="s"/><c r="C1" t="str"><f>""</f></c><c r="D1"><v></v></c></row><row r="2"><c r="E2" t="inlineStr"/></row>',
      ),
    ),
    expect: 'opens',
  },
  {
    name: 'numbers with leading zeros and white space',
    bytes: shared(SST('<si><t xml:space="default">Question</t></si>'), {
      sheets: { Q: rows('<row r="01" ht=" 20 "><c r="A1" s="00" t="s"><v> 0 </v></c></row>') },
    }),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'dates as ISO texts',
    bytes: book(rows('<row r="1"><c r="A1" t="d"><v>2026-11-23T00:00:00</v></c></row>')),
    expect: 'opens',
    a1: '2026-11-23T00:00:00',
  },
  {
    name: 'metadata of dynamic arrays and phonetic hints',
    bytes: book(
      rows(
        '<row r="1" ph="1"><c r="A1" t="str" cm="1" ph="1"><v>Question</v></c></row><row r="2"><c r="E2" vm="1" s="1"/></row>',
      ),
    ),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'comments and white space between rows and cells',
    bytes: book(
      `<!-- a --><sheetData>\n  <row r="1">\n    <c r="A1" t="str"><v>Question</v></c> <!-- b -->\n  </row>\n  <!-- <row r="2"/> -->\n  <row r="40"><?x y?></row>\n</sheetData>`,
    ),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'a style table without cell formats',
    bytes: book(PLAIN, {
      styles: `${XML}<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts></styleSheet>`,
    }),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'cell formats with extensions and without a count',
    bytes: book(PLAIN, {
      styles: `${XML}<s:styleSheet xmlns:s="${MAIN}"><s:cellXfs><s:xf numFmtId="0"><s:extLst><s:ext uri="{x}"/></s:extLst></s:xf></s:cellXfs></s:styleSheet>`,
    }),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'shared texts that are linked but missing',
    bytes: book(PLAIN, {
      bookLinks: `<Relationship Id="s" Type="${LINKS}/sharedStrings" Target="nothing.xml"/>`,
    }),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'targets with fragments, dots and percent signs',
    bytes: book(PLAIN, {
      parts: [
        {
          name: 'xl/_rels/workbook.xml.rels',
          content: `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${LINKS}/worksheet" Target="./../xl/worksheets/%73heet1.xml#x"/></Relationships>`,
        },
      ],
    }),
    expect: 'opens',
    a1: 'Question',
  },
  {
    name: 'a cells part with a default namespace of its own in its rows',
    bytes: withSheet(
      `<x:worksheet xmlns:x="${MAIN}"><x:sheetData><row xmlns="${MAIN}" r="1">${A1}</row><x:row r="2"><x:c r="A2"/></x:row></x:sheetData></x:worksheet>`,
    ),
    expect: 'opens',
    a1: 'Question',
  },
];

const LISTED = (sheets: string) => ({
  name: 'xl/workbook.xml',
  content: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${LINKS}"><sheets>${sheets}</sheets></workbook>`,
});
const many = (count: number, item: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => item(i)).join('');
const listed = (count: number, sqref: (i: number) => string, source: (i: number) => string) =>
  `<dataValidations>${many(count, (i) => `<dataValidation type="list" sqref="${sqref(i)}"><formula1>${source(i)}</formula1></dataValidation>`)}</dataValidations>`;

/** Small to send, and dear for whoever looks at every rectangle for every cell, or at every cell for every list. */
const DEAR: OddWorkbook[] = [
  {
    name: 'two sheets of one name',
    bytes: () =>
      buildWorkbook({
        sheets: { A: PLAIN, B: PLAIN },
        parts: [LISTED('<sheet name="Q" sheetId="1" r:id="rId1"/><sheet name="q" sheetId="2" r:id="rId2"/>')],
      }),
    expect: 'damaged',
  },
  {
    name: 'one part under twenty thousand names',
    bytes: bent(LISTED(many(20_000, (i) => `<sheet name="S${i}" sheetId="${i + 1}" r:id="rId1"/>`))),
    expect: 'damaged',
  },
  {
    name: 'more column elements than columns',
    bytes: book(`<cols>${many(16_385, (i) => `<col min="1" max="2" width="${i}"/>`)}</cols>${PLAIN}`),
    expect: 'damaged',
  },
  {
    name: '30,000 merges over one another',
    bytes: book(
      `${PLAIN}<mergeCells>${many(30_000, (i) => `<mergeCell ref="H1:XFD${1_048_576 - i}"/>`)}</mergeCells>`,
    ),
    large: true,
    expect: 'opens',
  },
  {
    name: '30,000 drop-downs over one another',
    bytes: book(
      PLAIN +
        listed(
          30_000,
          (i) => `D1:XFD${1_048_576 - i}`,
          () => '"Yes,No"',
        ),
    ),
    large: true,
    expect: 'opens',
  },
  {
    name: '30,000 array formulas over one another',
    bytes: book(
      rows(
        many(
          30_000,
          (i) => `<row r="${i + 1}"><c r="G${i + 1}"><f t="array" ref="G1:H1048576">1</f><v>1</v></c></row>`,
        ),
      ),
    ),
    large: true,
    expect: 'opens',
  },
  {
    name: '20,000 drop-downs that each list 50,000 cells',
    bytes: () =>
      buildWorkbook({
        sheets: {
          Q:
            PLAIN +
            listed(
              20_000,
              (i) => `D${i + 2}`,
              (i) => `L!$A$1:$A$${50_000 + i}`,
            ),
          L: rows(many(50_000, (i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c></row>`)),
        },
      }),
    large: true,
    expect: 'opens',
  },
  {
    name: 'a table part that is listed 50,000 times',
    bytes: book(`${PLAIN}<tableParts>${many(50_000, (i) => `<tablePart r:id="t" x="${i}"/>`)}</tableParts>`, {
      sheetLinks: { 1: `<Relationship Id="t" Type="${LINKS}/table" Target="../tables/t.xml"/>` },
      parts: [
        {
          name: 'xl/tables/t.xml',
          content: `<table xmlns="${MAIN}" ref="A1:B3" displayName="T">${many(2_000, (i) => `<x y="${i}"/>`)}</table>`,
        },
      ],
    }),
    large: true,
    expect: 'opens',
  },
  {
    name: 'parts named as they are linked, with percent signs',
    bytes: () =>
      buildArchive(
        workbookEntries({ sheets: { Q: PLAIN } }).map((entry) => ({
          ...entry,
          name: entry.name.replace('sheet1', 'sheet%201'),
          content: `${entry.content}`.replaceAll('sheet1.xml', 'sheet%201.xml'),
        })),
      ),
    expect: 'opens',
    a1: 'Question',
  },
];

/** All odd workbooks, by what is odd about them. */
export const ODD_GROUPS: Readonly<Record<string, readonly OddWorkbook[]>> = {
  'No workbook': OTHER_FILES,
  'Packages that lie or want too much': PACKAGES,
  'XML of attackers and old programs': XML_PARTS,
  'Unusual and impossible sheets': SHEETS,
  'Rare, but legal': RARE,
  'What real workbooks carry': LEGAL_WORKBOOKS,
  'Small to send, dear to read': DEAR,
};

export const ODD_WORKBOOKS: readonly OddWorkbook[] = Object.values(ODD_GROUPS).flat();
