import type { Archive, ArchiveEntry } from './archive.js';
import { damaged } from './limits.js';
import { type PackedEntry, packEntry } from './pack-entry.js';
import type { PartChange } from './xml-text.js';

/** Entries with another content, packed already. */
export type ChangedEntries = Map<ArchiveEntry, PackedEntry>;

/** Adds a part with changes; it is packed at once, so that no two changed parts are in memory. */
export function changePart(archive: Archive, changes: ChangedEntries, change: PartChange): void {
  const entry = archive.find(change.part);
  if (entry === undefined) return;
  changes.set(
    entry,
    packEntry(entry, (take) => change.xml.spliced(change.splices, take)),
  );
}

/**
 * Writes the archive again with some entries changed. Every other entry keeps its bytes, order, times, flags and
 * extra fields; without changes the very same bytes come back.
 */
export function writeArchive(archive: Archive, changes: ReadonlyMap<ArchiveEntry, PackedEntry>): Uint8Array {
  if (changes.size === 0) return archive.bytes;
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of archive.entries) {
    const packed = changes.get(entry);
    const written = packed === undefined ? copied(archive, entry, offset) : renewed(entry, packed, offset);
    files.push(...written.file);
    directory.push(written.record);
    offset += written.file.reduce((sum, piece) => sum + piece.length, 0);
  }
  const size = directory.reduce((sum, record) => sum + record.length, 0);
  if (offset + size > 0xfffffffe || directory.length > 0xfffe) {
    throw damaged('the package is too large to be written', { file: archive.file });
  }
  return Buffer.concat([...files, ...directory, endRecord(directory.length, size, offset, archive.comment)]);
}

interface Written {
  file: Buffer[];
  record: Buffer;
}

function copied(archive: Archive, entry: ArchiveEntry, offset: number): Written {
  const record = Buffer.from(entry.record);
  // An offset in a zip64 field stays there; it cannot be moved by four bytes.
  if (record.readUInt32LE(42) === 0xffffffff) moveZip64Offset(record, offset);
  else record.writeUInt32LE(offset, 42);
  return { file: [archive.bytes.subarray(entry.start, entry.end)], record };
}

function moveZip64Offset(record: Buffer, offset: number): void {
  const nameEnd = 46 + record.readUInt16LE(28);
  const extraEnd = nameEnd + record.readUInt16LE(30);
  for (let at = nameEnd; at + 4 <= extraEnd; at += 4 + record.readUInt16LE(at + 2)) {
    if (record.readUInt16LE(at) !== 1) continue;
    const before = [24, 20].filter((field) => record.readUInt32LE(field) === 0xffffffff).length;
    record.writeBigUInt64LE(BigInt(offset), at + 4 + before * 8);
  }
}

const UTF8_NAME = 0x800;
const DEFLATED = 8;
const VERSION_DEFLATE = 20;

/** A changed entry keeps its name and time; the rest is written plainly, so that nothing old contradicts it. */
function renewed(entry: ArchiveEntry, packed: PackedEntry, offset: number): Written {
  const name = entry.record.subarray(46, 46 + entry.record.readUInt16LE(28));
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION_DEFLATE, 4);
  header.writeUInt16LE((entry.flags & UTF8_NAME) | packed.effort, 6);
  header.writeUInt16LE(DEFLATED, 8);
  entry.record.copy(header, 10, 12, 16);
  header.writeUInt32LE(packed.crc, 14);
  header.writeUInt32LE(packed.data.length, 18);
  header.writeUInt32LE(packed.size, 22);
  header.writeUInt16LE(name.length, 26);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(VERSION_DEFLATE, 4);
  header.copy(record, 6, 4, 28);
  // Attributes of the file system stay as they were.
  entry.record.copy(record, 36, 36, 42);
  record.writeUInt32LE(offset, 42);
  return { file: [header, name, packed.data], record: Buffer.concat([record, name]) };
}

function endRecord(count: number, size: number, offset: number, comment: Buffer): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
}
