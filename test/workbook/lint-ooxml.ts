import { posix } from 'node:path';
import { SaxesParser } from 'saxes';
import { columnNumber } from '../../src/workbook/address.js';
import { type Archive, readArchive, readEntryBytes } from '../../src/workbook/archive.js';
import { LIMITS } from '../../src/workbook/limits.js';

/** An element of a part: enough of a document for the rules below. */
interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  text: string;
}

/** Order of the children of `worksheet` (CT_Worksheet) and `workbook` (CT_Workbook); Excel "repairs" any other. */
const SHEET_ORDER =
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst'.split(
    ' ',
  );
const BOOK_ORDER =
  'fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst'.split(
    ' ',
  );

/**
 * What Excel is strict about, found without the reader or writer of workbooks: order of elements, rows, cells and
 * columns, unique references, counts, indexes, relationships, content types, lengths. One line a problem.
 */
export function lintWorkbook(bytes: Uint8Array): string[] {
  const archive = readArchive(bytes, 'linted', LIMITS);
  const problems: string[] = [];
  const documents = new Map<string, Element>();
  for (const entry of archive.entries) {
    if (!/\.(xml|rels)$/i.test(entry.name)) continue;
    try {
      documents.set(entry.name, parse(readEntryBytes(archive, entry)));
    } catch (error) {
      problems.push(`${entry.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  lintTypes(archive, documents, problems);
  lintLinks(archive, documents, problems);
  const root = (local: string) => [...documents].filter(([, document]) => document.name === local);
  const formats = child(root('styleSheet')[0]?.[1], 'cellXfs');
  const formatCount = formats?.children.length ?? 1;
  lintCount(formats, 'cellXfs', problems);
  const strings = root('sst')[0]?.[1];
  const items = strings?.children.filter(({ name }) => name === 'si') ?? [];
  const unique = Number(strings?.attributes.uniqueCount ?? items.length);
  if (unique !== items.length) problems.push('sst: uniqueCount');
  if (strings?.children.some(({ name }, i) => name === 'si' && i >= items.length))
    problems.push('sst: order');
  for (const item of items) {
    if (allText(item).length > 32_767) problems.push('sst: a text is too long');
  }
  for (const [part, sheet] of root('worksheet')) {
    lintSheet(part, sheet, { formatCount, stringCount: items.length }, problems);
  }
  for (const [part, book] of root('workbook')) lintOrder(part, book, BOOK_ORDER, problems);
  return problems;
}

function parse(bytes: Buffer): Element {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  const parser = new SaxesParser({ xmlns: true });
  const stack: Element[] = [];
  let root: Element | null = null;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const attributes: Record<string, string> = {};
    for (const { local, value } of Object.values(tag.attributes)) attributes[local] = value;
    const element = { name: tag.local, attributes, children: [], text: '' };
    stack.at(-1)?.children.push(element);
    root ??= element;
    stack.push(element);
  });
  const text = (piece: string) => {
    const top = stack.at(-1);
    if (top !== undefined) top.text += piece;
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => void stack.pop());
  parser.write(new TextDecoder(utf16).decode(bytes)).close();
  if (root === null) throw new Error('no root');
  return root;
}

function child(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((found) => found.name === name);
}

function allText(element: Element): string {
  return element.text + element.children.map(allText).join('');
}

function lintTypes(archive: Archive, documents: ReadonlyMap<string, Element>, problems: string[]): void {
  const types = documents.get('[Content_Types].xml')?.children ?? [];
  const extensions = new Set(types.map((type) => type.attributes.Extension?.toLowerCase()));
  const parts = new Set(types.map((type) => type.attributes.PartName?.toLowerCase()));
  for (const part of parts) {
    if (part !== undefined && archive.find(part.slice(1)) === undefined)
      problems.push(`types: no part ${part}`);
  }
  for (const { name } of archive.entries) {
    if (name.endsWith('/') || name === '[Content_Types].xml') continue;
    const extension = /\.([^./]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
    if (!extensions.has(extension) && !parts.has(`/${name.toLowerCase()}`)) problems.push(`types: ${name}`);
  }
}

function lintLinks(archive: Archive, documents: ReadonlyMap<string, Element>, problems: string[]): void {
  for (const [part, document] of documents) {
    if (document.name !== 'Relationships') continue;
    const ids = new Set<string>();
    for (const { attributes } of document.children) {
      if (ids.has(attributes.Id ?? '')) problems.push(`${part}: id ${attributes.Id} twice`);
      ids.add(attributes.Id ?? '');
      if (attributes.TargetMode === 'External') continue;
      const target = posix.join('/', posix.dirname(posix.dirname(part)), attributes.Target ?? '');
      const absolute = attributes.Target?.startsWith('/') === true ? attributes.Target : target;
      if (archive.find(decodeURI(absolute.slice(1))) === undefined)
        problems.push(`${part}: no part ${absolute}`);
    }
  }
}

function lintOrder(part: string, root: Element, order: readonly string[], problems: string[]): void {
  const places = root.children.map(({ name }) => order.indexOf(name)).filter((place) => place >= 0);
  if (places.some((place, i) => place < (places[i - 1] ?? 0))) problems.push(`${part}: order of elements`);
}

function lintCount(list: Element | undefined, what: string, problems: string[]): void {
  const count = list?.attributes.count;
  if (count !== undefined && Number(count) !== list?.children.length) problems.push(`${what}: count`);
}

function lintSheet(
  part: string,
  sheet: Element,
  { formatCount, stringCount }: { formatCount: number; stringCount: number },
  problems: string[],
): void {
  lintOrder(part, sheet, SHEET_ORDER, problems);
  lintCount(child(sheet, 'mergeCells'), `${part}: mergeCells`, problems);
  lintCount(child(sheet, 'dataValidations'), `${part}: dataValidations`, problems);
  let before = 0;
  for (const { attributes } of child(sheet, 'cols')?.children ?? []) {
    if (Number(attributes.min) <= before) problems.push(`${part}: columns overlap`);
    before = Number(attributes.max);
  }
  let lastRow = 0;
  for (const row of child(sheet, 'sheetData')?.children ?? []) {
    const number = Number(row.attributes.r ?? lastRow + 1);
    if (number <= lastRow) problems.push(`${part}: order of rows`);
    lastRow = number;
    lintRow(`${part} row ${number}`, row, number, formatCount, stringCount, problems);
  }
}

function lintRow(
  place: string,
  row: Element,
  number: number,
  formatCount: number,
  stringCount: number,
  problems: string[],
): void {
  const spans = row.attributes.spans?.split(/\s+/).map((span) => span.split(':').map(Number));
  let lastColumn = 0;
  for (const cell of row.children) {
    const { r, s, t } = cell.attributes;
    const reference = /^([A-Z]+)(\d+)$/.exec(r ?? '');
    const column = reference === null ? lastColumn + 1 : columnNumber(reference[1] ?? '');
    if (reference !== null && Number(reference[2]) !== number)
      problems.push(`${place}: ${r} is in another row`);
    if (column <= lastColumn) problems.push(`${place}: order of cells`);
    lastColumn = column;
    if (Number(s ?? 0) >= formatCount) problems.push(`${place}: format of ${r}`);
    if (t === 's' && Number(child(cell, 'v')?.text) >= stringCount) problems.push(`${place}: text of ${r}`);
    const inSpan = spans?.some(([from = 0, to = 0]) => from <= column && column <= to) ?? true;
    if (!inSpan) problems.push(`${place}: spans`);
    if (allText(cell).length > 32_767) problems.push(`${place}: ${r} is too long`);
  }
}
