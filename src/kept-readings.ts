import type { KnowledgeBase } from './knowledge/knowledge-base.js';
import { readIndexTables } from './matching/make-index-tables.js';
import { createReader } from './matching/reading.js';
import { type KeptReadings, loadReadings, packReadings, unpackReadings } from './matching/readings-file.js';
import { makeWordTables } from './matching/vocabulary.js';
import { type CacheFolder, cacheName } from './storage/cache-folder.js';

/**
 * The texts of a knowledge base, read: what the package or the cache holds, or made now and then kept. They hold for the
 * fingerprint of the knowledge base only.
 */
export function readingsOf(knowledge: KnowledgeBase, cache: CacheFolder | null): KeptReadings {
  const shipped = loadReadings(knowledge);
  if (shipped) return shipped;
  const name = cacheName(JSON.stringify(knowledge.files), 'readings');
  const bytes = cache?.read(name) ?? null;
  const kept = bytes === null ? null : unpackReadings(bytes, knowledge.fingerprint);
  if (kept) return kept;
  const words = makeWordTables(knowledge);
  const readings = { words, tables: readIndexTables(knowledge, createReader(knowledge.lexicon, words)) };
  cache?.write(name, packReadings(readings, knowledge.fingerprint));
  return readings;
}
