import type { Concept, Lexicon } from '../knowledge/lexicon.js';
import { createAbbreviations } from './abbreviations.js';
import { type Ask, askOf, countNegations } from './asking.js';
import { type ConceptFinder, type ConceptMap, createConceptFinder } from './concepts.js';
import { type Place, type Placed, placeSegments } from './placement.js';
import { remember } from './remember.js';
import { splitSegments } from './segments.js';
import { createSpellingRepair, type SpellingRepair } from './spelling.js';
import { guessLanguage, type StemLanguage } from './stems.js';
import { standardise } from './tokens.js';
import type { WordTables } from './vocabulary.js';
import type { Voice } from './voice.js';
import { createWordBook, type WordBook, type WordKind } from './word-book.js';

/** What a unit is, for weighing it: a concept's kind, or the kind of word it is. */
export type UnitKind = 'topic' | 'facet' | 'context' | 'name' | 'weak' | 'faint' | WordKind;

/** One thing that a text says: a concept or a word. */
export interface Unit {
  /** `c:` concept id, `w:` stem, `n:` number, `g:` glue stem. */
  key: string;
  kind: UnitKind;
  concept: Concept | null;
  /** The word as written, or the concept's label. */
  label: string;
  positions: readonly number[];
  place: Place;
  /** How much the unit counts in comparisons, 0 to 1.3. */
  weight: number;
  /** How rare a word is in questionnaires, 0 to 1; concepts 1. */
  rarity: number;
}

/** A text, read: what it says and how it asks. */
export interface Reading {
  text: string;
  language: StemLanguage;
  words: readonly string[];
  places: readonly Place[];
  concepts: ConceptMap;
  units: readonly Unit[];
  byKey: ReadonlyMap<string, Unit>;
  ask: Ask;
  /** Words that turn the sense, counted. */
  negations: number;
  /** Folded text of what is asked. */
  plain: string;
  segments: number;
}

/** What all units of a reading weigh together. */
export function totalWeight(units: readonly Unit[]): number {
  let sum = 0;
  for (const unit of units) sum += unit.weight;
  return sum;
}

export interface Reader {
  /** Brings spellings to one form and writes abbreviations out; what `read` does first, and `listen` expects. */
  prepare(text: string): string;
  /** Reads a question of a questionnaire; `voice` tells what recurs in it. */
  read(text: string, voice: Voice | null): Reading;
  /** Reads text of the knowledge base: no spelling is repaired. */
  readKnown(text: string): Reading;
  finder: ConceptFinder;
  /** How rare a stem is in questionnaires: 0 everywhere, 1 never seen. */
  rarity(stemmed: string): number;
}

const WEIGHT: Readonly<Record<UnitKind, number>> = {
  topic: 1.3,
  facet: 1.3,
  context: 0.9,
  name: 1,
  weak: 0.3,
  number: 0.8,
  specific: 0.9,
  proper: 0.8,
  faint: 0.7,
  known: 0.6,
  rare: 0.8,
  recurring: 0.1,
  glue: 0.2,
};
const NONE: ReadonlySet<string> = new Set();
const PLACE_WEIGHT: Readonly<Record<Place, number>> = { ask: 1, aside: 0.5, context: 0.3, form: 0 };
/** What is left of the context's weight where the question itself names its subject. */
const CONTEXT_OF_WHOLE = 0.3;
const LONGEST_TEXT = 4_000;
const REMEMBERED_TEXTS = 4_000;

/** Compiles the lexicon. */
export function createReader(lexicon: Lexicon, tables: WordTables): Reader {
  const finder = createConceptFinder(lexicon, tables.forms);
  const book = createWordBook(lexicon, tables, finder);
  const { isKnown, rarity } = book;
  const { vocabulary } = tables;
  const repair = createSpellingRepair(isKnown, () => [...finder.words, ...vocabulary.keys()]);
  const writeOut = createAbbreviations(isKnown, vocabulary);
  // Listening and reading prepare the same texts, one after the other.
  const prepare = remember(
    (text: string) => writeOut(standardise(text.slice(0, LONGEST_TEXT))),
    REMEMBERED_TEXTS,
  );
  return {
    prepare,
    finder,
    rarity,
    read: (text, voice) => readText(text, voice, { finder, prepare, repair, book, known: false }),
    readKnown: (text) =>
      readText(text, null, {
        finder,
        prepare: standardise,
        repair: (word) => word,
        book,
        known: true,
      }),
  };
}

interface Tools {
  prepare(text: string): string;
  finder: ConceptFinder;
  repair: SpellingRepair;
  book: WordBook;
  /** A text of the knowledge base: its subject makes ambiguous words plain. */
  known: boolean;
}

