import { describe, expect, test } from 'vitest';
import { packTables, unpackTables } from '../../src/matching/table-file.js';

const tables = {
  names: ['Schlüssel', 'backup', ''],
  flags: Uint8Array.of(1, 0, 1),
  lists: { from: Int32Array.of(0, 2, 3), items: Int32Array.of(-1, 2_000_000_000, 7) },
  weights: Float64Array.of(0.1 + 0.2, Number.MIN_VALUE, -0),
  none: new Int32Array(0),
};
const packed = Buffer.from(packTables(tables, 'made from this'));

describe('tables in a file', () => {
  test('come back as they were, to the last bit', () => {
    expect(unpackTables(packed, 'made from this')).toStrictEqual(tables);
  });

  test.each([1, 2, 4, 7])('come back from bytes that start %i bytes into others', (offset) => {
    const within = Buffer.concat([Buffer.alloc(offset), packed]).subarray(offset);
    expect(unpackTables(within, 'made from this')).toStrictEqual(tables);
  });

  test('are not given for something else', () => {
    expect(unpackTables(packed, 'made from that')).toBeNull();
  });

  test('of a machine that orders bytes otherwise are not taken', () => {
    const other = packed.toString('latin1').replace('"order":"LE"', '"order":"BE"');
    expect(unpackTables(Buffer.from(other, 'latin1'), 'made from this')).toBeNull();
  });
});
