import type { Entry, KnowledgeBase } from '../knowledge/knowledge-base.js';
import type { Verdict } from '../knowledge/verdict.js';
import type { Ask } from './asking.js';
import { type Footprint, type KnowledgeReadings, unansweredTexts } from './footprint.js';
import {
  addTo,
  clear,
  createPostings,
  createTally,
  type PostingRow,
  type Postings,
  type Tally,
} from './postings.js';
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

/** Phrasings of an entry with the same keys. */
export interface KeyGroup {
  keys: readonly string[];
  /** How telling each key is among the entries. */
  weights: readonly number[];
  /** Positions of the phrasings. */
  members: readonly number[];
}

export interface IndexedEntry {
  entry: Entry;
  position: number;
  phrasings: readonly IndexedPhrasing[];
  /** The units of all phrasings in turn, with their weights; those of phrasing `n` end before `ends[n]`. */
  units: Int32Array;
  weights: Float64Array;
  ends: Int32Array;
  groups: readonly KeyGroup[];
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
  /** The number of a unit key; undefined where neither an entry nor an unanswered line holds it. */
  numberOf(key: string): number | undefined;
  /** Unit -> entries whose vocabulary holds it, by position, with what its share is worth in a first look. */
  postings: Postings;
  scores: Tally;
  /** How telling a unit is among the entries, 0 to 1. */
  weightOf(key: string): number;
  /** What the question at hand gives each unit; -1 where it does not name it. Filled and cleared by `rankEntries`. */
  asked: Float64Array;
  unanswered: UnansweredIndex;
}

export interface UnansweredIndex {
  lines: readonly { text: string; footprint: Footprint }[];
  /** Unit -> lines that hold it, with its weight there. */
  postings: Postings;
  shared: Tally;
}

/** A unit found in this share of an entry's phrasings or more is what the entry is about. */
const CORE_SHARE = 0.12;

/** Builds the look-up tables from texts that were read. */
export function createEntryIndex(kb: KnowledgeBase, readings: KnowledgeReadings, reader: Reader): EntryIndex {
  const { names } = readings;
  const numbers = new Map(names.map((name, number) => [name, number]));
  const tally = createTally(names.length);
  const drafts = kb.entries.map((entry, position) => ({
    entry,
    position,
    phrasings: readPhrasings(entry, position, readings),
    quotes: readings.entries[position]?.quotes ?? [],
    stems: readings.entries[position]?.stems ?? new Map<string, number>(),
  }));
  const vocabularies = drafts.map((draft) => vocabularyOf(draft.phrasings, draft.quotes, tally));
  const postings = createPostings(
    names.length,
    vocabularies.map(({ units, values }) => ({
      units,
      values: values.map((share) => Math.min(1, 0.3 + Math.sqrt(share))),
    })),
  );
  const weights = unitWeights(postings, drafts.length);
  const weightOf = (key: string) => weights[numbers.get(key) ?? -1] ?? 1;
  return {
    entries: drafts.map((draft, at) => indexEntry(draft, named(vocabularies[at], names), reader, weightOf)),
    numberOf: (key) => numbers.get(key),
    postings,
    scores: createTally(drafts.length),
    weightOf,
    asked: new Float64Array(names.length).fill(-1),
    unanswered: indexUnanswered(kb, readings),
  };
}

interface Draft {
  entry: Entry;
  position: number;
  phrasings: readonly Pick<IndexedPhrasing, 'text' | 'verdict' | 'footprint'>[];
  stems: ReadonlyMap<string, number>;
}

function readPhrasings(entry: Entry, position: number, readings: KnowledgeReadings): Draft['phrasings'] {
  const { yes, no, open } = entry.phrasings;
  return [...yes, ...no, ...open].flatMap((text, at) => {
    const footprint = readings.entries[position]?.phrasings[at];
    if (!footprint || footprint.total === 0) return [];
    const verdict = at < yes.length ? 'yes' : at < yes.length + no.length ? 'no' : null;
    return [{ text, verdict, footprint }];
  });
}

