import type { Asked } from './asked.js';
import type { Ranked } from './rank.js';
import type { Unit } from './reading.js';
import { rememberFor } from './remember.js';
import { findInRow, rowHolds } from './rows.js';
import { stem } from './stems.js';

/** Something the question says that the entry does not: the reason it may not be an answer. */
export interface Leftover {
  unit: Unit;
  /** How much it counts, 0 to 1, before anything is learned. */
  weight: number;
}

/** A question read as one phrasing of an entry. */
export interface Alignment {
  /** Number of the phrasing. */
  phrasing: number;
  /** Every key concept of the phrasing is in the question. */
  hit: boolean;
  /** Weight of the key concepts found and missing. */
  got: number;
  missing: number;
  leftovers: readonly Leftover[];
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
  group: number;
  got: number;
  missing: number;
  /** What its phrasings score before likeness and leftovers. */
  promise: number;
}

/** What likeness and the same sense add at most, in this order. */
const LIKENESS = 0.4;
const SAME_SENSE = 0.1;

/** The best reading of a question as one of the entry's phrasings; the nearest one is taken where no key concept is shared. */
export function alignEntry(asked: Asked, ranked: Ranked): Alignment | null {
  const { phrasings, groups } = asked.index.tables;
  const { position } = ranked.indexed;
  const first = phrasings.from[position] ?? 0;
  const { from, items } = groups.members;
  let best: (Chance & { phrasing: number; score: number }) | null = null;
  for (const chance of chancesOf(asked, position)) {
    const { group, promise } = chance;
    if (best && promise + LIKENESS + SAME_SENSE < best.score) break;
    const start = from[group] ?? 0;
    const end = from[group + 1] ?? 0;
    let left = -1;
    for (let at = start; at < end; at++) {
      const phrasing = items[at] ?? 0;
      const like = LIKENESS * (ranked.overlap[phrasing - first] ?? 0);
      const same = phrasings.negations[phrasing] === asked.negation ? SAME_SENSE : 0;
      // What is left can only take away: where that cannot win, it need not be known.
      if (best && promise + like + same < best.score) continue;
      // Phrasings with the same keys leave much the same: the first speaks for all.
      if (left < 0) left = weightOf(leftoversOf(asked, [ranked], [items[start] ?? 0]));
      const score = promise - 1.5 * left + like + same;
      if (!best || score > best.score || (score === best.score && phrasing < best.phrasing))
        best = { ...chance, phrasing, score };
    }
  }
  const phrasing = best?.phrasing ?? ranked.nearest[0]?.phrasing;
  if (phrasing === undefined) return null;
  const { got, missing } = best ?? { got: 0, missing: 1 };
  return { phrasing, hit: missing === 0, got, missing, leftovers: leftoversOf(asked, [ranked], [phrasing]) };
}

/** The most promising first, so that the others need not be looked into. */
function chancesOf({ index, named }: Asked, position: number): Chance[] {
  const { from, keys, weights } = index.tables.groups;
  const chances: Chance[] = [];
  const end = from[position + 1] ?? 0;
  for (let group = from[position] ?? 0; group < end; group++) {
    const keysEnd = keys.from[group + 1] ?? 0;
    let got = 0;
    let missing = 0;
    for (let at = keys.from[group] ?? 0; at < keysEnd; at++) {
      if (named[keys.items[at] ?? 0] === 1) got += weights[at] ?? 0;
      else missing += weights[at] ?? 0;
    }
    if (got > 0) chances.push({ group, got, missing, promise: got - 2 * missing });
  }
  return chances.sort((a, b) => b.promise - a.promise);
}

function weightOf(leftovers: readonly Leftover[]): number {
  return leftovers.reduce((sum, { weight }) => sum + weight, 0);
}

/** A unit that may be left over. */
interface Loose extends Leftover {
  /** Its words, so that concepts named by the same words count once. */
  span: string;
  /** Numbers of the stems an entry may know the word by: as written, and as read in English. */
  stems: readonly number[];
}

/** What may be left of a reading, worked out once: it is read as many phrasings. */
const looseUnitsOf = rememberFor(({ reading, index }: Asked): readonly Loose[] =>
  reading.units.flatMap((unit): Loose[] => {
    const weight = LEFT[unit.kind] * (unit.concept?.weight ?? 1) * PLACE[unit.place];
    if (weight === 0) return [];
    const word = reading.words[unit.positions[0] ?? 0] ?? '';
    const stems = [index.stemNumber(stem(word, reading.language))];
    if (unit.kind !== 'number') stems.push(index.stemNumber(unit.key.slice(2)));
    return [{ unit, weight, span: unit.positions.join(','), stems }];
  }),
);

/** What is left of a question when it is read as these phrasings of these entries. */
export function leftoversOf(
  asked: Asked,
  ranked: readonly Ranked[],
  phrasings: readonly number[],
): Leftover[] {
  const { reading, index, concepts } = asked;
  const { phrasings: table, stems: holders } = index.tables;
  const covered = new Set<number>();
  const told = new Set<string>();
  for (const [at, { concept, kind, positions }] of reading.units.entries()) {
    if (!concept) continue;
    const number = concepts[at] ?? -1;
    const explained =
      phrasings.some((phrasing) => rowHolds(table.concepts, phrasing, number)) ||
      ranked.some(({ indexed }) => indexed.explains.has(concept.id));
    if (!explained) continue;
    told.add(concept.id);
    if (kind !== 'weak') for (const position of positions) covered.add(position);
  }
  const left: Loose[] = [];
  for (const loose of looseUnitsOf(asked)) {
    const { unit, weight, span } = loose;
    if (covered.size > 0 && unit.positions.every((at) => covered.has(at))) continue;
    if (!unit.concept) {
      const known = ranked.some(({ indexed }) =>
        loose.stems.some((stemmed) => findInRow(holders, stemmed, indexed.position) >= 0),
      );
      if (!known) left.push(loose);
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
