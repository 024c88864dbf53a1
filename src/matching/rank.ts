import type { EntryIndex, IndexedEntry, IndexedPhrasing, UnansweredLine } from './entry-index.js';
import { type Reading, totalWeight } from './reading.js';

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
  /** Share of the question's weight that the entry's vocabulary holds. */
  coverage: number;
}

/** Entries looked at closely; the right one is almost always among the first three. */
const CLOSE_LOOK = 12;
/** Parts of the ranking score: nearest phrasing, mean of three, vocabulary. */
const SCORE = { nearest: 0.5, mean: 0.2, coverage: 0.3 };

/** Ranks the entries for a question: first by vocabulary through an inverted index, then by their nearest phrasings. */
export function rankEntries(reading: Reading, index: EntryIndex): Ranked[] {
  const total = totalWeight(reading.units);
  return shortlist(reading, index)
    .map((indexed) => lookClosely(reading, total, indexed, index))
    .filter((ranked) => ranked.nearest.length > 0)
    .sort((a, b) => b.score - a.score || a.indexed.position - b.indexed.position);
}

function shortlist(reading: Reading, index: EntryIndex): IndexedEntry[] {
  const scores = new Map<IndexedEntry, number>();
  for (const unit of reading.units) {
    if (unit.place === 'form') continue;
    const telling = unit.weight * index.weightOf(unit.key) ** 2;
    for (const indexed of index.postings.get(unit.key) ?? []) {
      const share = indexed.vocabulary.get(unit.key) ?? 0;
      scores.set(indexed, (scores.get(indexed) ?? 0) + telling * Math.min(1, 0.3 + Math.sqrt(share)));
    }
  }
  return [...scores]
    .sort((a, b) => b[1] - a[1] || a[0].position - b[0].position)
    .slice(0, CLOSE_LOOK)
    .map(([indexed]) => indexed);
}

function lookClosely(reading: Reading, total: number, indexed: IndexedEntry, index: EntryIndex): Ranked {
  const near = indexed.phrasings
    .map((phrasing) => nearness(reading, total, phrasing))
    .filter((candidate) => candidate.dice > 0)
    .sort((a, b) => b.dice - a.dice);
  const nearest = near.slice(0, 3);
  const coverage = vocabularyCoverage(reading, indexed, index);
  const best = nearest[0]?.dice ?? 0;
  const mean = nearest.length > 0 ? nearest.reduce((sum, { dice }) => sum + dice, 0) / nearest.length : 0;
  const score = SCORE.nearest * best + SCORE.mean * mean + SCORE.coverage * coverage;
  return { indexed, score, nearest, coverage };
}

/** Weighted Dice between a question and a phrasing; the same way of asking and the same sense break ties. */
export function nearness(reading: Reading, total: number, phrasing: IndexedPhrasing): Nearness {
  let shared = 0;
  const { footprint } = phrasing;
  for (const [key, weight] of footprint.weights) {
    const asked = reading.byKey.get(key);
    if (asked) shared += Math.min(asked.weight, weight);
  }
  const both = total + footprint.total;
  if (shared === 0 || both === 0) return { phrasing, dice: 0, ofQuestion: 0, ofPhrasing: 0 };
  const sameAsk = footprint.ask === reading.ask ? 0.03 : 0;
  const sameSense = footprint.negations === Math.abs(reading.negations) % 2 ? 0.02 : 0;
  return {
    phrasing,
    dice: (2 * shared) / both + sameAsk + sameSense,
    ofQuestion: shared / total,
    ofPhrasing: footprint.total > 0 ? shared / footprint.total : 0,
  };
}

function vocabularyCoverage(reading: Reading, indexed: IndexedEntry, index: EntryIndex): number {
  let held = 0;
  let all = 0;
  for (const unit of reading.units) {
    const weight = unit.weight * (0.4 + 0.6 * index.weightOf(unit.key));
    all += weight;
    const share = indexed.vocabulary.get(unit.key);
    if (share !== undefined) held += weight * Math.min(1, 0.55 + 0.9 * Math.sqrt(share));
  }
  return all > 0 ? held / all : 0;
}

/** The line of the unanswered questions that is nearest, with its Dice. */
export function nearestUnanswered(
  reading: Reading,
  index: EntryIndex,
): { line: UnansweredLine; dice: number } | null {
  const total = totalWeight(reading.units);
  const shared = new Map<UnansweredLine, number>();
  for (const unit of reading.units) {
    for (const line of index.unanswered.postings.get(unit.key) ?? []) {
      const other = line.footprint.weights.get(unit.key) ?? 0;
      shared.set(line, (shared.get(line) ?? 0) + Math.min(unit.weight, other));
    }
  }
  let best: { line: UnansweredLine; dice: number } | null = null;
  for (const [line, weight] of shared) {
    const sameAsk = line.footprint.ask === reading.ask ? 0.02 : 0;
    const dice = (2 * weight) / (total + line.footprint.total) + sameAsk;
    if (!best || dice > best.dice) best = { line, dice };
  }
  return best;
}
