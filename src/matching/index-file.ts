import { readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import type { EntryIndex } from './entry-index.js';
import { stemFrequencies } from './reading.js';

/** File name beside this module in dist/: the index of the shipped knowledge base, made by the build. */
export const INDEX_FILE = 'shipped-index.bin';

type IndexTables = Omit<EntryIndex, 'weightOf'>;

/** What is made of a knowledge base before the first question is matched. */
export interface ShippedIndex {
  tables: IndexTables;
  /** As `stemFrequencies` counts them. */
  stems: ReadonlyMap<string, number>;
}

interface IndexFile extends ShippedIndex {
  /** Of the knowledge base it was made from. */
  fingerprint: string;
}

/** The look-up tables of an index as bytes: reading them back takes a tenth of the time that making them does. */
export function indexBytes(index: EntryIndex, { fingerprint, lexicon }: KnowledgeBase): Uint8Array {
  const { weightOf: _, ...tables } = index;
  return serialize({ fingerprint, tables, stems: stemFrequencies(lexicon) } satisfies IndexFile);
}

/** The index of a built package for this very knowledge base; null where there is none, and it has to be made. */
export function loadShippedIndex({ fingerprint }: KnowledgeBase): ShippedIndex | null {
  try {
    const file: IndexFile = deserialize(readFileSync(new URL(INDEX_FILE, import.meta.url)));
    return file.fingerprint === fingerprint ? file : null;
  } catch {
    // Not built, or written by another version of Node.
    return null;
  }
}
