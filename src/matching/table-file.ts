import { endianness } from 'node:os';

const KINDS = { i32: Int32Array, u8: Uint8Array, f64: Float64Array } as const;
type Kind = keyof typeof KINDS;
type Numbers = Int32Array | Uint8Array | Float64Array;

/** What stands where: texts in the header itself, numbers behind it, tables of both. */
type Outline =
  | { texts: readonly string[] }
  | { kind: Kind; from: number; length: number }
  | { tables: Record<string, Outline> };

interface Header {
  fingerprint: string;
  /** Numbers are kept as the machine that wrote them has them. */
  order: string;
  outline: Outline;
}

/** Numbers start at multiples of the greatest size. */
const ALIGNMENT = 8;
const aligned = (length: number) => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

function isNumbers(table: unknown): table is Numbers {
  return ArrayBuffer.isView(table);
}

function kindOf(numbers: Numbers): Kind {
  if (numbers instanceof Float64Array) return 'f64';
  return numbers instanceof Int32Array ? 'i32' : 'u8';
}

/**
 * Tables (objects of lists of texts, typed arrays, and tables) as one file, which is read in next to no time: the length of
 * a header, the header as JSON with all texts, then the numbers as they stand in memory. `fingerprint` tells what they were
 * made from.
 */
export function packTables(tables: object, fingerprint: string): Uint8Array {
  const pieces: Numbers[] = [];
  let end = 0;
  const outlineOf = (table: object): Outline => {
    if (Array.isArray(table)) return { texts: table };
    if (!isNumbers(table)) {
      const parts = Object.entries(table).map(([name, part]) => [name, outlineOf(part)] as const);
      return { tables: Object.fromEntries(parts) };
    }
    const outline = { kind: kindOf(table), from: end, length: table.length };
    pieces.push(table);
    end += aligned(table.byteLength);
    return outline;
  };
  const header: Header = { fingerprint, order: endianness(), outline: outlineOf(tables) };
  const text = Buffer.from(JSON.stringify(header));
  let at = aligned(4 + text.length);
  const bytes = Buffer.alloc(at + end);
  bytes.writeUInt32LE(text.length, 0);
  bytes.set(text, 4);
  for (const { buffer, byteOffset, byteLength } of pieces) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += aligned(byteLength);
  }
  return bytes;
}

/** The tables of a file, their numbers as views into its bytes; null where they were made from something else. */
export function unpackTables<Tables extends object>(file: Buffer, fingerprint: string): Tables | null {
  // A file read whole has its own memory; what does not start at a multiple is moved.
  const bytes = file.byteOffset % ALIGNMENT === 0 ? file : new Uint8Array(file);
  const length = file.readUInt32LE(0);
  const header: Header = JSON.parse(file.toString('utf8', 4, 4 + length));
  if (header.fingerprint !== fingerprint || header.order !== endianness()) return null;
  const start = bytes.byteOffset + aligned(4 + length);
  const tableOf = (outline: Outline): object => {
    if ('texts' in outline) return outline.texts;
    if ('kind' in outline)
      return new KINDS[outline.kind](bytes.buffer as ArrayBuffer, start + outline.from, outline.length);
    const parts = Object.entries(outline.tables).map(([name, part]) => [name, tableOf(part)] as const);
    return Object.fromEntries(parts);
  };
  return tableOf(header.outline) as Tables;
}
