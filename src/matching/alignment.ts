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
  /** Its position among the units of the question. */
  at: number;
  /** Its words, so that concepts named by the same words count once. */
  span: string;
  /** Numbers of the stems an entry may know the word by: as written, and as read in English. */
  stems: readonly number[];
}

/** What may be left of a reading, worked out once: it is read as many phrasings. */
const looseUnitsOf = rememberFor(({ reading, index }: Asked): readonly Loose[] =>
  reading.units.flatMap((unit, at): Loose[] => {
    const weight = LEFT[unit.kind] * (unit.concept?.weight ?? 1) * PLACE[unit.place];
    if (weight === 0) return [];
    const word = reading.words[unit.positions[0] ?? 0] ?? '';
    const stems = [index.stemNumber(stem(word, reading.language))];
    if (unit.kind !== 'number') stems.push(index.stemNumber(unit.key.slice(2)));
    return [{ unit, weight, at, span: unit.positions.join(','), stems }];
  }),
);

/** What is left of a question when it is read as these phrasings of these entries. */
export function leftoversOf(
  asked: Asked,
  ranked: readonly Ranked[],
  phrasings: readonly number[],
): Leftover[] {
  const { told, covered } = explainedOf(asked, ranked, phrasings);
  const left: Loose[] = [];
  for (const loose of looseUnitsOf(asked)) {
    const { unit, at } = loose;
    if (isCovered(unit, covered)) continue;
    if (unit.concept ? told[at] === 1 : knowsWord(asked, ranked, loose)) continue;
    if (unit.concept) leaveConcept(left, loose);
    else left.push(loose);
  }
  return left;
}

/** Concepts of the question that the entries or phrasings know, unit by unit, and the words those take. */
function explainedOf(
  { reading, index, concepts }: Asked,
  ranked: readonly Ranked[],
  phrasings: readonly number[],
): { told: Uint8Array; covered: Uint8Array } {
  const named = index.tables.phrasings.concepts;
  const told = new Uint8Array(reading.units.length);
  const covered = new Uint8Array(reading.words.length);
  for (let at = 0; at < told.length; at++) {
    const unit = reading.units[at];
    if (!unit?.concept) continue;
    let known = false;
    for (const phrasing of phrasings) known ||= rowHolds(named, phrasing, concepts[at] ?? -1);
    for (const { indexed } of ranked) known ||= indexed.explains.has(unit.concept.id);
    if (!known) continue;
    told[at] = 1;
    if (unit.kind !== 'weak') for (const position of unit.positions) covered[position] = 1;
  }
  return { told, covered };
}

function isCovered({ positions }: Unit, covered: Uint8Array): boolean {
  for (const position of positions) if (covered[position] !== 1) return false;
  return true;
}

/** Whether a text of one of the entries holds the word. */
function knowsWord({ index }: Asked, ranked: readonly Ranked[], { stems }: Loose): boolean {
  for (const { indexed } of ranked) {
    for (const stemmed of stems)
      if (findInRow(index.tables.stems, stemmed, indexed.position) >= 0) return true;
  }
  return false;
}

/** Of concepts named by the same words, the one that weighs most is left. */
function leaveConcept(left: Loose[], loose: Loose): void {
  const twin = left.findIndex(({ unit, span }) => unit.concept && span === loose.span);
  if (twin >= 0 && (left[twin]?.weight ?? 0) >= loose.weight) return;
  if (twin >= 0) left.splice(twin, 1);
  left.push(loose);
}
