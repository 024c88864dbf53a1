import type { IndexedEntry, IndexedPhrasing } from './entry-index.js';
import type { Ranked } from './rank.js';
import type { Reading, Unit } from './reading.js';
import { rememberFor } from './remember.js';
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

/** The best reading of a question as one of the entry's phrasings; the nearest one is taken where no key concept is shared. */
export function alignEntry(reading: Reading, { indexed, nearest, overlap }: Ranked): Alignment | null {
  const { phrasings, groups } = indexed;
  const sense = Math.abs(reading.negations) % 2;
  let best: { at: number; phrasing: IndexedPhrasing; got: number; missing: number; score: number } | null =
    null;
  for (const { keys, weights, members } of groups) {
    let got = 0;
    let missing = 0;
    for (let at = 0; at < keys.length; at++) {
      if (reading.concepts.has(keys[at] ?? '')) got += weights[at] ?? 0;
      else missing += weights[at] ?? 0;
    }
    if (got === 0) continue;
    let left = -1;
    for (const at of members) {
      const phrasing = phrasings[at];
      if (!phrasing) continue;
      const like = 0.4 * (overlap[at] ?? 0);
      const same = phrasing.footprint.negations === sense ? 0.1 : 0;
      // What is left can only take away: where that cannot win, it need not be known.
      if (best && got - 2 * missing + like + same < best.score) continue;
      // Phrasings with the same keys leave much the same: the first speaks for all.
      if (left < 0) left = weightOf(leftoversOf(reading, [indexed], firstOf(phrasings, members)));
      const score = got - 2 * missing - 1.5 * left + like + same;
      if (!best || score > best.score || (score === best.score && at < best.at))
        best = { at, phrasing, got, missing, score };
    }
  }
  const [first] = nearest;
  if (!best && first) best = { at: 0, phrasing: first.phrasing, got: 0, missing: 1, score: 0 };
  if (!best) return null;
  const leftovers = leftoversOf(reading, [indexed], [best.phrasing]);
  return {
    phrasing: best.phrasing,
    hit: best.missing === 0,
    got: best.got,
    missing: best.missing,
    leftovers,
    leftWeight: weightOf(leftovers),
  };
}

function weightOf(leftovers: readonly Leftover[]): number {
  return leftovers.reduce((sum, { weight }) => sum + weight, 0);
}

function firstOf(phrasings: readonly IndexedPhrasing[], members: readonly number[]): IndexedPhrasing[] {
  const first = phrasings[members[0] ?? -1];
  return first ? [first] : [];
}

/** A unit that may be left over. */
interface Loose extends Leftover {
  /** Its words, so that concepts named by the same words count once. */
  span: string;
  /** Stems an entry may know the word by: as written, and as read in English. */
  stems: readonly string[];
}

/** What may be left of a reading, worked out once: it is read as many phrasings. */
const looseUnitsOf = rememberFor((reading: Reading): readonly Loose[] =>
  reading.units.flatMap((unit): Loose[] => {
    const weight = LEFT[unit.kind] * (unit.concept?.weight ?? 1) * PLACE[unit.place];
    if (weight === 0) return [];
    const word = reading.words[unit.positions[0] ?? 0] ?? '';
    const stems = [stem(word, reading.language)];
    if (unit.kind !== 'number') stems.push(unit.key.slice(2));
    return [{ unit, weight, span: unit.positions.join(','), stems }];
  }),
);

/** What is left of a question when it is read as these phrasings of these entries. */
export function leftoversOf(
  reading: Reading,
  entries: readonly IndexedEntry[],
  phrasings: readonly IndexedPhrasing[],
): Leftover[] {
  const explained = (id: string) =>
    phrasings.some((phrasing) => phrasing.footprint.concepts.includes(id)) ||
    entries.some((entry) => entry.explains.has(id) || entry.anchors.has(id));
  const covered = new Set<number>();
  for (const unit of reading.units) {
    if (unit.concept && unit.kind !== 'weak' && explained(unit.concept.id))
      for (const at of unit.positions) covered.add(at);
  }
  const left: Loose[] = [];
  for (const loose of looseUnitsOf(reading)) {
    const { unit, weight, span } = loose;
    if (unit.positions.every((at) => covered.has(at))) continue;
    if (!unit.concept) {
      if (!entries.some(({ stems }) => loose.stems.some((stemmed) => stems.has(stemmed)))) left.push(loose);
      continue;
    }
    if (explained(unit.concept.id)) continue;
    const twin = left.findIndex((other) => other.unit.concept && other.span === span);
    if (twin >= 0 && (left[twin]?.weight ?? 0) >= weight) continue;
    if (twin >= 0) left.splice(twin, 1);
    left.push(loose);
  }
  return left;
}
