import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inShard } from '../../src/bulk/shard.js';

describe('shards', () => {
  test('every file is in exactly one shard', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 20 }), (name, count) => {
        const shards = Array.from({ length: count }, (_, i) => ({ index: i + 1, count }));
        return shards.filter((shard) => inShard(name, shard)).length === 1;
      }),
    );
  });

  test('shards are about equal in size', () => {
    const names = Array.from({ length: 1000 }, (_, i) => `customers/${i % 7}/questionnaire-${i}.xlsx`);
    const sizes = [1, 2, 3, 4].map(
      (index) => names.filter((name) => inShard(name, { index, count: 4 })).length,
    );
    expect(Math.min(...sizes)).toBeGreaterThan(200);
  });
});
