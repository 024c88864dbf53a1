import { compileKnowledgeBase, readCompiled } from './knowledge/compiled.js';
import { yamlFilesAt } from './knowledge/file-paths.js';
import type { KnowledgeBase } from './knowledge/knowledge-base.js';
import { isShipped, loadKnowledgeBase } from './knowledge/load.js';
import { type CacheFolder, cacheName } from './storage/cache-folder.js';

/**
 * Loads a knowledge base as `loadKnowledgeBase` does. Parsing and checking one that is not the shipped one takes a second and
 * more, so what came of it is kept, with the fingerprint of its files: once a byte of them differs, it is made anew.
 */
export async function loadKeptKnowledge(
  paths: readonly string[],
  cache: CacheFolder | null,
): Promise<KnowledgeBase> {
  if (cache === null || isShipped(paths)) return loadKnowledgeBase(paths);
  // A file more or less in a folder makes another knowledge base.
  const files = await Promise.all(paths.map(yamlFilesAt));
  const name = cacheName(JSON.stringify(files), 'knowledge');
  const bytes = cache.read(name);
  const kept = bytes === null ? null : await readCompiled(bytes.toString('latin1'), null);
  if (kept) return kept;
  const knowledge = await loadKnowledgeBase(paths);
  cache.write(name, Buffer.from(compileKnowledgeBase(knowledge, null), 'latin1'));
  return knowledge;
}
