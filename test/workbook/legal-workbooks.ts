import { buildArchive } from './build-archive.js';
import {
  buildWorkbook,
  cellsXml,
  LINKS,
  MAIN,
  type TestWorkbook,
  workbookEntries,
  XML,
} from './build-workbook.js';
import type { OddWorkbook } from './odd-workbooks.js';

const TEXT = '<c r="A1" t="inlineStr"><is><t>Question</t></is></c>';
const PLAIN = cellsXml({
  1: [
    ['A1', 'Question'],
    ['B1', 'Answer'],
  ],
  3: [['A3', 'Is it safe?']],
});
const X14 = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main';
const XM = 'http://schemas.microsoft.com/office/excel/2006/main';

function legal(name: string, book: Partial<TestWorkbook>, a1 = 'Question'): OddWorkbook {
  return { name, expect: 'opens', a1, bytes: () => buildWorkbook({ sheets: { Q: PLAIN }, ...book }) };
}

const inside = (xml: string) => ({ sheets: { Q: xml } });
const link = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${LINKS}/${type}" Target="${target}"/>`;

/** The same package with strict namespaces (ECMA-376 part 1). */
function strict(): Buffer {
  const entries = workbookEntries({ sheets: { Q: PLAIN }, strings: ['a'] });
  return buildArchive(
    entries.map((entry) => ({
      ...entry,
      content: `${entry.content}`
        .replaceAll(MAIN, 'http://purl.oclc.org/ooxml/spreadsheetml/main')
        .replaceAll(LINKS, 'http://purl.oclc.org/ooxml/officeDocument/relationships'),
    })),
  );
}

/** What real workbooks carry beside their cells; all of it must come back as it was. */
export const LEGAL_WORKBOOKS: readonly OddWorkbook[] = [
  { name: 'strict namespaces', bytes: strict, expect: 'opens', a1: 'Question' },
  legal('targets from the root of the package', {
    parts: [
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${link('rId1', 'worksheet', '/xl/worksheets/sheet1.xml')}${link('f', 'styles', '/xl/styles.xml')}</Relationships>`,
      },
    ],
  }),
  legal(
    'drop-downs of the x14 extension, behind other extensions',
    inside(
      `${PLAIN}<extLst><ext uri="{A}"><x/></ext><ext xmlns:x14="${X14}" uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations xmlns:xm="${XM}" count="1"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Q!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>E1:E1048576</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>`,
    ),
  ),
  legal(
    'a drop-down over a whole column',
    inside(
      `${PLAIN}<dataValidations count="1"><dataValidation type="list" sqref="E:E"><formula1>"Yes,No"</formula1></dataValidation></dataValidations>`,
    ),
  ),
  legal('hidden and very hidden sheets', {
    sheets: { Q: PLAIN, Lists: PLAIN, Code: PLAIN },
    states: { Lists: 'hidden', Code: 'veryHidden' },
  }),
  legal('a table with header and totals row', {
    ...inside(`${PLAIN}<tableParts count="1"><tablePart r:id="t"/></tableParts>`),
    sheetLinks: { 1: link('t', 'table', '../tables/table1.xml') },
    types:
      '<Override PartName="/xl/tables/table1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"/>',
    parts: [
      {
        name: 'xl/tables/table1.xml',
        content: `${XML}<table xmlns="${MAIN}" id="1" name="T" displayName="T" ref="A1:E4" totalsRowCount="1"><tableColumns count="5"><tableColumn id="1" name="Question"/></tableColumns></table>`,
      },
    ],
  }),
  legal(
    'merged answer cells',
    inside(`${PLAIN}<mergeCells count="2"><mergeCell ref="E2:F3"/><mergeCell ref="D40:E41"/></mergeCells>`),
  ),
  legal(
    'a protected sheet with unlocked cells',
    inside(
      `<sheetData><row r="1">${TEXT}</row><row r="2"><c r="E2" s="2"/></row></sheetData><sheetProtection sheet="1" objects="1" scenarios="1"/>`,
    ),
  ),
  legal(
    'shared formulas, array formulas and data tables',
    inside(
      `<sheetData><row r="1">${TEXT}<c r="C1"><f t="shared" ref="C1:C3" si="0">A1</f><v>0</v></c></row><row r="2"><c r="C2"><f t="shared" si="0"/><v>0</v></c><c r="D2"><f t="array" ref="D2:E3">1</f><v>1</v></c></row><row r="40"><c r="E40"><f t="dataTable" ref="E40:F41" dt2D="1" dtr="1" r1="A1" r2="A2"/><v>1</v></c></row></sheetData>`,
    ),
  ),
  legal('alternate content with both branches', {
    beforeSheets: `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\\x\\"/></mc:Choice><mc:Fallback/></mc:AlternateContent>`,
    ...inside(
      `${PLAIN}<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14"><controls/></mc:Choice><mc:Fallback><controls/></mc:Fallback></mc:AlternateContent>`,
    ),
  }),
  legal('comments and threaded comments', {
    ...inside(`${PLAIN}<legacyDrawing r:id="v"/>`),
    sheetLinks: {
      1: `${link('v', 'vmlDrawing', '../drawings/vmlDrawing1.vml')}${link('c', 'comments', '../comments1.xml')}<Relationship Id="t" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/>`,
    },
    types:
      '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/comments1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/><Override PartName="/xl/threadedComments/threadedComment1.xml" ContentType="application/vnd.ms-excel.threadedcomments+xml"/>',
    parts: [
      { name: 'xl/drawings/vmlDrawing1.vml', content: '<xml><br></xml>' },
      { name: 'xl/comments1.xml', content: `<comments xmlns="${MAIN}"><authors/><commentList/></comments>` },
      {
        name: 'xl/threadedComments/threadedComment1.xml',
        content:
          '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>',
      },
    ],
  }),
  legal('custom XML, a digital signature and a macro project', {
    rootLinks:
      '<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>',
    bookLinks: `${link('x', 'customXml', '../customXml/item1.xml')}<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>`,
    types:
      '<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>',
    parts: [
      { name: '_xmlsignatures/origin.sigs', content: '', stored: true },
      { name: 'customXml/item1.xml', content: '<any xmlns="urn:x">&#10;</any>' },
      { name: 'xl/vbaProject.bin', content: Buffer.from([0, 1, 2, 255]) },
    ],
  }),
  legal(
    'white space that is to be kept, everywhere',
    inside(
      `<sheetData xml:space="preserve"> <row r="1" xml:space="preserve"> ${TEXT} </row> <row r="2">\t</row> </sheetData>`,
    ),
  ),
  legal('sheet names with apostrophes, emoji and letters from right to left', {
    sheets: { "Q's \ud83d\ude00 \u0623\u0633\u0626\u0644\u0629": PLAIN, 'a & <b> "c"': PLAIN },
  }),
  legal('dates from 1904 on', { beforeSheets: '<workbookPr date1904="1"/>' }),
  legal('entry comments, and a directory from the last entry to the first', {
    everyEntry: { comment: 'made by hand', extra: Buffer.from([0x55, 0x54, 1, 0, 3]) },
    archive: { reversed: true, comment: 'all of it' },
  }),
  legal('calculation settings, views, defined names and filters', {
    afterSheets:
      '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Q!$A$1:$B$3</definedName><definedName name="List">Q!$A$1</definedName></definedNames><calcPr calcId="191029" calcMode="manual"/><customWorkbookViews/>',
    ...inside(
      `<sheetPr><tabColor rgb="FF0000"/></sheetPr><dimension ref="A1:B3"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${PLAIN}<autoFilter ref="A1:B3"/>`,
    ),
  }),
];