function readText(raw: string, voice: Voice | null, tools: Tools): Reading {
  const prepared = tools.prepare(raw);
  const segments = voice ? voice.segmentsOf(prepared) : splitSegments(prepared, false);
  const placed = placeSegments(segments, voice, tools.finder);
  const language = guessLanguage(
    raw,
    placed.map(({ token }) => token.word),
  );
  const words = placed.map(({ token }) => tools.repair(token.word, language === 'de'));
  const places = placed.map(({ place }) => place);
  const mentions = tools.finder.find(words, language === 'de');
  const concepts = withoutParties(mentions.concepts, placed, language, voice, tools);
  const faint = tools.known ? NONE : mentions.faint;
  const units = unitsOf(placed, words, concepts, faint, language, voice, tools);
  const asked = words.filter((_, at) => places[at] === 'ask');
  const plain = asked.join(' ');
  const askSegment = segments.find((segment) => segment.mood === 'question' || segment.mood === 'request');
  return {
    text: raw,
    language,
    words,
    places,
    concepts,
    units,
    byKey: new Map(units.map((unit) => [unit.key, unit])),
    ask: askOf(plain, askSegment ?? segments[segments.length - 1]),
    negations: countNegations(plain),
    plain,
    segments: segments.length,
  };
}

/** A sheet's own name for a party or thing ("the Third Party", "Covered Entity") names no topic, its way of asking ("verify") no facet. */
function withoutParties(
  concepts: ConceptMap,
  placed: readonly Placed[],
  language: StemLanguage,
  voice: Voice | null,
  tools: Tools,
): ConceptMap {
  const kept = new Map<string, ReadonlySet<number>>();
  for (const [id, positions] of concepts) {
    const kind = tools.finder.concept(id)?.kind;
    // German writes every noun with a capital: only what can name a party is one there.
    const mayBeParty = PARTY_CONCEPTS.has(id) || (kind === 'context' && language !== 'de');
    const real = [...positions].filter((at) => {
      const { token, place } = placed[at] ?? {};
      if (!token || place === 'form') return false;
      if (kind === 'facet' && voice?.isPervasive(token.word)) return false;
      if (!voice || !/^\p{Lu}/u.test(token.raw)) return true;
      return !(voice.isParty(token.word) || (mayBeParty && voice.isDefinedTerm(token.word)));
    });
    if (real.length > 0) kept.set(id, new Set(real));
  }
  return kept;
}

const PARTY_CONCEPTS = new Set([
  'subproc',
  'company',
  'authority',
  'staff',
  'outsource',
  'hosting',
  'opensource',
  'contract',
]);

function unitsOf(
  placed: readonly Placed[],
  words: readonly string[],
  concepts: ConceptMap,
  faint: ReadonlySet<string>,
  language: StemLanguage,
  voice: Voice | null,
  tools: Tools,
): Unit[] {
  const units: Unit[] = [];
  const taken = new Set<number>();
  for (const [id, positions] of concepts) {
    const concept = tools.finder.concept(id);
    if (!concept || concept.kind === 'polarity') continue;
    for (const at of positions) taken.add(at);
    const place = strongestPlace([...positions].map((at) => placed[at]?.place ?? 'form'));
    const kind = faint.has(id) && concept.kind !== 'weak' ? 'faint' : concept.kind;
    units.push({
      key: `c:${id}`,
      kind,
      concept,
      label: concept.label,
      positions: [...positions],
      place,
      weight: WEIGHT[kind] * PLACE_WEIGHT[place],
      rarity: 1,
    });
  }
  const seen = new Map<string, Unit>();
  placed.forEach(({ token, place }, at) => {
    if (taken.has(at)) return;
    const word = words[at] ?? '';
    const kind = tools.book.kindOf(token, word, language, voice);
    if (kind === null) return;
    const stemmed = tools.book.stemOf(word, language);
    const key = kind === 'number' ? `n:${word}` : kind === 'glue' ? `g:${stemmed}` : `w:${stemmed}`;
    if (seen.has(key)) return;
    const rarity = tools.book.rarity(stemmed);
    const weight = kind === 'known' || kind === 'rare' ? 0.3 + 0.7 * rarity : WEIGHT[kind];
    const unit: Unit = {
      key,
      kind,
      concept: null,
      label: token.raw,
      positions: [at],
      place,
      weight: weight * PLACE_WEIGHT[place],
      rarity,
    };
    seen.set(key, unit);
    units.push(unit);
  });
  const standsAlone = units.some(({ kind, place }) => kind === 'topic' && place === 'ask');
  if (!standsAlone) return units;
  return units.map((unit) =>
    unit.place === 'context' ? { ...unit, weight: unit.weight * CONTEXT_OF_WHOLE } : unit,
  );
}

const PLACE_ORDER: readonly Place[] = ['ask', 'aside', 'context', 'form'];

function strongestPlace(places: readonly Place[]): Place {
  return PLACE_ORDER.find((place) => places.includes(place)) ?? 'form';
}
