import type { Workbook } from 'exceljs';

/** The moment that all workbooks of ours are made at: the same content gives the same bytes. */
const MADE_AT = new Date(Date.UTC(2020, 0, 1));
/** The same in MS-DOS format: 2020-01-01, midnight. */
const DOS_DATE = ((2020 - 1980) << 9) | (1 << 5) | 1;

/** The font of all cells that are given a look of their own; the one that Excel starts with. */
export const OWN_FONT = { name: 'Calibri', family: 2, size: 11 } as const;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** Puts the fixed moment into every entry of a zip archive (APPNOTE 4.3.7, 4.3.12), in place. */
function fixTimes(zip: Buffer): void {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) return;
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(entry) !== DIRECTORY_ENTRY) return;
    const local = zip.readUInt32LE(entry + 42);
    for (const timeAt of [entry + 12, local + 10]) {
      zip.writeUInt16LE(0, timeAt);
      zip.writeUInt16LE(DOS_DATE, timeAt + 2);
    }
    entry += 46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
}

/** An empty workbook of ours; exceljs is loaded here, as it costs a quarter of a second. */
export async function newWorkbook(title: string): Promise<Workbook> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.creator = 'meshsec';
  workbook.lastModifiedBy = 'meshsec';
  workbook.title = title;
  workbook.created = MADE_AT;
  workbook.modified = MADE_AT;
  return workbook;
}

/** The bytes of a workbook of ours; they depend on its content only. */
export async function workbookBytes(workbook: Workbook): Promise<Uint8Array> {
  const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
  fixTimes(bytes);
  return bytes;
}
