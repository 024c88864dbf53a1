import { crc32, deflateRawSync } from 'node:zlib';

/** 2020-01-01, midnight, in MS-DOS format: the same content gives the same bytes. */
const DOS_DATE = ((2020 - 1980) << 9) | (1 << 5) | 1;
const VERSION_DEFLATE = 20;
const UTF8_NAME = 0x800;
const DEFLATED = 8;

/** A zip archive of these parts, by name, in this order (APPNOTE 4.3). */
export function newArchive(parts: ReadonlyMap<string, string>): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of parts) {
    const content = Buffer.from(text, 'utf8');
    const data = deflateRawSync(content, { level: 6 });
    const nameBytes = Buffer.from(name, 'utf8');
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(VERSION_DEFLATE, 4);
    header.writeUInt16LE(UTF8_NAME, 6);
    header.writeUInt16LE(DEFLATED, 8);
    header.writeUInt16LE(DOS_DATE, 12);
    header.writeUInt32LE(crc32(content), 14);
    header.writeUInt32LE(data.length, 18);
    header.writeUInt32LE(content.length, 22);
    header.writeUInt16LE(nameBytes.length, 26);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(VERSION_DEFLATE, 4);
    header.copy(record, 6, 4, 28);
    record.writeUInt32LE(offset, 42);
    files.push(header, nameBytes, data);
    directory.push(record, nameBytes);
    offset += header.length + nameBytes.length + data.length;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}
