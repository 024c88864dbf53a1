import { readFileSync } from 'node:fs';
import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import type { IndexTables } from './index-tables.js';
import { packTables, unpackTables } from './table-file.js';
import type { WordTables } from './vocabulary.js';

/** Beside this module in dist/; sources that run without a build have none and read the texts. */
const FILE = new URL('shipped-readings.bin', import.meta.url);

/** What came of reading a knowledge base: worth keeping, as that is most of what an index costs. */
export interface KeptReadings {
  tables: IndexTables;
  words: WordTables;
}

/** A map as two lists. */
interface Pairs {
  keys: readonly string[];
  values: readonly string[];
}
interface Counts {
  keys: readonly string[];
  values: Int32Array;
}

interface PackedReadings {
  tables: IndexTables;
  vocabulary: Counts;
  stemRows: Counts;
  glueStems: readonly string[];
  exact: Pairs;
  prefixed: Pairs;
  /** One text. */
  open: readonly string[];
  formWords: readonly string[];
  translations: Pairs;
}

const pairsOf = (map: ReadonlyMap<string, string>): Pairs => ({
  keys: [...map.keys()],
  values: [...map.values()],
});
const countsOf = (map: ReadonlyMap<string, number>): Counts => ({
  keys: [...map.keys()],
  values: Int32Array.from(map.values()),
});

function mapOf<Value>({ keys, values }: { keys: readonly string[]; values: ArrayLike<Value> }) {
  const map = new Map<string, Value>();
  for (const [at, key] of keys.entries()) {
    const value = values[at];
    if (value !== undefined) map.set(key, value);
  }
  return map;
}

/** Packs readings; they hold for the knowledge base of this fingerprint only. */
export function packReadings({ tables, words }: KeptReadings, fingerprint: string): Uint8Array {
  const packed: PackedReadings = {
    tables,
    vocabulary: countsOf(words.vocabulary),
    stemRows: countsOf(words.stemRows),
    glueStems: [...words.glueStems],
    exact: pairsOf(words.forms.exact),
    prefixed: pairsOf(words.forms.prefixed),
    open: [words.forms.open],
    formWords: words.forms.words,
    translations: pairsOf(words.translations),
  };
  return packTables(packed, fingerprint);
}

/** Turns packed readings back; null where they were made from another knowledge base. */
export function unpackReadings(file: Buffer, fingerprint: string): KeptReadings | null {
  const packed = unpackTables<PackedReadings>(file, fingerprint);
  if (packed === null) return null;
  const words: WordTables = {
    vocabulary: mapOf(packed.vocabulary),
    stemRows: mapOf(packed.stemRows),
    glueStems: new Set(packed.glueStems),
    forms: {
      exact: mapOf(packed.exact),
      prefixed: mapOf(packed.prefixed),
      open: packed.open.join('\n'),
      words: packed.formWords,
    },
    translations: mapOf(packed.translations),
  };
  return { tables: packed.tables, words };
}

/** Where the build step keeps the readings of the shipped knowledge base. */
export function readingsFile(): URL {
  return FILE;
}

/** The kept readings of a knowledge base; null where there is none. */
export function loadReadings(kb: KnowledgeBase): KeptReadings | null {
  if (kb.fingerprint === '') return null;
  try {
    return unpackReadings(readFileSync(FILE), kb.fingerprint);
  } catch {
    return null;
  }
}
