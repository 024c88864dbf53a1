import { readFile, stat } from 'node:fs/promises';
import type { KnowledgeBase } from './knowledge-base.js';
import { MAXIMUM_BYTES } from './read-files.js';
import { readSource, type SourceDocument } from './source-document.js';

/** Reads the documents a knowledge base quotes, by source id; null where a file cannot be read. */
export async function readSources(base: KnowledgeBase): Promise<ReadonlyMap<string, SourceDocument | null>> {
  const documents = new Map<string, SourceDocument | null>();
  for (const { id, path } of base.sources) {
    if (path === null) continue;
    const text = await readText(path);
    documents.set(id, text === null ? null : readSource(text));
  }
  return documents;
}

async function readText(path: string): Promise<string | null> {
  try {
    const info = await stat(path);
    return info.isFile() && info.size <= MAXIMUM_BYTES ? await readFile(path, 'utf8') : null;
  } catch {
    return null;
  }
}
