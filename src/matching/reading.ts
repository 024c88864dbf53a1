import type { Concept, Lexicon } from '../knowledge/lexicon.js';
import { createAbbreviations } from './abbreviations.js';
import { type ConceptFinder, type ConceptMap, createConceptFinder } from './concepts.js';
import { type Segment, splitSegments } from './segments.js';
import { createSpellingRepair, type SpellingRepair } from './spelling.js';
import { guessLanguage, type StemLanguage, stem } from './stems.js';
import { foldWord, standardise, type Token, tokenise } from './tokens.js';
import type { Voice } from './voice.js';

/** Where in a row a word stands: what is asked, an aside in parentheses, the context, or mere form. */
export type Place = 'ask' | 'aside' | 'context' | 'form';

/** What a unit is, for weighing it: a concept's kind, or the kind of word it is. */
export type UnitKind =
  | 'topic'
  | 'facet'
  | 'context'
  | 'name'
  | 'weak'
  | 'number'
  | 'specific'
  | 'proper'
  | 'known'
  | 'rare'
  | 'recurring'
  | 'glue';

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

export type Ask =
  | 'howMany'
  | 'howOften'
  | 'howLong'
  | 'who'
  | 'where'
  | 'when'
  | 'why'
  | 'which'
  | 'how'
  | 'yesNo'
  | 'statement'
  | 'fragment';

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
  known: 0.6,
  rare: 0.8,
  recurring: 0.1,
  glue: 0.2,
};
const PLACE_WEIGHT: Readonly<Record<Place, number>> = { ask: 1, aside: 0.5, context: 0.3, form: 0 };
const LONGEST_TEXT = 4_000;

/** Compiles the lexicon; `vocabulary` are further words of the knowledge base that spelling repair may aim at. */
export function createReader(lexicon: Lexicon, vocabulary: readonly string[]): Reader {
  const finder = createConceptFinder(lexicon);
  const stop = new Set(lexicon.stop.map(foldWord));
  const specific = new Set(lexicon.specific.map(foldWord));
  const glue = new Set(lexicon.glue.map(foldWord));
  const glueStems = new Set([...glue].flatMap((word) => [stem(word, 'en'), stem(word, 'de')]));
  const { frequencies } = lexicon;
  const stemFrequency = new Map<string, number>();
  for (const [word, rows] of frequencies.of) {
    const key = stem(word, 'en');
    stemFrequency.set(key, (stemFrequency.get(key) ?? 0) + rows);
  }
  const scale = Math.log(frequencies.rows + 1);
  const rarity = (stemmed: string) =>
    Math.log((frequencies.rows + 1) / ((stemFrequency.get(stemmed) ?? 0) + 1)) / scale;
  const targets = new Set(
    [...finder.words, ...[...vocabulary].map(foldWord)].filter((word) => /^[a-z]+$/.test(word)),
  );
  const isKnown = (word: string) =>
    stop.has(word) || glue.has(word) || targets.has(word) || frequencies.of.has(word) || finder.knows(word);
  const repair = createSpellingRepair(isKnown, targets);
  const wordKind = (
    token: Token,
    word: string,
    language: StemLanguage,
    voice: Voice | null,
  ): UnitKind | null => {
    if (stop.has(word) || word.length < 2) return null;
    if (/\d/.test(word)) return 'number';
    if (specific.has(word)) return 'specific';
    if (voice && recurs(voice, word)) return 'recurring';
    if (glue.has(word) || glueStems.has(stem(word, language))) return 'glue';
    if (token.named && language === 'en') return 'proper';
    return frequencies.of.has(word) ? 'known' : 'rare';
  };
  const writeOut = createAbbreviations(isKnown, vocabulary);
  const prepare = (text: string) => writeOut(standardise(text.slice(0, LONGEST_TEXT)));
  return {
    prepare,
    finder,
    rarity,
    read: (text, voice) => readText(text, voice, { finder, prepare, repair, wordKind, rarity }),
    readKnown: (text) =>
      readText(text, null, { finder, prepare: standardise, repair: (word) => word, wordKind, rarity }),
  };
}

/** A word in this share of a sheet's rows (three at least) says nothing about one of them. */
const RECURRING_SHARE = 0.06;

function recurs(voice: Voice, word: string): boolean {
  return voice.rowsWith(word) >= Math.max(3, RECURRING_SHARE * voice.rows) || voice.isDefinedTerm(word);
}

interface Tools {
  prepare(text: string): string;
  finder: ConceptFinder;
  repair: SpellingRepair;
  wordKind(token: Token, word: string, language: StemLanguage, voice: Voice | null): UnitKind | null;
  rarity(stemmed: string): number;
}

interface Placed {
  token: Token;
  place: Place;
}