/** Units with the share of the phrasings that hold them; those of quotes alone count half a phrasing. */
function vocabularyOf(phrasings: Draft['phrasings'], quotes: readonly Footprint[], tally: Tally): PostingRow {
  const share = 1 / Math.max(1, phrasings.length);
  for (const { footprint } of phrasings) for (const unit of footprint.units) addTo(tally, unit, share);
  for (const { units } of quotes) {
    for (const unit of units) if (tally.sums[unit] === 0) addTo(tally, unit, share / 2);
  }
  const units = [...tally.touched];
  const values = units.map((unit) => tally.sums[unit] ?? 0);
  clear(tally);
  return { units, values };
}

function named(row: PostingRow | undefined, names: readonly string[]): Map<string, number> {
  return new Map(row?.units.map((unit, at) => [names[unit] ?? '', row.values[at] ?? 0]));
}

/** Rarity among the entries, 0 to 1; 1 for what none of them holds. */
function unitWeights({ from }: Postings, entries: number): Float64Array {
  const scale = Math.log(1 + entries / 0.5);
  const weights = new Float64Array(from.length - 1);
  for (let unit = 0; unit < weights.length; unit++) {
    const holding = (from[unit + 1] ?? 0) - (from[unit] ?? 0);
    weights[unit] = Math.log(1 + entries / (holding || 0.5)) / scale;
  }
  return weights;
}

function indexUnanswered(kb: KnowledgeBase, readings: KnowledgeReadings): UnansweredIndex {
  const { names } = readings;
  const weak = new Set(kb.lexicon.concepts.filter(({ kind }) => kind === 'weak').map(({ id }) => `c:${id}`));
  const telling = names.map((name) => !name.startsWith('g:') && !weak.has(name));
  const lines = unansweredTexts(kb).flatMap((text, at) => {
    const footprint = readings.unanswered[at];
    return footprint ? [{ text, footprint }] : [];
  });
  const rows = lines.map(({ footprint: { units, weights } }) => ({
    units: units.filter((unit) => telling[unit]),
    values: weights.filter((_, at) => telling[units[at] ?? -1]),
  }));
  return { lines, postings: createPostings(names.length, rows), shared: createTally(lines.length) };
}

function indexEntry(
  { entry, position, phrasings, stems }: Draft,
  vocabulary: ReadonlyMap<string, number>,
  reader: Reader,
  weightOf: (key: string) => number,
): IndexedEntry {
  const anchors = new Set(entry.anchors);
  const asks = new Map<Ask, number>();
  const share = 1 / Math.max(1, phrasings.length);
  for (const { footprint } of phrasings) asks.set(footprint.ask, (asks.get(footprint.ask) ?? 0) + share);
  const kindOf = (id: string) => reader.finder.concept(id)?.kind;
  const indexed = phrasings.map(({ text, verdict, footprint }): IndexedPhrasing => {
    const keys = footprint.concepts.filter((id) => kindOf(id) === 'topic' || anchors.has(id));
    const polarity = footprint.concepts.filter((id) => kindOf(id) === 'polarity');
    return { text, entry: position, verdict, footprint, keys, polarity };
  });
  let end = 0;
  return {
    entry,
    position,
    phrasings: indexed,
    units: Int32Array.from(phrasings.flatMap(({ footprint }) => footprint.units)),
    weights: Float64Array.from(phrasings.flatMap(({ footprint }) => footprint.weights)),
    ends: Int32Array.from(phrasings, ({ footprint }) => (end += footprint.units.length)),
    groups: groupByKeys(indexed, weightOf),
    vocabulary,
    stems,
    core: new Map([...vocabulary].filter(([key, value]) => key.startsWith('c:') && value > CORE_SHARE)),
    explains: new Set(entry.explains),
    anchors,
    asks,
  };
}

function groupByKeys(phrasings: readonly IndexedPhrasing[], weightOf: (key: string) => number): KeyGroup[] {
  const groups = new Map<string, { keys: readonly string[]; members: number[] }>();
  for (const [at, { keys }] of phrasings.entries()) {
    const together = keys.join(' ');
    const group = groups.get(together);
    if (group) group.members.push(at);
    else groups.set(together, { keys, members: [at] });
  }
  return [...groups.values()].map(({ keys, members }) => ({
    keys,
    weights: keys.map((id) => weightOf(`c:${id}`)),
    members,
  }));
}
