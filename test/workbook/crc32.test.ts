import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32, tableCrc32 } from '../../src/workbook/crc32.js';

describe('the checksum of zip entries', () => {
  test.each([
    ['', 0],
    ['123456789', 0xcbf43926],
  ])('of %j', (text, sum) => {
    const bytes = Buffer.from(text);
    expect([crc32(bytes), tableCrc32(bytes)]).toEqual([sum, sum]);
  });

  test('is the same with and without zlib', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => crc32(bytes) === tableCrc32(bytes)));
  });

  test.each([
    ['zlib', crc32],
    ['the table', tableCrc32],
  ])('of pieces is that of the whole (%s)', (_name, sum) => {
    const pieces = fc.tuple(fc.uint8Array(), fc.uint8Array());
    fc.assert(
      fc.property(pieces, ([first, second]) => {
        expect(sum(second, sum(first))).toBe(sum(Buffer.concat([first, second])));
      }),
    );
  });
});
