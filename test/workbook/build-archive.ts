import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip file made for a test; every field beyond name and content bends the format. */
export interface TestEntry {
  name: string;
  content: string | Uint8Array;
  /** Name in the local header, where it differs. */
  localName?: string;
  stored?: boolean;
  /** Compression method that is claimed. */
  method?: number;
  flags?: number;
  crc?: number;
  /** Sizes that are claimed. */
  size?: number;
  compressedSize?: number;
  /** Sizes stand behind the data; the local header says zero. */
  descriptor?: 'signed' | 'unsigned';
  /** Points to another entry's data. */
  offsetOf?: string;
  /** Bytes behind the deflated data, counted as part of it. */
  trailing?: Uint8Array;
  extra?: Uint8Array;
  time?: number;
  /** Sizes and offset in a zip64 field. */
  zip64?: boolean;
  comment?: string;
}

export interface TestArchiveOptions {
  comment?: string;
  /** Number of entries that the end record claims. */
  count?: number;
  prefix?: Uint8Array;
  /** The directory names the entries from the last to the first. */
  reversed?: boolean;
}

/** Writes a zip file exactly as told, however wrong. */
export function buildArchive(entries: readonly TestEntry[], options: TestArchiveOptions = {}): Buffer {
  const files: Buffer[] = [Buffer.from(options.prefix ?? [])];
  const records: Buffer[] = [];
  const offsets = new Map<string, number>();
  let offset = files[0]?.length ?? 0;
  for (const entry of entries) {
    const packed = pack(entry);
    const place = offsets.get(entry.offsetOf ?? '') ?? offset;
    offsets.set(entry.name, place);
    const local = localHeader(entry, packed);
    if (entry.offsetOf === undefined) {
      const file = Buffer.concat([local, packed.data, descriptor(entry, packed)]);
      files.push(file);
      offset += file.length;
    }
    records.push(record(entry, packed, place));
  }
  if (options.reversed === true) records.reverse();
  const size = records.reduce((sum, bytes) => sum + bytes.length, 0);
  const comment = Buffer.from(options.comment ?? '');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(options.count ?? records.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(options.count ?? records.length, 0xffff), 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...files, ...records, end, comment]);
}

interface Packed {
  data: Buffer;
  crc: number;
  size: number;
  compressedSize: number;
}

function pack(entry: TestEntry): Packed {
  const content = Buffer.from(entry.content as Uint8Array);
  const deflated = entry.stored === true ? content : deflateRawSync(content);
  const data = Buffer.concat([deflated, Buffer.from(entry.trailing ?? [])]);
  return {
    data,
    crc: entry.crc ?? crc32(content),
    size: entry.size ?? content.length,
    compressedSize: entry.compressedSize ?? data.length,
  };
}

function flagsOf(entry: TestEntry): number {
  const ascii = /^[\x20-\x7e]*$/.test(entry.name);
  return (entry.flags ?? 0) | (entry.descriptor === undefined ? 0 : 8) | (ascii ? 0 : 0x800);
}

function localHeader(entry: TestEntry, packed: Packed): Buffer {
  const name = Buffer.from(entry.localName ?? entry.name);
  const extra =
    entry.zip64 === true ? zip64Field([packed.size, packed.compressedSize]) : Buffer.from(entry.extra ?? []);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(entry.zip64 === true ? 45 : 20, 4);
  header.writeUInt16LE(flagsOf(entry), 6);
  header.writeUInt16LE(entry.method ?? (entry.stored === true ? 0 : 8), 8);
  header.writeUInt32LE(entry.time ?? 0x00210000, 10);
  const late = entry.descriptor !== undefined;
  header.writeUInt32LE(late ? 0 : packed.crc, 14);
  header.writeUInt32LE(late ? 0 : entry.zip64 === true ? 0xffffffff : packed.compressedSize, 18);
  header.writeUInt32LE(late ? 0 : entry.zip64 === true ? 0xffffffff : packed.size, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

function zip64Field(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + values.length * 8);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, i) => {
    field.writeBigUInt64LE(BigInt(value), 4 + i * 8);
  });
  return field;
}

function descriptor(entry: TestEntry, packed: Packed): Buffer {
  if (entry.descriptor === undefined) return Buffer.alloc(0);
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(packed.crc, 4);
  bytes.writeUInt32LE(packed.compressedSize, 8);
  bytes.writeUInt32LE(packed.size, 12);
  return entry.descriptor === 'signed' ? bytes : bytes.subarray(4);
}

function record(entry: TestEntry, packed: Packed, offset: number): Buffer {
  const name = Buffer.from(entry.name);
  const wide = entry.zip64 === true;
  const extra = wide
    ? zip64Field([packed.size, packed.compressedSize, offset])
    : Buffer.from(entry.extra ?? []);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(wide ? 45 : 20, 4);
  header.writeUInt16LE(wide ? 45 : 20, 6);
  header.writeUInt16LE(flagsOf(entry), 8);
  header.writeUInt16LE(entry.method ?? (entry.stored === true ? 0 : 8), 10);
  header.writeUInt32LE(entry.time ?? 0x00210000, 12);
  header.writeUInt32LE(packed.crc, 16);
  header.writeUInt32LE(wide ? 0xffffffff : packed.compressedSize, 20);
  header.writeUInt32LE(wide ? 0xffffffff : packed.size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(wide ? 0xffffffff : offset, 42);
  const comment = Buffer.from(entry.comment ?? '');
  header.writeUInt16LE(comment.length, 32);
  return Buffer.concat([header, name, extra, comment]);
}
