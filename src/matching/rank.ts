import type { Asked } from './asked.js';
import { type EntryIndex, type IndexedEntry, wordingOf } from './entry-index.js';
import { addTo, clear, greatest } from './postings.js';
import { findInRow } from './rows.js';

/** How near a phrasing is to a question. */
export interface Nearness {
  /** Number of the phrasing. */
  phrasing: number;
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
  /** The three nearest phrasings, best first, and their Dice in the mean. */
  nearest: readonly Nearness[];
  mean: number;
  /** For each phrasing of the entry: its Dice, and how many units it shares of all that both name (Jaccard). */
  dice: Float64Array;
  overlap: Float64Array;
  /** Share of the question's weight that the entry's vocabulary holds. */
  coverage: number;
  /** Unit by unit of the question: 1 where the entry's vocabulary holds it. */
  says: Uint8Array;
}

/** Entries looked at closely; the right one is almost always among the first three. */
const CLOSE_LOOK = 12;
const NEAREST = 3;
/** Parts of the ranking score: nearest phrasing, mean of three, vocabulary. */
const SCORE = { nearest: 0.5, mean: 0.2, coverage: 0.3 };

/** Ranks the entries for a question: first by vocabulary through an inverted index, then by their nearest phrasings. */
export function rankEntries(asked: Asked): Ranked[] {
  noteAsked(asked, true);
  const ranked = shortlist(asked)
    .map((indexed) => lookClosely(asked, indexed))
    .filter(({ nearest }) => nearest.length > 0)
    .sort((a, b) => b.score - a.score || a.indexed.position - b.indexed.position);
  noteAsked(asked, false);
  return ranked;
}

function noteAsked({ reading, index, units }: Asked, isAsked: boolean): void {
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] ?? -1;
    if (unit >= 0) index.asked[unit] = isAsked ? (reading.units[at]?.weight ?? 0) : -1;
  }
}

function shortlist({ reading, index, units }: Asked): IndexedEntry[] {
  const { from, items, values } = index.tables.vocabulary.postings;
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] ?? -1;
    const said = reading.units[at];
    if (unit < 0 || !said || said.place === 'form') continue;
    const telling = said.weight * index.weightOf(unit) ** 2;
    const end = from[unit + 1] ?? 0;
    for (let slot = from[unit] ?? 0; slot < end; slot++)
      addTo(index.scores, items[slot] ?? 0, telling * (values[slot] ?? 0));
  }
  const best = greatest(index.scores, CLOSE_LOOK);
  clear(index.scores);
  return best.flatMap((position) => index.entries[position] ?? []);
}

/** What a question shares with the phrasings of an entry, phrasing by phrasing. */
interface Shared {
  weights: Float64Array;
  counts: Int32Array;
  says: Uint8Array;
  coverage: number;
}

function lookClosely(asked: Asked, indexed: IndexedEntry): Ranked {
  const { from, units, totals, asks, negations } = asked.index.tables.phrasings;
  const first = from[indexed.position] ?? 0;
  const count = (from[indexed.position + 1] ?? 0) - first;
  const { weights, counts, says, coverage } = sharedWith(asked, indexed, count);
  const dice = new Float64Array(count);
  const overlap = new Float64Array(count);
  const best: number[] = [];
  for (let at = 0; at < count; at++) {
    const common = counts[at] ?? 0;
    if (common === 0) continue;
    const phrasing = first + at;
    if (common > 2) weights[at] = sharedInOrder(asked.index, phrasing);
    const size = (units.from[phrasing + 1] ?? 0) - (units.from[phrasing] ?? 0);
    overlap[at] = common / (asked.units.length + size - common || 1);
    const weight = weights[at] ?? 0;
    if (weight === 0) continue;
    // The same way of asking and the same sense break ties.
    const sameAsk = asks[phrasing] === asked.ask ? 0.03 : 0;
    const sameSense = negations[phrasing] === asked.negation ? 0.02 : 0;
    dice[at] = (2 * weight) / (asked.total + (totals[phrasing] ?? 0)) + sameAsk + sameSense;
    keepNearest(best, at, dice);
  }
  const nearest = best.map((at): Nearness => {
    const phrasing = first + at;
    const weight = weights[at] ?? 0;
    const ofPhrasing = weight / (totals[phrasing] ?? 0);
    return { phrasing, dice: dice[at] ?? 0, ofQuestion: weight / asked.total, ofPhrasing };
  });
  const nearestDice = nearest[0]?.dice ?? 0;
  const mean = nearest.length > 0 ? nearest.reduce((sum, one) => sum + one.dice, 0) / nearest.length : 0;
  const score = SCORE.nearest * nearestDice + SCORE.mean * mean + SCORE.coverage * coverage;
  return { indexed, score, nearest, mean, dice, overlap, coverage, says };
}

