import { newArchive } from '../workbook/new-archive.js';
import { encodeXstring, escapeXml } from '../workbook/xml-text.js';
import { createLookTable } from './own-looks.js';
import { noteBoxesXml, notesXml } from './own-notes.js';
import { filteredRange, type OwnSheet, SHEET_RELATIONS, sheetXml } from './own-sheet.js';

/** A workbook of ours as plain data. */
export interface OwnWorkbook {
  title: string;
  sheets: readonly OwnSheet[];
  /** Position of the sheet that is shown first. */
  active: number;
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** The moment that all workbooks of ours are made at: the same content gives the same bytes. */
const MADE_AT = '2020-01-01T00:00:00Z';

type Relation = readonly [id: string, type: string, target: string, external?: true];

function relationsXml(relations: readonly Relation[]): string {
  const list = relations.map(
    ([id, type, target, external]) =>
      `<Relationship Id="${id}" Type="${type}" Target="${escapeXml(target)}"${external ? ' TargetMode="External"' : ''}/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function contentTypes({ sheets }: OwnWorkbook): string {
  const overrides = [
    ['xl/workbook.xml', `${SPREADSHEET}.sheet.main+xml`],
    ['xl/styles.xml', `${SPREADSHEET}.styles+xml`],
    ['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ...sheets.map((_, i) => [`xl/worksheets/sheet${i + 1}.xml`, `${SPREADSHEET}.worksheet+xml`]),
    ...sheets.flatMap(({ notes }, i) =>
      notes === undefined ? [] : [[`xl/comments${i + 1}.xml`, `${SPREADSHEET}.comments+xml`]],
    ),
  ].map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`);
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${overrides.join('')}</Types>`;
}

function workbookXml({ sheets, active }: OwnWorkbook): string {
  const list = sheets.map(
    ({ name, veryHidden }, i) =>
      `<sheet name="${escapeXml(name)}" sheetId="${i + 1}"${veryHidden ? ' state="veryHidden"' : ''} r:id="rId${i + 1}"/>`,
  );
  const filters = sheets.flatMap((sheet, i) =>
    sheet.filter
      ? [
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">'${escapeXml(sheet.name)}'!${filteredRange(sheet)}</definedName>`,
        ]
      : [],
  );
  const names = filters.length === 0 ? '' : `<definedNames>${filters.join('')}</definedNames>`;
  return `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}/relationships"><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28000" windowHeight="16000" activeTab="${active}"/></bookViews><sheets>${list.join('')}</sheets>${names}</workbook>`;
}

function coreXml(title: string): string {
  return `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${encodeXstring(title)}</dc:title><dc:creator>meshsec</dc:creator><cp:lastModifiedBy>meshsec</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${MADE_AT}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${MADE_AT}</dcterms:modified></cp:coreProperties>`;
}

/** Parts that belong to one sheet: notes, their boxes, and the relationships to them. */
function sheetParts({ links = [], notes }: OwnSheet, number: number): [string, string][] {
  const relations = links.map(
    ({ url }, i): Relation => [SHEET_RELATIONS.link(i), `${OFFICE}/relationships/hyperlink`, url, true],
  );
  const parts: [string, string][] = [];
  if (notes !== undefined) {
    const boxes = `drawings/vmlDrawing${number}.vml`;
    relations.push(
      [SHEET_RELATIONS.notes, `${OFFICE}/relationships/comments`, `../comments${number}.xml`],
      [SHEET_RELATIONS.boxes, `${OFFICE}/relationships/vmlDrawing`, `../${boxes}`],
    );
    parts.push(
      [`xl/comments${number}.xml`, DECLARATION + notesXml(notes)],
      [`xl/${boxes}`, noteBoxesXml(notes)],
    );
  }
  if (relations.length > 0) {
    parts.push([`xl/worksheets/_rels/sheet${number}.xml.rels`, DECLARATION + relationsXml(relations)]);
  }
  return parts;
}

/**
 * The bytes of a workbook of ours. The review workbook is made with every answer, and a general library takes longer over
 * it than the answering does.
 */
export function ownWorkbookBytes(workbook: OwnWorkbook): Uint8Array {
  const { sheets, title, active } = workbook;
  const looks = createLookTable();
  const bodies = sheets.map((sheet, i) => sheetXml(sheet, looks, i === active));
  const styles = `rId${sheets.length + 1}`;
  const parts = new Map<string, string>([
    ['[Content_Types].xml', DECLARATION + contentTypes(workbook)],
    [
      '_rels/.rels',
      DECLARATION +
        relationsXml([
          ['rId1', `${OFFICE}/relationships/officeDocument`, 'xl/workbook.xml'],
          ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
        ]),
    ],
    ['docProps/core.xml', DECLARATION + coreXml(title)],
    ['xl/workbook.xml', DECLARATION + workbookXml(workbook)],
    [
      'xl/_rels/workbook.xml.rels',
      DECLARATION +
        relationsXml([
          ...sheets.map(
            (_, i): Relation => [
              `rId${i + 1}`,
              `${OFFICE}/relationships/worksheet`,
              `worksheets/sheet${i + 1}.xml`,
            ],
          ),
          [styles, `${OFFICE}/relationships/styles`, 'styles.xml'],
        ]),
    ],
    ['xl/styles.xml', DECLARATION + looks.xml()],
    ...bodies.map((body, i): [string, string] => [`xl/worksheets/sheet${i + 1}.xml`, DECLARATION + body]),
    ...sheets.flatMap((sheet, i) => sheetParts(sheet, i + 1)),
  ]);
  return newArchive(parts);
}
