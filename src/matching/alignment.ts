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
  rare: 0.5,
  recurring: 0.1,
  glue: 0,
};
const PLACE: Readonly<Record<Unit['place'], number>> = { ask: 1, aside: 0.5, context: 0.15, form: 0 };

/** A group of phrasings of which the question names a key. */
interface Chance {
  members: readonly number[];
  got: number;
  missing: number;
}

/** The best reading of a question as one of the entry's phrasings; the nearest one is taken where no key concept is shared. */
export function alignEntry(reading: Reading, { indexed, nearest, overlap }: Ranked): Alignment | null {
  const { phrasings } = indexed;
  const sense = Math.abs(reading.negations) % 2;
  let best: (Chance & { at: number; phrasing: IndexedPhrasing; score: number }) | null = null;
  for (const chance of chancesOf(reading, indexed)) {
    const { members, got, missing } = chance;
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
        best = { ...chance, at, phrasing, score };
    }
  }
  const phrasing = best?.phrasing ?? nearest[0]?.phrasing;
  if (!phrasing) return null;
  const { got, missing } = best ?? { got: 0, missing: 1 };
  const leftovers = leftoversOf(reading, [indexed], [phrasing]);
  return { phrasing, hit: missing === 0, got, missing, leftovers, leftWeight: weightOf(leftovers) };
}

/** The most promising first, so that the others need not be looked into. */
function chancesOf(reading: Reading, { groups }: IndexedEntry): Chance[] {
  const chances: Chance[] = [];
  for (const { keys, weights, members } of groups) {
    let got = 0;
    let missing = 0;
    for (let at = 0; at < keys.length; at++) {
      if (reading.concepts.has(keys[at] ?? '')) got += weights[at] ?? 0;
      else missing += weights[at] ?? 0;
    }
    if (got > 0) chances.push({ members, got, missing });
  }
  return chances.sort((a, b) => b.got - 2 * b.missing - (a.got - 2 * a.missing));
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
  const told = new Set<string>();
  for (const { concept, kind, positions } of reading.units) {
    if (!concept || !explained(concept.id)) continue;
    told.add(concept.id);
    if (kind !== 'weak') for (const at of positions) covered.add(at);
  }
  const left: Loose[] = [];
  for (const loose of looseUnitsOf(reading)) {
    const { unit, weight, span } = loose;
    if (covered.size > 0 && unit.positions.every((at) => covered.has(at))) continue;
    if (!unit.concept) {
      if (!entries.some(({ stems }) => loose.stems.some((stemmed) => stems.has(stemmed)))) left.push(loose);
      continue;
    }
    if (told.has(unit.concept.id)) continue;
    const twin = left.findIndex((other) => other.unit.concept && other.span === span);
    if (twin >= 0 && (left[twin]?.weight ?? 0) >= weight) continue;
    if (twin >= 0) left.splice(twin, 1);
    left.push(loose);
  }
  return left;
}
