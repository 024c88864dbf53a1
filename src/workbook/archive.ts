import { inflateRawSync } from 'node:zlib';
import { crc32 } from './crc32.js';
import { byteCount, damaged, type Limits, overLimit } from './limits.js';
import { printable } from './printable.js';

/** One entry of the package: where its bytes are, and the directory record that describes it (APPNOTE 4.3.12). */
export interface ArchiveEntry {
  name: string;
  method: number;
  flags: number;
  crc: number;
  compressedSize: number;
  size: number;
  /** Offsets in the file: local header, data, end of data, end of data descriptor. */
  start: number;
  dataStart: number;
  dataEnd: number;
  end: number;
  /** The central record, byte for byte. */
  record: Buffer;
}

/** A zip file whose entries do not overlap, do not repeat, and say the same in both of their headers. */
export interface Archive {
  file: string;
  bytes: Buffer;
  entries: readonly ArchiveEntry[];
  comment: Buffer;
  limits: Limits;
  /** Bytes that were inflated so far, for the limit over all parts. */
  spent: { bytes: number };
  /** Part names are compared without case (OPC, ECMA-376 part 2, 6.2.2.3). */
  find(name: string): ArchiveEntry | undefined;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END = 0x06064b50;
const DESCRIPTOR = 0x08074b50;
const ENCRYPTED = 1;
const HAS_DESCRIPTOR = 8;
const UTF8 = 0x800;
const FULL32 = 0xffffffff;

/** Reads the directory of a zip file; no entry is inflated. */
export function readArchive(source: Uint8Array, file: string, limits: Limits): Archive {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  try {
    return parseArchive(bytes, file, limits);
  } catch (error) {
    if (error instanceof RangeError) throw damaged('the zip directory points outside the file', { file });
    throw error;
  }
}

function parseArchive(bytes: Buffer, file: string, limits: Limits): Archive {
  const end = findEnd(bytes, file);
  if (end.count > limits.entries) {
    throw overLimit(`the package has ${end.count} entries; the limit is ${limits.entries}`, { file });
  }
  const entries: ArchiveEntry[] = [];
  const byName = new Map<string, ArchiveEntry>();
  let at = end.directory;
  for (let i = 0; i < end.count; i++) {
    const { entry, next } = readEntry(bytes, at, file);
    const key = partKey(entry.name);
    if (byName.has(key))
      throw damaged('the package has this entry twice', { file, part: printable(entry.name) });
    byName.set(key, entry);
    entries.push(entry);
    at = next;
  }
  if (at !== end.directoryEnd) throw damaged('the zip directory has another size than it says', { file });
  refuseOverlaps(entries, end.directory, file);
  return {
    file,
    bytes,
    entries,
    comment: end.comment,
    limits,
    spent: { bytes: 0 },
    find: (name) => byName.get(partKey(name)),
  };
}

function partKey(name: string): string {
  return name.replaceAll('\\', '/').toLowerCase();
}

interface DirectoryEnd {
  count: number;
  directory: number;
  directoryEnd: number;
  comment: Buffer;
}

function findEnd(bytes: Buffer, file: string): DirectoryEnd {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at--) {
    if (bytes.readUInt32LE(at) !== END || at + 22 + bytes.readUInt16LE(at + 20) !== bytes.length) continue;
    const end = {
      count: bytes.readUInt16LE(at + 10),
      directory: bytes.readUInt32LE(at + 16),
      directoryEnd: at,
      comment: bytes.subarray(at + 22),
    };
    const size = bytes.readUInt32LE(at + 12);
    if (end.count === 0xffff || end.directory === FULL32 || size === FULL32) return zip64End(bytes, at, end);
    if (end.directory + size !== at) throw damaged('the zip directory is not where the file says', { file });
    return end;
  }
  throw damaged(
    'the end of the zip package is not where it belongs; the file was cut off, or something was added to it',
    { file },
  );
}

function zip64End(bytes: Buffer, at: number, end: DirectoryEnd): DirectoryEnd {
  const locator = at - 20;
  if (locator < 0 || bytes.readUInt32LE(locator) !== ZIP64_LOCATOR) return end;
  const record = Number(bytes.readBigUInt64LE(locator + 8));
  if (bytes.readUInt32LE(record) !== ZIP64_END) throw new RangeError('zip64 record');
  return {
    count: Number(bytes.readBigUInt64LE(record + 32)),
    directory: Number(bytes.readBigUInt64LE(record + 48)),
    directoryEnd: record,
    comment: end.comment,
  };
}

function readEntry(bytes: Buffer, at: number, file: string): { entry: ArchiveEntry; next: number } {
  if (bytes.readUInt32LE(at) !== CENTRAL) throw damaged('the zip directory is broken', { file });
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const next = extraEnd + bytes.readUInt16LE(at + 32);
  if (next > bytes.length) throw new RangeError('directory record');
  const flags = bytes.readUInt16LE(at + 8);
  const rawName = bytes.subarray(at + 46, nameEnd);
  const name = rawName.toString((flags & UTF8) === 0 ? 'latin1' : 'utf8');
  const sizes = zip64Sizes(bytes, nameEnd, extraEnd, {
    size: bytes.readUInt32LE(at + 24),
    compressedSize: bytes.readUInt32LE(at + 20),
    start: bytes.readUInt32LE(at + 42),
  });
  const described = {
    name,
    flags,
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    ...sizes,
    record: bytes.subarray(at, next),
  };
  return { entry: { ...described, ...localPlace(bytes, described, rawName, file) }, next };
}

