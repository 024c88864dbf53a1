import { ASKS } from './asking.js';
import type { EntryIndex } from './entry-index.js';
import { type Reading, totalWeight } from './reading.js';

/** A question in the numbers of an index. */
export interface Asked {
  reading: Reading;
  index: EntryIndex;
  /** Unit by unit of the reading: its number, and that of its concept; -1 where the knowledge base never says it. */
  units: Int32Array;
  concepts: Int32Array;
  /** 1 for each concept, by number, that the question names. */
  named: Uint8Array;
  /** What the units weigh together. */
  total: number;
  /** Unit by unit: its weight by how telling it is, and all of them together. */
  telling: Float64Array;
  tellingTotal: number;
  /** How it asks, as a position in `ASKS`; 1 where it turns the sense. */
  ask: number;
  negation: number;
}

/** Looks the words and concepts of a question up, once for all comparisons. */
export function askedOf(reading: Reading, index: EntryIndex): Asked {
  const { units } = reading;
  const asked: Asked = {
    reading,
    index,
    units: new Int32Array(units.length),
    concepts: new Int32Array(units.length),
    named: new Uint8Array(index.tables.names.concepts.length),
    total: totalWeight(units),
    telling: new Float64Array(units.length),
    tellingTotal: 0,
    ask: ASKS.indexOf(reading.ask),
    negation: Math.abs(reading.negations) % 2,
  };
  for (const [at, { key, concept, weight }] of units.entries()) {
    const unit = index.unitNumber(key);
    const telling = weight * (0.4 + 0.6 * index.weightOf(unit));
    asked.units[at] = unit;
    asked.concepts[at] = concept ? index.conceptNumber(concept.id) : -1;
    asked.telling[at] = telling;
    asked.tellingTotal += telling;
  }
  for (const id of reading.concepts.keys()) {
    const concept = index.conceptNumber(id);
    if (concept >= 0) asked.named[concept] = 1;
  }
  return asked;
}
