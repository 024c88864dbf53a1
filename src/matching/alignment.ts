import type { EntryIndex, IndexedEntry, IndexedPhrasing } from './entry-index.js';
import type { Reading, Unit } from './reading.js';
import { stem } from './stems.js';

/** Something the question says that the entry does not: the reason it may not be an answer. */
export interface Leftover {
  unit: Unit;
  /** How much it counts, 0 to 1, before anything is learned. */
  weight: number;
}

/** A question read as one phrasing of an entry. */
export interface Alignment {
  phrasing: IndexedPhrasing;
  /** Every key concept of the phrasing is in the question. */
  hit: boolean;
  /** Weight of the key concepts found and missing. */
  got: number;
  missing: number;
  leftovers: readonly Leftover[];
  leftWeight: number;
}

/** What an unexplained unit counts, by kind; a concept's own weight applies on top. */
const LEFT: Readonly<Record<Unit['kind'], number>> = {
  topic: 1,
  facet: 1,
  context: 1,
  name: 1,
  weak: 0,
  number: 1,
  specific: 1,
  proper: 1,
  faint: 0.5,
  known: 1,
  common: 0.4,
  rare: 0.5,
  recurring: 0.1,
  glue: 0,
};
const PLACE: Readonly<Record<Unit['place'], number>> = { ask: 1, aside: 0.5, context: 0.15, form: 0 };

/** The best reading of a question as one of the entry's phrasings; `nearest` is taken where no key concept is shared. */
export function alignEntry(
  reading: Reading,
  indexed: IndexedEntry,
  nearest: IndexedPhrasing | undefined,
  index: EntryIndex,
): Alignment | null {
  let best: { phrasing: IndexedPhrasing; got: number; missing: number; score: number } | null = null;
  const leftOf = new Map<string, number>();
  for (const phrasing of indexed.phrasings) {
    let got = 0;
    let missing = 0;
    for (const key of phrasing.keys) {
      const weight = index.weightOf(`c:${key}`);
      if (reading.concepts.has(key)) got += weight;
      else missing += weight;
    }
    if (got === 0) continue;
    const group = phrasing.keys.join(' ');
    const left =
      leftOf.get(group) ??
      leftoversOf(reading, [indexed], [phrasing]).reduce((sum, one) => sum + one.weight, 0);
    leftOf.set(group, left);
    const score =
      got -
      2 * missing -
      1.5 * left +
      0.4 * overlap(reading, phrasing) +
      (sameSense(reading, phrasing) ? 0.1 : 0);
    if (!best || score > best.score) best = { phrasing, got, missing, score };
  }
  if (!best && nearest) best = { phrasing: nearest, got: 0, missing: 1, score: 0 };
  if (!best) return null;
  const leftovers = leftoversOf(reading, [indexed], [best.phrasing]);
  return {
    phrasing: best.phrasing,
    hit: best.missing === 0,
    got: best.got,
    missing: best.missing,
    leftovers,
    leftWeight: leftovers.reduce((sum, one) => sum + one.weight, 0),
  };
}

function overlap(reading: Reading, phrasing: IndexedPhrasing): number {
  let shared = 0;
  for (const key of phrasing.footprint.weights.keys()) if (reading.byKey.has(key)) shared++;
  return shared / (reading.units.length + phrasing.footprint.weights.size - shared || 1);
}

function sameSense(reading: Reading, phrasing: IndexedPhrasing): boolean {
  return Math.abs(reading.negations) % 2 === phrasing.footprint.negations;
}

/** What is left of a question when it is read as these phrasings of these entries. */
export function leftoversOf(
  reading: Reading,
  entries: readonly IndexedEntry[],
  phrasings: readonly IndexedPhrasing[],
): Leftover[] {
  const explained = (id: string) =>
    phrasings.some((phrasing) => phrasing.footprint.concepts.has(id)) ||
    entries.some((entry) => entry.explains.has(id) || entry.anchors.has(id));
  const covered = new Set<number>();
  for (const unit of reading.units) {
    if (unit.concept && unit.kind !== 'weak' && explained(unit.concept.id))
      for (const at of unit.positions) covered.add(at);
  }
  const bySpan = new Map<string, Leftover>();
  const left: Leftover[] = [];
  for (const unit of reading.units) {
    const weight = LEFT[unit.kind] * (unit.concept?.weight ?? 1) * PLACE[unit.place];
    if (weight === 0) continue;
    if (unit.positions.every((at) => covered.has(at))) continue;
    if (unit.concept) {
      if (explained(unit.concept.id)) continue;
      const span = unit.positions.join(',');
      const twin = bySpan.get(span);
      if (twin && twin.weight >= weight) continue;
      const leftover = { unit, weight };
      if (twin) left.splice(left.indexOf(twin), 1);
      bySpan.set(span, leftover);
      left.push(leftover);
    } else if (!entries.some((entry) => knowsWord(entry, reading, unit))) {
      left.push({ unit, weight });
    }
  }
  return left;
}

function knowsWord(entry: IndexedEntry, reading: Reading, unit: Unit): boolean {
  const word = reading.words[unit.positions[0] ?? 0] ?? '';
  return (entry.stems.get(stem(word, reading.language)) ?? 0) > 0 || entry.stems.has(word);
}