/** Sizes that do not fit 32 bits stand in extra field 1, in this order (APPNOTE 4.5.3). */
function zip64Sizes<T extends { size: number; compressedSize: number; start: number }>(
  bytes: Buffer,
  from: number,
  to: number,
  sizes: T,
): T {
  const result = { ...sizes };
  for (let at = from; at + 4 <= to; at += 4 + bytes.readUInt16LE(at + 2)) {
    if (bytes.readUInt16LE(at) !== 1) continue;
    let value = at + 4;
    for (const key of ['size', 'compressedSize', 'start'] as const) {
      if (result[key] !== FULL32) continue;
      result[key] = Number(bytes.readBigUInt64LE(value));
      value += 8;
    }
  }
  return result;
}

type Described = Omit<ArchiveEntry, 'dataStart' | 'dataEnd' | 'end'>;

/** Reads the local header and demands that it tells the same story as the directory. */
function localPlace(bytes: Buffer, entry: Described, rawName: Buffer, file: string) {
  const part = printable(entry.name);
  if ((entry.flags & ENCRYPTED) !== 0)
    throw damaged('this entry of the package is encrypted', { file, part });
  const { start } = entry;
  const nameEnd = start + 30 + bytes.readUInt16LE(start + 26);
  const dataStart = nameEnd + bytes.readUInt16LE(start + 28);
  const sameName = bytes.subarray(start + 30, nameEnd).equals(rawName);
  const sameMethod = bytes.readUInt16LE(start + 8) === entry.method;
  if (bytes.readUInt32LE(start) !== LOCAL || !sameName || !sameMethod) {
    throw damaged('the package describes this entry in two different ways', { file, part });
  }
  const described = (bytes.readUInt16LE(start + 6) & HAS_DESCRIPTOR) !== 0;
  const agrees = (offset: number, value: number) => {
    const local = bytes.readUInt32LE(start + offset);
    return local === value || local === FULL32 || (described && local === 0);
  };
  if (!agrees(14, entry.crc) || !agrees(18, entry.compressedSize) || !agrees(22, entry.size)) {
    throw damaged('the package gives two sizes for this entry', { file, part });
  }
  const dataEnd = dataStart + entry.compressedSize;
  return { dataStart, dataEnd, end: described ? descriptorEnd(bytes, entry, dataEnd) : dataEnd };
}

/** A descriptor has 12 bytes, 20 where sizes are zip64, and 4 more with its optional signature (APPNOTE 4.3.9). */
function descriptorEnd(bytes: Buffer, entry: Described, dataEnd: number): number {
  const signed = bytes.readUInt32LE(dataEnd) === DESCRIPTOR && bytes.readUInt32LE(dataEnd + 4) === entry.crc;
  const sizes = dataEnd + (signed ? 8 : 4);
  const narrow =
    bytes.readUInt32LE(sizes) === entry.compressedSize && bytes.readUInt32LE(sizes + 4) === entry.size;
  return sizes + (narrow ? 8 : 16);
}

/** Overlapping entries are how a small file becomes a large bomb (Fifield 2019); no writer makes them. */
function refuseOverlaps(entries: readonly ArchiveEntry[], directory: number, file: string): void {
  const inOrder = [...entries].sort((a, b) => a.start - b.start);
  inOrder.forEach((entry, i) => {
    const limit = inOrder[i + 1]?.start ?? directory;
    if (entry.end > limit)
      throw damaged('entries of the package overlap', { file, part: printable(entry.name) });
  });
}

const STORED = 0;
const DEFLATED = 8;

/** The content of an entry, checked against its size, checksum and the limits; never allocates by a declared size. */
export function readEntryBytes(archive: Archive, entry: ArchiveEntry): Buffer {
  const { file, limits } = archive;
  const where = { file, part: printable(entry.name) };
  const content = entry.method === STORED ? stored(archive, entry) : inflated(archive, entry);
  if (content.length !== entry.size) throw damaged('it has another size than the package says', where);
  if (crc32(content) !== entry.crc) throw damaged('its checksum is wrong', where);
  archive.spent.bytes += content.length;
  if (archive.spent.bytes > limits.totalBytes) {
    throw overLimit(`the parts together have more than ${byteCount(limits.totalBytes)}`, where);
  }
  return content;
}

function stored(archive: Archive, entry: ArchiveEntry): Buffer {
  const where = { file: archive.file, part: printable(entry.name) };
  if (entry.compressedSize > archive.limits.partBytes) {
    throw overLimit(`it is larger than ${byteCount(archive.limits.partBytes)}`, where);
  }
  return archive.bytes.subarray(entry.dataStart, entry.dataEnd);
}

function inflated(archive: Archive, entry: ArchiveEntry): Buffer {
  const { file, limits } = archive;
  const where = { file, part: printable(entry.name) };
  if (entry.method !== DEFLATED) {
    throw damaged(`it is compressed with method ${entry.method}, which Excel does not use`, where);
  }
  const byRatio = Math.max(limits.ratioFromBytes, entry.compressedSize * limits.ratio);
  const most = Math.min(limits.partBytes, byRatio);
  try {
    const packed = archive.bytes.subarray(entry.dataStart, entry.dataEnd);
    // One chunk, if the directory says the truth, and never more than the limits allow.
    const chunkSize = Math.max(Math.min(entry.size, most), 1024) + 1;
    return inflateRawSync(packed, { maxOutputLength: most, chunkSize });
  } catch (error) {
    if (error instanceof RangeError) {
      const bomb = byRatio < limits.partBytes;
      const what = bomb
        ? `it inflates to more than ${limits.ratio} times its size, like a zip bomb`
        : `it is larger than ${byteCount(limits.partBytes)}`;
      throw overLimit(what, where);
    }
    throw damaged('its compressed data is broken', where);
  }
}
