import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { largestFirst } from '../../src/bulk/largest-first.js';
import { makeFolder } from '../cli/folders.js';

const folder = makeFolder();
afterAll(folder.remove);

test('large questionnaires come first, equal ones in their order, missing ones last', async () => {
  const jobs = ['b', 'gone', 'c', 'a', 'd'].map((name) => ({ input: join(folder.path, name) }));
  for (const [name, size] of Object.entries({ a: 900, b: 10, c: 10, d: 4000 }))
    writeFileSync(join(folder.path, name), 'x'.repeat(size));
  const order = (await largestFirst(jobs)).map(({ input }) => input.slice(-1));
  expect(order.join('')).toBe('dabce');
});
