import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { jsonSchemas } from '../../src/knowledge/json-schema.js';

it.each(jsonSchemas())('$name is current: `npm run build` writes it', async ({ name, text }) => {
  const shipped = await readFile(new URL(`../../knowledge/schema/${name}`, import.meta.url), 'utf8');
  expect(shipped).toBe(text);
});
