import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';
import type { Workbook } from 'exceljs';
import { crc32 } from '../workbook/crc32.js';

/** The moment that all workbooks of ours are made at: the same content gives the same bytes. */
const MADE_AT = new Date(Date.UTC(2020, 0, 1));
/** The same in MS-DOS format: 2020-01-01, midnight. */
const DOS_DATE = ((2020 - 1980) << 9) | (1 << 5) | 1;

/** The font of all cells that are given a look of their own; the one that Excel starts with. */
export const OWN_FONT = { name: 'Calibri', family: 2, size: 11 } as const;

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_RECORD = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const DEFLATED = 8;
const VERSION_DEFLATE = 20;

/** An entry of a zip archive (APPNOTE 4.3.7, 4.3.12) with the fixed moment; its place is not known yet. */
interface Entry {
  header: Buffer;
  data: Buffer;
  record: Buffer;
}

/** Packs a part of a package; names of parts are plain ASCII. */
function packed(name: string, text: string): Entry {
  const content = Buffer.from(text);
  const data = deflateRawSync(content);
  const header = Buffer.alloc(30 + name.length);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(VERSION_DEFLATE, 4);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt16LE(DOS_DATE, 12);
  header.writeUInt32LE(crc32(content), 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(name.length, 26);
  header.write(name, 30, 'latin1');
  const record = Buffer.alloc(46 + name.length);
  record.writeUInt32LE(DIRECTORY_RECORD, 0);
  record.writeUInt16LE(VERSION_DEFLATE, 4);
  header.copy(record, 6, 4, 28);
  record.write(name, 46, 'latin1');
  return { header, data, record };
}

/** A zip archive of these entries (APPNOTE 4.3.16). */
function zipped(entries: readonly Entry[]): Uint8Array {
  const files: Buffer[] = [];
  let offset = 0;
  for (const { header, data, record } of entries) {
    record.writeUInt32LE(offset, 42);
    files.push(header, data);
    offset += header.length + data.length;
  }
  const directory = Buffer.concat(entries.map(({ record }) => record));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_OF_DIRECTORY, 0);
  for (const at of [8, 10]) end.writeUInt16LE(entries.length, at);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, directory, end]);
}

/**
 * exceljs in its one-file build: the same code without the streams and archivers around it, which are never used here and
 * take a quarter of a second to load.
 */
function loadExceljs(): typeof import('exceljs') {
  return createRequire(import.meta.url)('exceljs/dist/exceljs.bare.min.js');
}

/** An empty workbook of ours; exceljs is loaded here, as no other command needs it. */
export function newWorkbook(title: string): Workbook {
  const workbook = new (loadExceljs().Workbook)();
  workbook.creator = 'meshsec';
  workbook.lastModifiedBy = 'meshsec';
  workbook.title = title;
  workbook.created = MADE_AT;
  workbook.modified = MADE_AT;
  return workbook;
}

/** The steps in which the writer of exceljs makes the parts of a package, in its order. */
const STEPS = [
  'addContentTypes',
  'addOfficeRels',
  'addWorkbookRels',
  'addWorksheets',
  'addSharedStrings',
  'addDrawings',
  'addTables',
  'addThemes',
  'addStyles',
  'addMedia',
  'addApp',
  'addCore',
  'addWorkbook',
] as const;

/** The writer of exceljs, step by step; its types only know the whole. */
interface PartWriter
  extends Record<(typeof STEPS)[number], (zip: PartReceiver, model: unknown) => Promise<void>> {
  prepareModel(model: unknown, options: object): void;
}

/** What the steps take for an archive. */
interface PartReceiver {
  append(text: string, options: { name: string }): void;
}

/**
 * The bytes of a workbook of ours; they depend on its content only. exceljs makes the parts, one after the other; its archive
 * is made in JavaScript, takes ten times as long as zlib, and holds every part three times.
 */
export async function workbookBytes(workbook: Workbook): Promise<Uint8Array> {
  const writer = workbook.xlsx as unknown as PartWriter;
  const { model } = workbook;
  const entries: Entry[] = [];
  const receiver: PartReceiver = { append: (text, { name }) => void entries.push(packed(name, text)) };
  writer.prepareModel(model, {});
  for (const step of STEPS) await writer[step](receiver, model);
  return zipped(entries);
}
