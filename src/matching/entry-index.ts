import type { Entry, KnowledgeBase } from '../knowledge/knowledge-base.js';
import type { Verdict } from '../knowledge/verdict.js';
import type { Reader, Reading, Unit } from './reading.js';
import { stem } from './stems.js';
import { foldWord } from './tokens.js';

/** One way to ask for an entry, read once. */
export interface IndexedPhrasing {
  text: string;
  entry: number;
  /** The verdict of a question worded like this; null for open questions. */
  verdict: Extract<Verdict, 'yes' | 'no'> | null;
  reading: Reading;
  /** Concepts a question must name to be asked in this way. */
  keys: readonly string[];
  polarity: readonly string[];
  totalWeight: number;
}

export interface IndexedEntry {
  entry: Entry;
  position: number;
  phrasings: readonly IndexedPhrasing[];
  /** Unit key -> share of the phrasings that hold it; quotes count half a phrasing. */
  vocabulary: ReadonlyMap<string, number>;
  /** Stems of phrasings, quotes and headings, both languages -> number of phrasings. */
  stems: ReadonlyMap<string, number>;
  /** The concepts most phrasings are about, with their share. */
  core: ReadonlyMap<string, number>;
  explains: ReadonlySet<string>;
  anchors: ReadonlySet<string>;
  asks: ReadonlyMap<Reading['ask'], number>;
}

export interface EntryIndex {
  entries: readonly IndexedEntry[];
  byId: ReadonlyMap<string, IndexedEntry>;
  /** Unit key -> entries whose vocabulary holds it. */
  postings: ReadonlyMap<string, readonly IndexedEntry[]>;
  /** How telling a unit is among the entries, 0 to about 1. */
  weightOf(key: string): number;
  unanswered: UnansweredIndex;
}

export interface UnansweredLine {
  text: string;
  reading: Reading;
  totalWeight: number;
}

export interface UnansweredIndex {
  postings: ReadonlyMap<string, readonly UnansweredLine[]>;
}

/** A unit found in this share of an entry's phrasings or more is what the entry is about. */
const CORE_SHARE = 0.12;

/** Reads all phrasings of a knowledge base into look-up tables; cost grows with the phrasings only. */
export function createEntryIndex(kb: KnowledgeBase, reader: Reader): EntryIndex {
  const entries = kb.entries.map((entry, position) => indexEntry(entry, position, reader));
  const postings = new Map<string, IndexedEntry[]>();
  for (const entry of entries) {
    for (const key of entry.vocabulary.keys()) {
      const list = postings.get(key);
      if (list) list.push(entry);
      else postings.set(key, [entry]);
    }
  }
  return withWeights({
    entries,
    byId: new Map(entries.map((entry) => [entry.entry.id, entry])),
    postings,
    unanswered: indexUnanswered(kb, reader),
  });
}

/** An index from its tables. */
export function withWeights(tables: Omit<EntryIndex, 'weightOf'>): EntryIndex {
  const { entries, postings } = tables;
  const scale = Math.log(1 + entries.length / 0.5);
  return {
    ...tables,
    weightOf: (key) => Math.log(1 + entries.length / (postings.get(key)?.length || 0.5)) / scale,
  };
}

function indexUnanswered(kb: KnowledgeBase, reader: Reader): UnansweredIndex {
  const postings = new Map<string, UnansweredLine[]>();
  const texts = [...kb.unanswered.map(({ text }) => text), ...kb.entries.flatMap((entry) => entry.notFor)];
  for (const text of texts) {
    const reading = reader.readKnown(text);
    const line = { text, reading, totalWeight: totalWeight(reading.units) };
    for (const unit of reading.units) {
      if (unit.kind === 'glue' || unit.kind === 'weak') continue;
      const list = postings.get(unit.key);
      if (list) list.push(line);
      else postings.set(unit.key, [line]);
    }
  }
  return { postings };
}

export function totalWeight(units: readonly Unit[]): number {
  let sum = 0;
  for (const unit of units) sum += unit.weight;
  return sum;
}

function indexEntry(entry: Entry, position: number, reader: Reader): IndexedEntry {
  const anchors = new Set(entry.anchors);
  const phrasings = [
    ...entry.phrasings.yes.map((text) => ({ text, verdict: 'yes' as const })),
    ...entry.phrasings.no.map((text) => ({ text, verdict: 'no' as const })),
    ...entry.phrasings.open.map((text) => ({ text, verdict: null })),
  ].map(({ text, verdict }) => indexPhrasing(text, verdict, position, anchors, reader));
  const vocabulary = new Map<string, number>();
  const stems = new Map<string, number>();
  const asks = new Map<Reading['ask'], number>();
  const share = 1 / Math.max(1, phrasings.length);
  for (const { reading } of phrasings) {
    for (const unit of reading.units) add(vocabulary, unit.key, share);
    for (const stemmed of stemsOf(reading.words)) add(stems, stemmed, 1);
    add(asks, reading.ask, share);
  }
  for (const text of [
    ...entry.quotes.map(({ quote }) => quote),
    ...entry.quotes.map(({ heading }) => heading),
  ]) {
    const reading = reader.readKnown(text);
    for (const unit of reading.units) if (!vocabulary.has(unit.key)) vocabulary.set(unit.key, share / 2);
    for (const stemmed of stemsOf(reading.words)) add(stems, stemmed, 2);
  }
  return {
    entry,
    position,
    phrasings: phrasings.filter((phrasing) => phrasing.keys.length > 0 || phrasing.totalWeight > 0),
    vocabulary,
    stems,
    core: new Map([...vocabulary].filter(([key, value]) => key.startsWith('c:') && value > CORE_SHARE)),
    explains: new Set(entry.explains),
    anchors,
    asks,
  };
}

function stemsOf(words: readonly string[]): Set<string> {
  return new Set(words.map(foldWord).flatMap((word) => [stem(word, 'en'), stem(word, 'de')]));
}

function indexPhrasing(
  text: string,
  verdict: IndexedPhrasing['verdict'],
  entry: number,
  anchors: ReadonlySet<string>,
  reader: Reader,
): IndexedPhrasing {
  const reading = reader.readKnown(text);
  const keys = [...reading.concepts.keys()].filter((id) => {
    const kind = reader.finder.concept(id)?.kind;
    return kind === 'topic' || anchors.has(id);
  });
  const polarity = [...reading.concepts.keys()].filter(
    (id) => reader.finder.concept(id)?.kind === 'polarity',
  );
  return { text, entry, verdict, reading, keys, polarity, totalWeight: totalWeight(reading.units) };
}

function add<Key>(map: Map<Key, number>, key: Key, amount: number): void {
  map.set(key, (map.get(key) ?? 0) + amount);
}
