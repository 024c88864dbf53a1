import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArchive } from '../../src/workbook/archive.js';
import { crc32 } from '../../src/workbook/crc32.js';
import { LIMITS } from '../../src/workbook/limits.js';
import { packEntry } from '../../src/workbook/pack-entry.js';
import { type Splice, spliced } from '../../src/workbook/splice.js';
import { buildArchive } from './build-archive.js';

const MEBIBYTE = 2 ** 20;

/** The same, in the simplest way. */
function naive(bytes: Buffer, splices: readonly Splice[]): Buffer {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const { start, end, text } of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
    pieces.push(bytes.subarray(at, start), Buffer.from(text));
    at = end;
  }
  return Buffer.concat([...pieces, bytes.subarray(at)]);
}

const archive = readArchive(buildArchive([{ name: 'a.xml', content: 'a' }]), 'a.zip', LIMITS);

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('x'.repeat(MEBIBYTE + 1), 'ü'.repeat(400_000), ''),
);

/** Splices of a part that has some multiples of a mebibyte, in any order, with gaps between them. */
const cases = fc
  .record({
    size: fc.constantFrom(0, 1, 50, MEBIBYTE - 1, MEBIBYTE, MEBIBYTE + 1, 3 * MEBIBYTE + 17),
    places: fc.array(
      fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(30), text }),
      {
        maxLength: 5,
      },
    ),
  })
  .map(({ size, places }) => {
    const splices: Splice[] = [];
    let end = 0;
    for (const place of [...places].sort((a, b) => a.at - b.at)) {
      const start = Math.max(end, Math.floor(place.at * size));
      end = Math.min(size, start + place.length);
      splices.push({ start, end, text: place.text });
    }
    return { bytes: Buffer.alloc(size, 'abcdefg '), splices: splices.reverse() };
  })
  // Where two begin at one place, an insertion and a replacement, only their order in the list tells which is first.
  .filter(({ splices }) => new Set(splices.map(({ start }) => start)).size === splices.length);

describe('splices', () => {
  it('come out in pieces that make the whole, and are packed so that they inflate to it', () => {
    const [entry] = archive.entries;
    if (entry === undefined) throw new Error('no entry');
    fc.assert(
      fc.property(cases, ({ bytes, splices }) => {
        const expected = naive(bytes, splices);
        const pieces: Buffer[] = [];
        const ends: boolean[] = [];
        spliced(bytes, splices, (piece, last) => {
          pieces.push(Buffer.from(piece));
          ends.push(last);
        });
        expect(Buffer.concat(pieces).equals(expected)).toBe(true);
        expect(ends.indexOf(true)).toBe(ends.length - 1);
        const packed = packEntry(entry, (take) => spliced(bytes, splices, take));
        expect(inflateRawSync(packed.data).equals(expected)).toBe(true);
        expect([packed.crc, packed.size]).toEqual([crc32(expected), expected.length]);
      }),
      { numRuns: 60, seed: 20_261_125 },
    );
  });

  it('may not overlap', () => {
    const splices = [
      { start: 0, end: 3, text: 'a' },
      { start: 2, end: 4, text: 'b' },
    ];
    expect(() => spliced(Buffer.from('abcdef'), splices, () => {})).toThrow('overlap');
  });
});
