import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import type { Ask } from './asking.js';
import type { Reader, Reading } from './reading.js';
import { stem } from './stems.js';
import { foldWord } from './tokens.js';

/** What comparing needs of a text of the knowledge base that was read once. */
export interface Footprint {
  /** Unit key -> weight. */
  weights: ReadonlyMap<string, number>;
  total: number;
  concepts: ReadonlySet<string>;
  ask: Ask;
  negations: number;
}

/** All texts of a knowledge base, read; what `entry-index.ts` builds its tables from, and what is worth keeping. */
export interface KnowledgeReadings {
  entries: readonly {
    /** In the order yes, no, open. */
    phrasings: readonly Footprint[];
    quotes: readonly Footprint[];
    /** Stems of phrasings, quotes and headings, both languages -> how many phrasings hold them. */
    stems: ReadonlyMap<string, number>;
  }[];
  unanswered: readonly Footprint[];
}

/** The few facts of a reading that comparisons use. */
export function footprintOf(reading: Reading): Footprint {
  const weights = new Map(reading.units.map((unit) => [unit.key, Math.round(unit.weight * 1000) / 1000]));
  let total = 0;
  for (const weight of weights.values()) total += weight;
  return {
    weights,
    total,
    concepts: new Set(reading.concepts.keys()),
    ask: reading.ask,
    negations: Math.abs(reading.negations) % 2,
  };
}

/** Reads every text of a knowledge base: a quarter of a millisecond each, so the result is kept where it can be. */
export function readKnowledge(kb: KnowledgeBase, reader: Reader): KnowledgeReadings {
  return {
    entries: kb.entries.map((entry) => {
      const stems = new Map<string, number>();
      const note = (reading: Reading, count: number) => {
        for (const stemmed of stemsOf(reading.words)) stems.set(stemmed, (stems.get(stemmed) ?? 0) + count);
        return footprintOf(reading);
      };
      const { yes, no, open } = entry.phrasings;
      const quoted = [
        ...entry.quotes.map(({ quote }) => quote),
        ...entry.quotes.map(({ heading }) => heading),
      ];
      return {
        phrasings: [...yes, ...no, ...open].map((text) => note(reader.readKnown(text), 1)),
        quotes: quoted.map((text) => note(reader.readKnown(text), 2)),
        stems,
      };
    }),
    unanswered: unansweredTexts(kb).map((text) => footprintOf(reader.readKnown(text))),
  };
}

/** Lines that nothing answers, and wordings a reviewer said an entry does not answer. */
export function unansweredTexts(kb: KnowledgeBase): string[] {
  return [...kb.unanswered.map(({ text }) => text), ...kb.entries.flatMap((entry) => entry.notFor)];
}

function stemsOf(words: readonly string[]): Set<string> {
  return new Set(words.map(foldWord).flatMap((word) => [stem(word, 'en'), stem(word, 'de')]));
}
