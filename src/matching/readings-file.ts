import { readFileSync } from 'node:fs';
import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import type { Ask } from './asking.js';
import { type Footprint, type KnowledgeReadings, sumOf } from './footprint.js';
import type { WordTables } from './vocabulary.js';

/** Beside this module in dist/; sources that run without a build have none and read the texts. */
const FILE = new URL('shipped-readings.json', import.meta.url);

/** A footprint as [units, weights, concepts, ask, negations]; concept ids are numbered like unit keys. */
type Packed = readonly [readonly number[], readonly number[], readonly number[], Ask, number];

/** What is kept of a knowledge base. */
export interface KeptReadings {
  tables: WordTables;
  readings: KnowledgeReadings;
}

type Pairs = readonly (readonly [string, string])[];

interface PackedReadings {
  fingerprint: string;
  vocabulary: readonly (readonly [string, number])[];
  stemRows: readonly (readonly [string, number])[];
  glueStems: readonly string[];
  forms: { exact: Pairs; prefixed: Pairs; open: string; words: readonly string[] };
  translations: Pairs;
  names: readonly string[];
  concepts: readonly string[];
  entries: readonly {
    phrasings: readonly Packed[];
    quotes: readonly Packed[];
    stems: readonly (readonly [string, number])[];
  }[];
  unanswered: readonly Packed[];
}

/** Packs readings as JSON; they hold for the knowledge base of this fingerprint only. */
export function packReadings({ readings, tables }: KeptReadings, fingerprint: string): string {
  const concepts = new Map<string, number>();
  const number = (id: string) => {
    const known = concepts.get(id) ?? concepts.size;
    concepts.set(id, known);
    return known;
  };
  const pack = (one: Footprint): Packed => [
    one.units,
    one.weights,
    one.concepts.map(number),
    one.ask,
    one.negations,
  ];
  const entries = readings.entries.map(({ phrasings, quotes, stems }) => ({
    phrasings: phrasings.map(pack),
    quotes: quotes.map(pack),
    stems: [...stems],
  }));
  const unanswered = readings.unanswered.map(pack);
  const packed: PackedReadings = {
    fingerprint,
    vocabulary: [...tables.vocabulary],
    stemRows: [...tables.stemRows],
    glueStems: [...tables.glueStems],
    forms: { ...tables.forms, exact: [...tables.forms.exact], prefixed: [...tables.forms.prefixed] },
    translations: [...tables.translations],
    names: readings.names,
    concepts: [...concepts.keys()],
    entries,
    unanswered,
  };
  return JSON.stringify(packed);
}

/** Turns packed readings back; null where they were made from another knowledge base. */
export function unpackReadings(text: string, fingerprint: string): KeptReadings | null {
  const packed: PackedReadings = JSON.parse(text);
  if (packed.fingerprint !== fingerprint) return null;
  const idOf = (at: number) => packed.concepts[at] ?? '';
  const unpack = ([units, weights, concepts, ask, negations]: Packed): Footprint => ({
    units,
    weights,
    total: sumOf(weights),
    concepts: concepts.map(idOf),
    ask,
    negations,
  });
  const readings: KnowledgeReadings = {
    names: packed.names,
    entries: packed.entries.map(({ phrasings, quotes, stems }) => ({
      phrasings: phrasings.map(unpack),
      quotes: quotes.map(unpack),
      stems: new Map(stems),
    })),
    unanswered: packed.unanswered.map(unpack),
  };
  const tables = {
    vocabulary: new Map(packed.vocabulary),
    stemRows: new Map(packed.stemRows),
    glueStems: new Set(packed.glueStems),
    forms: {
      ...packed.forms,
      exact: new Map(packed.forms.exact),
      prefixed: new Map(packed.forms.prefixed),
    },
    translations: new Map(packed.translations),
  };
  return { readings, tables };
}

/** Where the build step keeps the readings of the shipped knowledge base. */
export function readingsFile(): URL {
  return FILE;
}

/** The kept readings of a knowledge base; null where there are none. */
export function loadReadings(kb: KnowledgeBase): KeptReadings | null {
  if (kb.fingerprint === '') return null;
  try {
    return unpackReadings(readFileSync(FILE, 'utf8'), kb.fingerprint);
  } catch {
    return null;
  }
}
