import type { Entry, KnowledgeBase } from '../knowledge/knowledge-base.js';
import type { Verdict } from '../knowledge/verdict.js';
import type { Ask } from './asking.js';
import { type Footprint, type KnowledgeReadings, unansweredTexts } from './footprint.js';
import type { Reader } from './reading.js';

/** One way to ask for an entry, read once. */
export interface IndexedPhrasing {
  text: string;
  entry: number;
  /** The verdict of a question worded like this; null for open questions. */
  verdict: Extract<Verdict, 'yes' | 'no'> | null;
  footprint: Footprint;
  /** Concepts a question must name to be asked in this way. */
  keys: readonly string[];
  polarity: readonly string[];
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
  asks: ReadonlyMap<Ask, number>;
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
  footprint: Footprint;
}

export interface UnansweredIndex {
  postings: ReadonlyMap<string, readonly UnansweredLine[]>;
}

/** A unit found in this share of an entry's phrasings or more is what the entry is about. */
const CORE_SHARE = 0.12;

/** Builds the look-up tables from texts that were read. */
export function createEntryIndex(kb: KnowledgeBase, readings: KnowledgeReadings, reader: Reader): EntryIndex {
  const entries = kb.entries.map((entry, position) => indexEntry(entry, position, readings, reader));
  const postings = new Map<string, IndexedEntry[]>();
  for (const entry of entries) for (const key of entry.vocabulary.keys()) push(postings, key, entry);
  const scale = Math.log(1 + entries.length / 0.5);
  const weights = new Map<string, number>();
  return {
    entries,
    byId: new Map(entries.map((entry) => [entry.entry.id, entry])),
    postings,
    weightOf(key) {
      let weight = weights.get(key);
      if (weight === undefined) {
        weight = Math.log(1 + entries.length / (postings.get(key)?.length || 0.5)) / scale;
        if (weights.size < 100_000) weights.set(key, weight);
      }
      return weight;
    },
    unanswered: indexUnanswered(kb, readings),
  };
}

function indexUnanswered(kb: KnowledgeBase, readings: KnowledgeReadings): UnansweredIndex {
  const postings = new Map<string, UnansweredLine[]>();
  const weak = new Set(kb.lexicon.concepts.filter(({ kind }) => kind === 'weak').map(({ id }) => `c:${id}`));
  for (const [at, text] of unansweredTexts(kb).entries()) {
    const footprint = readings.unanswered[at];
    if (!footprint) continue;
    const line = { text, footprint };
    for (const key of footprint.weights.keys())
      if (!key.startsWith('g:') && !weak.has(key)) push(postings, key, line);
  }
  return { postings };
}

function indexEntry(
  entry: Entry,
  position: number,
  readings: KnowledgeReadings,
  reader: Reader,
): IndexedEntry {
  const anchors = new Set(entry.anchors);
  const read = readings.entries[position] ?? { phrasings: [], quotes: [], stems: new Map<string, number>() };
  const { yes, no, open } = entry.phrasings;
  const phrasings = [...yes, ...no, ...open].flatMap((text, at): IndexedPhrasing[] => {
    const footprint = read.phrasings[at];
    if (!footprint || footprint.total === 0) return [];
    const verdict = at < yes.length ? 'yes' : at < yes.length + no.length ? 'no' : null;
    return [{ text, entry: position, verdict, footprint, ...conceptRoles(footprint, anchors, reader) }];
  });
  const vocabulary = new Map<string, number>();
  const asks = new Map<Ask, number>();
  const share = 1 / Math.max(1, phrasings.length);
  for (const { footprint } of phrasings) {
    for (const key of footprint.weights.keys()) add(vocabulary, key, share);
    add(asks, footprint.ask, share);
  }
  for (const { weights } of read.quotes) {
    for (const key of weights.keys()) if (!vocabulary.has(key)) vocabulary.set(key, share / 2);
  }
  return {
    entry,
    position,
    phrasings,
    vocabulary,
    stems: read.stems,
    core: new Map([...vocabulary].filter(([key, value]) => key.startsWith('c:') && value > CORE_SHARE)),
    explains: new Set(entry.explains),
    anchors,
    asks,
  };
}

function conceptRoles(footprint: Footprint, anchors: ReadonlySet<string>, reader: Reader) {
  const kindOf = (id: string) => reader.finder.concept(id)?.kind;
  const concepts = [...footprint.concepts];
  return {
    keys: concepts.filter((id) => kindOf(id) === 'topic' || anchors.has(id)),
    polarity: concepts.filter((id) => kindOf(id) === 'polarity'),
  };
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function add<Key>(map: Map<Key, number>, key: Key, amount: number): void {
  map.set(key, (map.get(key) ?? 0) + amount);
}