function readText(raw: string, voice: Voice | null, tools: Tools): Reading {
  const segments = splitSegments(tools.prepare(raw), voice?.looseCodes ?? false);
  const placed = placeSegments(segments, voice, tools);
  const language = guessLanguage(
    raw,
    placed.map(({ token }) => token.word),
  );
  const words = placed.map(({ token }) => tools.repair(token.word, language === 'de'));
  const places = placed.map(({ place }) => place);
  const concepts = withoutParties(tools.finder.find(words, language === 'de'), placed, voice, tools);
  const units = unitsOf(placed, words, concepts, language, voice, tools);
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

/** Gives every word its place; template clauses and fields of another kind are mere form. */
function placeSegments(segments: readonly Segment[], voice: Voice | null, tools: Tools): Placed[] {
  const live = segments.filter((segment) => !isForm(segment, segments, voice));
  const used = live.length > 0 ? live : segments;
  const isLabel = (segment: Segment) =>
    segment.label !== null && (ASK_LABELS.test(segment.label) || (voice?.isLabel(segment.label) ?? false));
  const roles = placesOf(used, isLabel, tools);
  return used.flatMap((segment, index) => {
    const place = roles[index] ?? 'ask';
    const heading = isLabel(segment) ? '' : `${segment.heading} `;
    const tokens = tokenise(`${heading}${segment.text}`);
    const leadIn = leadInLength(tokens.map((token) => token.word));
    const said = tokens.map((token, at) => ({ token, place: at < leadIn ? ('form' as const) : place }));
    return saysTheSubject(segment, voice) ? [...subjectOf(segment, place), ...said] : said;
  });
}

/** A label that is this row's own ("Backups: region?") says what the row is about; one that recurs only says what a field is for. */
function saysTheSubject(segment: Segment, voice: Voice | null): boolean {
  if (segment.label === null || FORM_LABELS.test(segment.label) || FIELD_LABELS.test(segment.label))
    return false;
  return !voice?.isLabel(segment.label);
}

function subjectOf(segment: Segment, place: Place): Placed[] {
  return tokenise(segment.label ?? '').map((token) => ({ token, place }));
}

const FIELD_LABELS =
  /^(?:control|controls|control statement|requirement|requirements|question|condition|condition to be reported|objective|criterion|statement|topic|subject|anforderung|frage|kontrolle|massnahme|kriterium|thema|aussage|pruefpunkt)\b/;
const FORM_LABELS =
  /^(?:evidence|proof|evidenz|nachweis|hinweis|note|notes|guidance|example|beispiel|reference|referenz|maturity|zielreifegrad|reifegrad|answer|antwort|response|format|score|weight|gewicht|prio|priority|comment|kommentar)\b/;

/** Labels of the field that holds the question itself. */
const ASK_LABELS =
  /^(?:control|requirement|question|condition|frage|anforderung|kriterium|criterion|ask|request)\b/;

function isForm(segment: Segment, all: readonly Segment[], voice: Voice | null): boolean {
  if (all.length < 2) return false;
  if (segment.label !== null && FORM_LABELS.test(segment.label)) return true;
  return voice?.isTemplate(segment) ?? false;
}

function placesOf(
  segments: readonly Segment[],
  isLabel: (segment: Segment) => boolean,
  tools: Tools,
): Place[] {
  const asking = segments.map(
    (segment) =>
      !segment.aside &&
      (segment.mood === 'question' || segment.mood === 'request' || leadInLength(segment.words) > 0) &&
      hasTopic(segment, tools),
  );
  const labelled = segments.findLastIndex((segment) => isLabel(segment) && !segment.aside);
  const lastPlain = segments.findLastIndex((segment) => !segment.aside);
  return segments.map((segment, index) => {
    if (segment.aside) return 'aside';
    if (asking.some(Boolean)) return asking[index] ? 'ask' : 'context';
    if (labelled >= 0) return index === labelled ? 'ask' : 'context';
    if (index === lastPlain) return 'ask';
    return speaksOfCustomer(segment) ? 'context' : 'ask';
  });
}

const CUSTOMER_START =
  /^(?:we|our|us|wir|unser[a-z]*|uns|the (?:bank|insurer|customer|client|university|hospital|institution|company|group|buyer|purchaser|authority)|der auftraggeber|der kunde|der ag|die bank|covered entity|certain|some|im stoerungsfall|zur|use of)\b/;

function speaksOfCustomer(segment: Segment): boolean {
  return CUSTOMER_START.test(segment.key);
}

function hasTopic(segment: Segment, tools: Tools): boolean {
  for (const id of tools.finder.find(segment.words, true).keys()) {
    const kind = tools.finder.concept(id)?.kind;
    if (kind === 'topic' || kind === 'facet' || kind === 'context') return true;
  }
  return segment.words.length > 3;
}

const SAYING =
  /^(?:confirm\w*|warrant\w*|state\w*|disclos\w*|indicat\w*|ensur\w*|assur\w*|describ\w*|explain\w*|represent\w*|declar\w*|acknowledg\w*|tell|advis\w*|specif\w*|verif\w*|demonstrat\w*|know|undertak\w*|agree\w*|provid\w*|sichergestellt|gewaehrleistet|bestaetig\w*|erklaer\w*|zu|gewaehrleist\w*|nachweis\w*|beschreib\w*|erlaeuter\w*|mit|(?:dar|an|aus|nach|mit)zu\w+|dargelegt|angegeben|geregelt)$/;
const SUBORDINATE = new Set('that whether if dass ob'.split(' '));
const SUBORDINATE_WH = new Set(
  'how what which who where when wie welche welcher welches welchem welchen wer wo'.split(' '),
);
const LONGEST_LEAD_IN = 12;

/** Words of "The supplier warrants that", "Es ist darzulegen, ob": they say nothing about the subject. */
function leadInLength(words: readonly string[]): number {
  for (let at = 1; at < Math.min(words.length - 2, LONGEST_LEAD_IN); at++) {
    const word = words[at] ?? '';
    if (!SUBORDINATE.has(word) && !SUBORDINATE_WH.has(word)) continue;
    if (!words.slice(0, at).some((before) => SAYING.test(before))) continue;
    return SUBORDINATE.has(word) ? at + 1 : at;
  }
  return 0;
}

/** A sheet's own name for a party or thing ("the Third Party", "Covered Entity") names no topic. */
function withoutParties(
  concepts: ConceptMap,
  placed: readonly Placed[],
  voice: Voice | null,
  tools: Tools,
): ConceptMap {
  const kept = new Map<string, ReadonlySet<number>>();
  for (const [id, positions] of concepts) {
    const mayBeParty = PARTY_CONCEPTS.has(id) || tools.finder.concept(id)?.kind === 'context';
    const real = [...positions].filter((at) => {
      const { token, place } = placed[at] ?? {};
      if (!token || place === 'form') return false;
      return !(mayBeParty && voice && /^\p{Lu}/u.test(token.raw) && voice.isDefinedTerm(token.word));
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
    units.push({
      key: `c:${id}`,
      kind: concept.kind,
      concept,
      label: concept.label,
      positions: [...positions],
      place,
      weight: WEIGHT[concept.kind] * PLACE_WEIGHT[place],
      rarity: 1,
    });
  }
  const seen = new Map<string, Unit>();
  placed.forEach(({ token, place }, at) => {
    if (taken.has(at)) return;
    const word = words[at] ?? '';
    const kind = tools.wordKind(token, word, language, voice);
    if (kind === null) return;
    const stemmed = stem(word, language);
    const key = kind === 'number' ? `n:${word}` : kind === 'glue' ? `g:${stemmed}` : `w:${stemmed}`;
    if (seen.has(key)) return;
    const rarity = tools.rarity(stemmed);
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
  return units;
}

const PLACE_ORDER: readonly Place[] = ['ask', 'aside', 'context', 'form'];

function strongestPlace(places: readonly Place[]): Place {
  return PLACE_ORDER.find((place) => places.includes(place)) ?? 'form';
}

const ASKS: readonly (readonly [Ask, RegExp])[] = [
  ['howMany', /\b(?:how many|how much|wie viele?)\b/],
  ['howOften', /\b(?:how often|how frequently|wie oft|wie haeufig|in welchen abstaenden)\b/],
  [
    'howLong',
    /\b(?:how long|how quickly|how fast|how soon|wie lange|wie schnell|innerhalb welcher|within what)\b/,
  ],
  ['who', /\b(?:who|whom|whose|wer|wen|wem)\b/],
  ['where', /\b(?:where|wo|woher)\b/],
  ['why', /\b(?:why|warum|wieso|weshalb|wozu)\b/],
  ['when', /^(?:when|wann)\b/],
  ['which', /\b(?:which|what|list|name|enumerate|welche\w*|nennen|benennen)\b/],
  ['how', /\b(?:how|describe|explain|outline|wie|beschreib\w*|erlaeuter\w*|inwieweit|inwiefern)\b/],
];

function askOf(plain: string, segment: Segment | undefined): Ask {
  if (!segment) return 'fragment';
  if (
    /^(?:is|are|do|does|did|can|could|may|will|would|has|have|should|must|ist|sind|werden|wird|hat|haben|kann|koennen|darf|duerfen|gibt|muss)\b/.test(
      segment.key,
    )
  ) {
    return 'yesNo';
  }
  for (const [ask, pattern] of ASKS) if (pattern.test(plain) && segment.mood !== 'statement') return ask;
  if (segment.mood === 'question') return 'yesNo';
  return segment.mood === 'fragment' ? 'fragment' : 'statement';
}

const NEGATION =
  /\b(?:not|no|never|non|none|nobody|neither|nor|without|unable|lack|lacks|lacking|absence|missing|unencrypted|cleartext|clear text|plain text|plaintext|in the clear|unprotected|unsecured|prohibited|forbidden|forbid|forbids|prevented|refuse|refused|avoid|avoids|fail|fails|free of|left out|other than|nicht|kein|keine|keinen|keiner|keinem|ohne|niemand|niemals|fehlt|fehlen|unverschluesselt\w*|klartext|untersagt|verboten)\b/g;
const NO_NEGATION =
  /\b(?:free of charge|whether or not|or not|not only|no later than|not limited to|if not|no less than|not less than)\b/g;

function countNegations(plain: string): number {
  return (plain.match(NEGATION)?.length ?? 0) - (plain.match(NO_NEGATION)?.length ?? 0);
}