/** Goes through what the entry's phrasings hold of the question's units, and touches nothing else of them. */
function sharedWith(
  { reading, index, units, telling, tellingTotal }: Asked,
  { position }: IndexedEntry,
  count: number,
): Shared {
  const { postings, coverage, holders, weights: held } = index.tables.vocabulary;
  const weights = new Float64Array(count);
  const counts = new Int32Array(count);
  const says = new Uint8Array(units.length);
  let covered = 0;
  for (let at = 0; at < units.length; at++) {
    const slot = findInRow(postings, units[at] ?? -1, position);
    if (slot < 0) continue;
    says[at] = 1;
    covered += (telling[at] ?? 0) * (coverage[slot] ?? 0);
    const wanted = reading.units[at]?.weight ?? 0;
    const end = holders.from[slot + 1] ?? 0;
    for (let n = holders.from[slot] ?? 0; n < end; n++) {
      const holder = holders.items[n] ?? 0;
      weights[holder] = (weights[holder] ?? 0) + Math.min(wanted, held[n] ?? 0);
      counts[holder] = (counts[holder] ?? 0) + 1;
    }
  }
  return { weights, counts, says, coverage: tellingTotal > 0 ? covered / tellingTotal : 0 };
}

/** The weight shared with a phrasing, summed in the order of the phrasing: the last bit of a sum of three depends on it. */
function sharedInOrder({ asked, tables }: EntryIndex, phrasing: number): number {
  const { units, weights } = tables.phrasings;
  const end = units.from[phrasing + 1] ?? 0;
  let shared = 0;
  for (let at = units.from[phrasing] ?? 0; at < end; at++) {
    const wanted = asked[units.items[at] ?? 0] ?? -1;
    if (wanted >= 0) shared += Math.min(wanted, weights[at] ?? 0);
  }
  return shared;
}

/** Keeps the positions of the nearest phrasings, nearest first; of equal ones the earlier stays ahead. */
function keepNearest(best: number[], at: number, dice: Float64Array): void {
  const likeness = dice[at] ?? 0;
  let slot = best.length;
  while (slot > 0 && likeness > (dice[best[slot - 1] ?? 0] ?? 0)) slot--;
  if (slot >= NEAREST) return;
  for (let to = Math.min(best.length, NEAREST - 1); to > slot; to--) best[to] = best[to - 1] ?? 0;
  best[slot] = at;
}

/** The phrasing of an entry that is nearest to the question, as the knowledge base has it. */
export function nearestWording(index: EntryIndex, { indexed, nearest }: Ranked): string | null {
  const [first] = nearest;
  return first ? wordingOf(index, indexed, first.phrasing).text : null;
}

/** Dice of the line of the unanswered questions that is nearest; 0 where none is near. */
export function nearestUnanswered({ reading, index, units, total, ask }: Asked): number {
  const { lines } = index;
  const { postings, totals, asks } = index.tables.unanswered;
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] ?? -1;
    if (unit < 0) continue;
    const weight = reading.units[at]?.weight ?? 0;
    const end = postings.from[unit + 1] ?? 0;
    for (let slot = postings.from[unit] ?? 0; slot < end; slot++)
      addTo(lines, postings.items[slot] ?? 0, Math.min(weight, postings.values[slot] ?? 0));
  }
  let best = 0;
  for (const line of lines.touched) {
    const sameAsk = asks[line] === ask ? 0.02 : 0;
    best = Math.max(best, (2 * (lines.sums[line] ?? 0)) / (total + (totals[line] ?? 0)) + sameAsk);
  }
  clear(lines);
  return best;
}
