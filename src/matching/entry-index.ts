import type { Entry, KnowledgeBase } from '../knowledge/knowledge-base.js';
import type { Verdict } from '../knowledge/verdict.js';
import { unansweredTexts } from './footprint.js';
import type { IndexTables } from './index-tables.js';
import { createListedQuestions } from './listed-questions.js';
import { createTally, type Tally } from './postings.js';
import type { Reading } from './reading.js';
import { createNumbering, findInRow } from './rows.js';

/** An entry with its number. */
export interface IndexedEntry {
  entry: Entry;
  /** Its position among the entries. */
  position: number;
  /** Number of its topic, and positions of the entries it names as related. */
  topic: number;
  related: ReadonlySet<number>;
  /** Concepts that a question may name beside what the entry is about: explained ones and anchors. */
  explains: ReadonlySet<string>;
}

/** A knowledge base ready to be compared with questions. */
export interface EntryIndex {
  tables: IndexTables;
  entries: readonly IndexedEntry[];
  /** Numbers into the tables; -1 where no text of the knowledge base holds it. */
  unitNumber(key: string): number;
  conceptNumber(id: string): number;
  stemNumber(stemmed: string): number;
  /** How telling a unit is among the entries, 0 to 1. */
  weightOf(unit: number): number;
  /** True where a text of the entry says the unit. */
  says(entry: IndexedEntry, unit: number): boolean;
  /** True for a question that the knowledge base lists, word for word, as not answered. */
  isListed(reading: Reading): boolean;
  /** Room for one question at a time, empty between questions: what it gives each unit (-1: does not name it), and sums by entry and by line. */
  asked: Float64Array;
  scores: Tally;
  lines: Tally;
}

/** Opens the tables of a knowledge base for look-ups. */
export function createEntryIndex(kb: KnowledgeBase, tables: IndexTables): EntryIndex {
  const { names, unitWeights, vocabulary, unanswered } = tables;
  const positions = new Map(kb.entries.map(({ id }, position) => [id, position]));
  const topics = createNumbering();
  return {
    tables,
    entries: kb.entries.map((entry, position) => ({
      entry,
      position,
      topic: topics.numberOf(entry.topic),
      related: new Set(entry.related.flatMap((id) => positions.get(id) ?? [])),
      explains: new Set([...entry.explains, ...entry.anchors]),
    })),
    unitNumber: numbersOf(names.units),
    conceptNumber: numbersOf(names.concepts),
    stemNumber: numbersOf(names.stems),
    weightOf: (unit) => (unit < 0 ? 1 : (unitWeights[unit] ?? 1)),
    says: ({ position }, unit) => findInRow(vocabulary.postings, unit, position) >= 0,
    isListed: createListedQuestions(unansweredTexts(kb)),
    asked: new Float64Array(names.units.length).fill(-1),
    scores: createTally(kb.entries.length),
    lines: createTally(unanswered.totals.length),
  };
}

function numbersOf(names: readonly string[]): (name: string) => number {
  const numbers = new Map<string, number>();
  for (let number = 0; number < names.length; number++) numbers.set(names[number] ?? '', number);
  return (name) => numbers.get(name) ?? -1;
}

/** A phrasing as the knowledge base has it, with the verdict of a question worded like this; null for open questions. */
export interface Wording {
  text: string;
  verdict: Extract<Verdict, 'yes' | 'no'> | null;
}

/** The wording of a phrasing. */
export function wordingOf(index: EntryIndex, { entry }: IndexedEntry, phrasing: number): Wording {
  const { yes, no, open } = entry.phrasings;
  const place = index.tables.phrasings.places[phrasing] ?? 0;
  if (place < yes.length) return { text: yes[place] ?? '', verdict: 'yes' };
  if (place < yes.length + no.length) return { text: no[place - yes.length] ?? '', verdict: 'no' };
  return { text: open[place - yes.length - no.length] ?? '', verdict: null };
}
