import type { CellRange } from './address.js';
import { type Archive, readArchive } from './archive.js';
import { refuseOtherKinds } from './file-kind.js';
import { byteCount, LIMITS, type Limits, overLimit } from './limits.js';
import { type ListContext, listValues } from './list-source.js';
import { makeSheet } from './make-sheet.js';
import { readSharedStrings, type SharedStrings } from './shared-strings.js';
import type { Sheet } from './sheet.js';
import type { SheetLayout } from './sheet-layout.js';
import { readSheet, type SheetContents } from './sheet-reader.js';
import { readCellFormats } from './styles.js';
import { readTables, type Table } from './tables.js';
import { readWorkbookPart, type SheetEntry, type WorkbookPart } from './workbook-part.js';

/** A customer's workbook, read once: sheets as plain data, and the package it came from. */
export interface Workbook {
  /** Name for messages, usually the path as the user gave it. */
  readonly name: string;
  readonly sheets: readonly Sheet[];
  readonly hasMacros: boolean;
  /** The package carries a digital signature that any change invalidates. */
  readonly signed: boolean;
  readonly hasFormulas: boolean;
}

/** What a patch needs of a sheet beyond its cells. */
export interface SheetSource {
  part: string;
  layout: SheetLayout;
  arrays: readonly CellRange[];
  tables: readonly Table[];
}

/** The package behind a workbook. */
export interface WorkbookSource {
  archive: Archive;
  book: WorkbookPart;
  sheets: ReadonlyMap<string, SheetSource>;
  strings: SharedStrings;
}

const sources = new WeakMap<Workbook, WorkbookSource>();

/**
 * Reads an Excel workbook from bytes: any OOXML spreadsheet, strict or transitional. Only the parts that sheets
 * are made of are inflated. Throws `MeshsecError` for what is no workbook, damaged, or beyond the limits.
 */
export function openWorkbook(bytes: Uint8Array, name: string, limits: Limits = LIMITS): Workbook {
  refuseOtherKinds(bytes, name);
  if (bytes.length > limits.inputBytes) {
    throw overLimit(`the file is larger than ${byteCount(limits.inputBytes)}`, { file: name });
  }
  const archive = readArchive(bytes, name, limits);
  const book = readWorkbookPart(archive);
  const context = {
    strings: readSharedStrings(archive, book.stringsPart),
    formats: readCellFormats(archive, book.stylesPart),
    counted: { cells: 0 },
  };
  const read = book.sheets.map((entry) => ({ entry, contents: readSheet(archive, entry.part, context) }));
  const lists = listContext(book, read, limits.listCells);
  const sheets: Sheet[] = [];
  const sheetSources = new Map<string, SheetSource>();
  for (const { entry, contents } of read) {
    const tables = readTables(archive, entry.part, contents.tableIds);
    const validations = validationsOf(contents, entry.name, lists);
    sheets.push(makeSheet({ ...contents, ...entry, tables, validations }));
    const { layout, arrays } = contents;
    sheetSources.set(entry.name, { part: entry.part, layout, arrays, tables });
  }
  const workbook: Workbook = {
    name,
    sheets,
    hasMacros: book.hasMacros,
    signed: book.signed,
    hasFormulas: read.some(({ contents }) => contents.hasFormulas),
  };
  sources.set(workbook, { archive, book, sheets: sheetSources, strings: context.strings });
  return workbook;
}

/** The package behind a workbook that `openWorkbook` made. */
export function sourceOf(workbook: Workbook): WorkbookSource {
  const source = sources.get(workbook);
  if (source === undefined) throw new TypeError('the workbook was not made by openWorkbook');
  return source;
}

type ReadSheets = readonly { entry: SheetEntry; contents: SheetContents }[];

function listContext(book: WorkbookPart, read: ReadSheets, cellsLeft: number): ListContext {
  const cells = new Map(
    read.map(({ entry, contents }) => [entry.name.toLowerCase(), contents.cells.sorted()]),
  );
  const positions = new Map(book.sheets.map((sheet) => [sheet.name, sheet.position]));
  return {
    cellsLeft,
    cellsOf: (sheet) => cells.get(sheet),
    nameOf: (name, sheet) =>
      book.sheetNames.get(positions.get(sheet) ?? -1)?.get(name) ?? book.names.get(name),
  };
}

function validationsOf(contents: SheetContents, sheet: string, lists: ListContext) {
  const known = new Map<string, readonly string[] | null>();
  return contents.lists.map(({ ranges, source }) => {
    if (!known.has(source)) known.set(source, listValues(source, sheet, lists));
    return { ranges, source, values: known.get(source) ?? null };
  });
}
