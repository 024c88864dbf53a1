import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';
import type { Workbook } from 'exceljs';

/** The moment that all workbooks of ours are made at: the same content gives the same bytes. */
const MADE_AT = new Date(Date.UTC(2020, 0, 1));
/** The same in MS-DOS format: 2020-01-01, midnight. */
const DOS_DATE = ((2020 - 1980) << 9) | (1 << 5) | 1;

/** The font of all cells that are given a look of their own; the one that Excel starts with. */
export const OWN_FONT = { name: 'Calibri', family: 2, size: 11 } as const;

const END_OF_DIRECTORY = 0x06054b50;
const DEFLATED = 8;
const VERSION_DEFLATE = 20;
const SLASH = 0x2f;

/**
 * Packs a stored zip archive anew (APPNOTE 4.3.7, 4.3.12): entries deflated, each with the fixed moment. exceljs would deflate
 * in JavaScript, which takes ten times as long as zlib.
 */
function deflated(zip: Buffer): Uint8Array {
  let end = zip.length - 22;
  while (zip.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let from = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const to =
      from + 46 + zip.readUInt16LE(from + 28) + zip.readUInt16LE(from + 30) + zip.readUInt16LE(from + 32);
    const record = Buffer.from(zip.subarray(from, to));
    from = to;
    // Folders need no entries in a package.
    if (record.at(-1) === SLASH) continue;
    const local = record.readUInt32LE(42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = deflateRawSync(zip.subarray(start, start + record.readUInt32LE(24)));
    const header = Buffer.from(zip.subarray(local, start));
    record.writeUInt32LE(data.length, 20);
    header.writeUInt32LE(data.length, 18);
    // Version, flags, method, time and date stand in the same order in both.
    for (const [piece, at] of [
      [record, 10],
      [header, 8],
    ] as const) {
      piece.writeUInt16LE(VERSION_DEFLATE, at - 4);
      piece.writeUInt16LE(DEFLATED, at);
      piece.writeUInt16LE(0, at + 2);
      piece.writeUInt16LE(DOS_DATE, at + 4);
    }
    record.writeUInt32LE(offset, 42);
    files.push(header, data);
    directory.push(record);
    offset += header.length + data.length;
  }
  const tail = Buffer.from(zip.subarray(end));
  for (const at of [8, 10]) tail.writeUInt16LE(directory.length, at);
  tail.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  tail.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, tail]);
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

/** The bytes of a workbook of ours; they depend on its content only. */
export async function workbookBytes(workbook: Workbook): Promise<Uint8Array> {
  return deflated(Buffer.from(await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } })));
}
