import type { EntryIndex, IndexedEntry, IndexedPhrasing } from './entry-index.js';
import type { Footprint } from './footprint.js';
import { addTo, clear, greatest } from './postings.js';
import { type Reading, totalWeight, type Unit } from './reading.js';

/** How near a phrasing is to a question. */
export interface Nearness {
  phrasing: IndexedPhrasing;
  /** Weighted Dice of the units of both, 0 to 1. */
  dice: number;
  /** Share of the question's units the phrasing holds, and the other way round. */
  ofQuestion: number;
  ofPhrasing: number;
}

/** An entry with how near its phrasings are. */
export interface Ranked {
  indexed: IndexedEntry;
  score: number;
  /** The three nearest phrasings, best first. */
  nearest: readonly Nearness[];
  /** For each phrasing of the entry: its Dice, and how many units it shares of all that both name (Jaccard). */
  dice: readonly number[];
  overlap: readonly number[];
  /** Share of the question's weight that the entry's vocabulary holds. */
  coverage: number;
}

/** Entries looked at closely; the right one is almost always among the first three. */
const CLOSE_LOOK = 12;
const NEAREST = 3;
/** Parts of the ranking score: nearest phrasing, mean of three, vocabulary. */
const SCORE = { nearest: 0.5, mean: 0.2, coverage: 0.3 };

/** A question as ranking uses it: its units with the weight they have here. */
interface Asked {
  reading: Reading;
  total: number;
  units: readonly { unit: Unit; weight: number }[];
  weight: number;
}

/** Ranks the entries for a question: first by vocabulary through an inverted index, then by their nearest phrasings. */
export function rankEntries(reading: Reading, index: EntryIndex): Ranked[] {
  const numbers = reading.units.map(({ key }) => index.numberOf(key));
  const note = (asked: boolean) => {
    for (const [at, number] of numbers.entries())
      if (number !== undefined) index.asked[number] = asked ? (reading.units[at]?.weight ?? 0) : -1;
  };
  note(true);
  const asked = askedOf(reading, index);
  const ranked = shortlist(reading, numbers, index)
    .map((indexed) => lookClosely(asked, indexed, index))
    .filter(({ nearest }) => nearest.length > 0)
    .sort((a, b) => b.score - a.score || a.indexed.position - b.indexed.position);
  note(false);
  return ranked;
}

function askedOf(reading: Reading, index: EntryIndex): Asked {
  const units = reading.units.map((unit) => ({
    unit,
    weight: unit.weight * (0.4 + 0.6 * index.weightOf(unit.key)),
  }));
  let weight = 0;
  for (const one of units) weight += one.weight;
  return { reading, total: totalWeight(reading.units), units, weight };
}

function shortlist(
  reading: Reading,
  numbers: readonly (number | undefined)[],
  index: EntryIndex,
): IndexedEntry[] {
  const { from, places, values } = index.postings;
  for (const [at, unit] of reading.units.entries()) {
    const number = numbers[at];
    if (number === undefined || unit.place === 'form') continue;
    const telling = unit.weight * index.weightOf(unit.key) ** 2;
    const end = from[number + 1] ?? 0;
    for (let slot = from[number] ?? 0; slot < end; slot++)
      addTo(index.scores, places[slot] ?? 0, telling * (values[slot] ?? 0));
  }
  const best = greatest(index.scores, CLOSE_LOOK);
  clear(index.scores);
  return best.flatMap((position) => index.entries[position] ?? []);
}

function lookClosely(asked: Asked, indexed: IndexedEntry, index: EntryIndex): Ranked {
  const { reading, total } = asked;
  const { units, weights, ends, phrasings } = indexed;
  const dice: number[] = [];
  const overlap: number[] = [];
  const shared: number[] = [];
  const best: number[] = [];
  let at = 0;
  for (let place = 0; place < phrasings.length; place++) {
    const begin = at;
    let weight = 0;
    let common = 0;
    for (const end = ends[place] ?? 0; at < end; at++) {
      const wanted = index.asked[units[at] ?? 0] ?? -1;
      if (wanted < 0) continue;
      common++;
      weight += Math.min(wanted, weights[at] ?? 0);
    }
    const likeness = diceOf(weight, total, phrasings[place]?.footprint, reading);
    if (likeness > 0) keepNearest(best, place, likeness, dice);
    dice.push(likeness);
    overlap.push(common / (reading.units.length + at - begin - common || 1));
    shared.push(weight);
  }
  const nearest = best.flatMap((at): Nearness[] => {
    const phrasing = indexed.phrasings[at];
    if (!phrasing) return [];
    const weight = shared[at] ?? 0;
    const ofPhrasing = weight / phrasing.footprint.total;
    return [{ phrasing, dice: dice[at] ?? 0, ofQuestion: weight / total, ofPhrasing }];
  });
  const coverage = vocabularyCoverage(asked, indexed);
  const first = nearest[0]?.dice ?? 0;
  const mean = nearest.length > 0 ? nearest.reduce((sum, one) => sum + one.dice, 0) / nearest.length : 0;
  const score = SCORE.nearest * first + SCORE.mean * mean + SCORE.coverage * coverage;
  return { indexed, score, nearest, dice, overlap, coverage };
}

/** Weighted Dice between a question and a phrasing; the same way of asking and the same sense break ties. */
function diceOf(shared: number, total: number, footprint: Footprint | undefined, reading: Reading): number {
  if (shared === 0 || !footprint) return 0;
  const sameAsk = footprint.ask === reading.ask ? 0.03 : 0;
  const sameSense = footprint.negations === Math.abs(reading.negations) % 2 ? 0.02 : 0;
  return (2 * shared) / (total + footprint.total) + sameAsk + sameSense;
}

/** Keeps the positions of the nearest phrasings, nearest first; of equal ones the earlier stays ahead. */
function keepNearest(best: number[], at: number, likeness: number, dice: readonly number[]): void {
  let slot = best.length;
  while (slot > 0 && likeness > (dice[best[slot - 1] ?? 0] ?? 0)) slot--;
  if (slot >= NEAREST) return;
  best.splice(slot, 0, at);
  if (best.length > NEAREST) best.pop();
}

function vocabularyCoverage({ units, weight: all }: Asked, indexed: IndexedEntry): number {
  let held = 0;
  for (const { unit, weight } of units) {
    const share = indexed.vocabulary.get(unit.key);
    if (share !== undefined) held += weight * Math.min(1, 0.55 + 0.9 * Math.sqrt(share));
  }
  return all > 0 ? held / all : 0;
}

/** Dice of the line of the unanswered questions that is nearest; 0 where none is near. */
export function nearestUnanswered(reading: Reading, index: EntryIndex): number {
  const total = totalWeight(reading.units);
  const { lines, postings, shared } = index.unanswered;
  for (const unit of reading.units) {
    const number = index.numberOf(unit.key);
    if (number === undefined) continue;
    const end = postings.from[number + 1] ?? 0;
    for (let slot = postings.from[number] ?? 0; slot < end; slot++)
      addTo(shared, postings.places[slot] ?? 0, Math.min(unit.weight, postings.values[slot] ?? 0));
  }
  let best = 0;
  for (const place of shared.touched) {
    const footprint = lines[place]?.footprint;
    if (!footprint) continue;
    const sameAsk = footprint.ask === reading.ask ? 0.02 : 0;
    best = Math.max(best, (2 * (shared.sums[place] ?? 0)) / (total + footprint.total) + sameAsk);
  }
  clear(shared);
  return best;
}
