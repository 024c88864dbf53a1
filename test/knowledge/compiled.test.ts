import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compileKnowledgeBase, readCompiled } from '../../src/knowledge/compiled.js';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../../src/knowledge/load.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

it('a compiled knowledge base is the same as the one in YAML', async () => {
  const base = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
  const text = compileKnowledgeBase(base, root);
  expect(text).not.toContain(JSON.stringify(root).slice(1, -1));
  expect(await readCompiled(text, root)).toEqual(base);
});

it('is not used once a file has changed', async () => {
  const base = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
  const text = compileKnowledgeBase({ ...base, fingerprint: 'of other bytes' }, root);
  expect(await readCompiled(text, root)).toBeNull();
});

it('is not used where its files are not there', async () => {
  const base = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
  const elsewhere = await mkdtemp(join(tmpdir(), 'meshsec-'));
  expect(await readCompiled(compileKnowledgeBase(base, root), elsewhere)).toBeNull();
  await rm(elsewhere, { recursive: true });
});
