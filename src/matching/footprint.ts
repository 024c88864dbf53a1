import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import type { Ask } from './asking.js';
import type { Reader, Reading } from './reading.js';
import { stem } from './stems.js';

/** What comparing needs of a text of the knowledge base that was read once. */
export interface Footprint {
  /** What it says, as numbers into `KnowledgeReadings.names`; none twice. */
  units: readonly number[];
  /** What each of them weighs. */
  weights: readonly number[];
  total: number;
  /** Ids of the concepts it names. */
  concepts: readonly string[];
  ask: Ask;
  negations: number;
}

/** All texts of a knowledge base, read; what `make-index-tables.ts` makes its tables from. */
export interface KnowledgeReadings {
  /** Unit keys by their number. */
  names: readonly string[];
  entries: readonly {
    /** In the order yes, no, open. */
    phrasings: readonly Footprint[];
    quotes: readonly Footprint[];
    /** Stems of phrasings, quotes and headings, in both languages. */
    stems: ReadonlySet<string>;
  }[];
  unanswered: readonly Footprint[];
}

/** The few facts of a reading that comparisons use. */
function footprintOf(reading: Reading, numberOf: (key: string) => number): Footprint {
  const weights = reading.units.map(({ weight }) => Math.round(weight * 1000) / 1000);
  return {
    units: reading.units.map(({ key }) => numberOf(key)),
    weights,
    total: sumOf(weights),
    concepts: [...reading.concepts.keys()],
    ask: reading.ask,
    negations: Math.abs(reading.negations) % 2,
  };
}

/** The sum of weights, first to last. */
function sumOf(weights: readonly number[]): number {
  let sum = 0;
  for (const weight of weights) sum += weight;
  return sum;
}

/** Reads every text of a knowledge base. That is most of what an index costs, so what comes of it is kept where it can be. */
export function readKnowledge(kb: KnowledgeBase, reader: Reader): KnowledgeReadings {
  const numbers = new Map<string, number>();
  const numberOf = (key: string) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  const entries = kb.entries.map((entry) => {
    const stems = new Set<string>();
    const note = (reading: Reading) => {
      for (const stemmed of stemsOf(reading)) stems.add(stemmed);
      return footprintOf(reading, numberOf);
    };
    const { yes, no, open } = entry.phrasings;
    const quoted = [...entry.quotes.map(({ quote }) => quote), ...entry.quotes.map(({ heading }) => heading)];
    return {
      phrasings: [...yes, ...no, ...open].map((text) => note(reader.readKnown(text))),
      quotes: quoted.map((text) => note(reader.readKnown(text))),
      stems,
    };
  });
  const unanswered = unansweredTexts(kb).map((text) => footprintOf(reader.readKnown(text), numberOf));
  return { names: [...numbers.keys()], entries, unanswered };
}

/** Lines that nothing answers, and wordings a reviewer said an entry does not answer. */
export function unansweredTexts(kb: KnowledgeBase): string[] {
  return [...kb.unanswered.map(({ text }) => text), ...kb.entries.flatMap((entry) => entry.notFor)];
}

function stemsOf({ words, units }: Reading): Set<string> {
  const stems = new Set<string>();
  for (const word of words) stems.add(stem(word, 'en')).add(stem(word, 'de'));
  // German words are compared as their English counterparts.
  for (const { key, concept } of units) if (!concept) stems.add(key.slice(2));
  return stems;
}
