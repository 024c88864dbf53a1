import { buildArchive, type TestArchiveOptions, type TestEntry } from './build-archive.js';

/** A workbook made on the fly for a test, from the XML of its sheets; everything else has a legal default. */
export interface TestWorkbook {
  /** Name -> what stands in `worksheet`; a string that starts with `<?xml` or `<worksheet` is the whole part. */
  sheets: Readonly<Record<string, string>>;
  /** Shared strings; the workbook has no such part without them. Raw `si` elements start with `<`. */
  strings?: readonly string[];
  /** The inside of `cellXfs`, or the whole styles part. */
  formats?: string;
  styles?: string | null;
  /** Sheet name -> state. */
  states?: Readonly<Record<string, string>>;
  /** What stands in the workbook part before and behind `sheets`. */
  beforeSheets?: string;
  afterSheets?: string;
  /** More entries; one with the name of a default part replaces it. */
  parts?: readonly (Partial<TestEntry> & { name: string })[];
  /** More relationships of a sheet, by sheet number from 1: the inside of `Relationships`. */
  sheetLinks?: Readonly<Record<number, string>>;
  bookLinks?: string;
  rootLinks?: string;
  types?: string;
  archive?: TestArchiveOptions;
  /** Applied to every entry. */
  everyEntry?: Partial<TestEntry>;
}

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_LINKS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The whole part for a sheet's inside. */
export function sheetPart(inside: string): string {
  if (/^(<\?xml|<worksheet|\ufeff)/.test(inside)) return inside;
  return `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${LINKS}">${inside}</worksheet>`;
}

/** The styles part that holds these `xf` elements. */
export function stylesPart(formats: string): string {
  return (
    `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="14"/></font></fonts>` +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills>' +
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
    `<cellXfs count="${formats.match(/<xf\b/g)?.length ?? 0}">${formats}</cellXfs></styleSheet>`
  );
}

/** The default formats: 0 plain, 1 bold and filled, 2 unlocked, 3 wrapped. */
export const FORMATS =
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><protection locked="0"/></xf>' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><alignment vertical="top" wrapText="1"/></xf>';

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** The entries of the package, in the order in which Excel writes them. */
export function workbookEntries(book: TestWorkbook): TestEntry[] {
  const names = Object.keys(book.sheets);
  const links = (inside: string) => `${XML}<Relationships xmlns="${PACKAGE_LINKS}">${inside}</Relationships>`;
  const link = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${LINKS}/${type}" Target="${target}"/>`;
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${SHEET_TYPE}.${type}+xml"/>`;
  const entries: TestEntry[] = [
    {
      name: '[Content_Types].xml',
      content:
        `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        override('xl/workbook.xml', 'sheet.main') +
        names.map((_, i) => override(`xl/worksheets/sheet${i + 1}.xml`, 'worksheet')).join('') +
        (book.strings === undefined ? '' : override('xl/sharedStrings.xml', 'sharedStrings')) +
        (book.styles === null ? '' : override('xl/styles.xml', 'styles')) +
        `${book.types ?? ''}</Types>`,
    },
    {
      name: '_rels/.rels',
      content: links(link('rId1', 'officeDocument', 'xl/workbook.xml') + (book.rootLinks ?? '')),
    },
    {
      name: 'xl/workbook.xml',
      content:
        `${XML}<workbook xmlns="${MAIN}" xmlns:r="${LINKS}">${book.beforeSheets ?? ''}<sheets>` +
        names
          .map((name, i) => {
            const state = book.states?.[name];
            return `<sheet name="${xmlText(name)}" sheetId="${i + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${i + 1}"/>`;
          })
          .join('') +
        `</sheets>${book.afterSheets ?? ''}</workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: links(
        names.map((_, i) => link(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('') +
          (book.strings === undefined ? '' : link('rIdS', 'sharedStrings', 'sharedStrings.xml')) +
          (book.styles === null ? '' : link('rIdF', 'styles', 'styles.xml')) +
          (book.bookLinks ?? ''),
      ),
    },
  ];
  names.forEach((name, i) => {
    const inside = book.sheets[name] ?? '';
    entries.push({ name: `xl/worksheets/sheet${i + 1}.xml`, content: sheetPart(inside) });
    const more = book.sheetLinks?.[i + 1];
    if (more !== undefined) {
      entries.push({ name: `xl/worksheets/_rels/sheet${i + 1}.xml.rels`, content: links(more) });
    }
  });
  if (book.styles !== null) {
    const content = book.styles ?? stylesPart(book.formats ?? FORMATS);
    entries.push({ name: 'xl/styles.xml', content });
  }
  if (book.strings !== undefined) {
    const items = book.strings.map((text) =>
      text.startsWith('<') ? text : `<si><t xml:space="preserve">${xmlText(text)}</t></si>`,
    );
    const count = book.strings.length;
    const content = `${XML}<sst xmlns="${MAIN}" count="${count}" uniqueCount="${count}">${items.join('')}</sst>`;
    entries.push({ name: 'xl/sharedStrings.xml', content });
  }
  for (const part of book.parts ?? []) {
    const old = entries.find((entry) => entry.name === part.name);
    if (old !== undefined) Object.assign(old, part);
    else entries.push({ content: '', ...part });
  }
  return entries.map((entry) => ({ ...book.everyEntry, ...entry }));
}

/** The workbook's bytes. */
export function buildWorkbook(book: TestWorkbook): Buffer {
  return buildArchive(workbookEntries(book), book.archive);
}

/** A sheet's cells from a short table: rows of `[reference, value]`; numbers are numbers, texts are inline. */
export function cellsXml(
  rows: Readonly<Record<number, readonly (readonly [string, string | number])[]>>,
): string {
  const cell = ([reference, value]: readonly [string, string | number]) =>
    typeof value === 'number'
      ? `<c r="${reference}"><v>${value}</v></c>`
      : `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`;
  const row = ([number, cells]: [string, readonly (readonly [string, string | number])[]]) =>
    `<row r="${number}">${cells.map(cell).join('')}</row>`;
  return `<sheetData>${Object.entries(rows).map(row).join('')}</sheetData>`;
}
