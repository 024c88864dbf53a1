import { type Alignment, alignEntry, type Leftover, leftoversOf } from './alignment.js';
import type { EntryIndex, IndexedEntry } from './entry-index.js';
import type { Ranked } from './rank.js';
import type { Reading, UnitKind } from './reading.js';

/** An entry, or two that belong together, as an answer to a question; with everything the decision weighs. */
export interface Candidate {
  entries: readonly IndexedEntry[];
  ranked: readonly Ranked[];
  alignments: readonly Alignment[];
  leftovers: readonly Leftover[];
  features: Readonly<Record<FeatureName, number>>;
  /** Keys of single unexplained units, whose harm is learned one by one. */
  evidence: readonly string[];
}

/**
 * What the model sees. Nearness: hit .. coverage; rivals: margin .. contrast; leftovers by kind, against the best phrasing
 * (left*) and against all phrasings of the entry (wide*); the question's form: the rest.
 */
export const FEATURES = [
  'hit',
  'missing',
  'keys',
  'required',
  'nearest',
  'mean',
  'ofPhrasing',
  'ofQuestion',
  'coverage',
  'core',
  'margin',
  'marginStranger',
  'unanswered',
  'contrast',
  'rank',
  'union',
  'leftTopic',
  'leftFacet',
  'leftContext',
  'leftName',
  'leftNumber',
  'leftSpecific',
  'leftProper',
  'leftKnown',
  'leftRare',
  'leftRecurring',
  'leftMost',
  'leftSum',
  'clean',
  'wideTopic',
  'wideFacet',
  'wideWord',
  'wideClean',
  'asideLeft',
  'glue',
  'leftGlue',
  'keysInContext',
  'sectionStrange',
  'askKnown',
  'askUnknown',
  'negated',
  'condition',
  'exclusive',
  'length',
  'short',
  'lists',
  'german',
  'statement',
  'open',
  'cleanNear',
  'leftFar',
] as const;
export type FeatureName = (typeof FEATURES)[number];

/** Leftovers are counted up to here; more does not make an answer more wrong. */
const MOST_LEFT = 4;
const CONSIDERED = 5;
const PAIRED = 4;

/** All candidates for a question: the best entries, and pairs of related ones for questions that ask for both. */
export function candidatesFor(
  reading: Reading,
  ranked: readonly Ranked[],
  section: Reading | null,
  near: number,
  index: EntryIndex,
): Candidate[] {
  const best = ranked
    .slice(0, CONSIDERED)
    .map((one, rank) => ({
      one,
      rank,
      alignment: alignEntry(reading, one.indexed, one.nearest[0]?.phrasing, index),
    }));
  const candidates: Candidate[] = [];
  const build = (members: typeof best) => {
    const alignments = members.flatMap(({ alignment }) => (alignment ? [alignment] : []));
    if (alignments.length < members.length) return;
    candidates.push(
      describe(
        reading,
        members.map(({ one }) => one),
        alignments,
        members[0]?.rank ?? 0,
        ranked,
        section,
        near,
        index,
      ),
    );
  };
  for (const one of best) build([one]);
  for (const [i, one] of best.slice(0, PAIRED).entries()) {
    for (const other of best.slice(i + 1, PAIRED))
      if (belongTogether(one.one.indexed, other.one.indexed)) build([one, other]);
  }
  return candidates;
}

function belongTogether(one: IndexedEntry, other: IndexedEntry): boolean {
  if (one.entry.related.includes(other.entry.id) || other.entry.related.includes(one.entry.id)) return true;
  return one.entry.quotes.some((quote) =>
    other.entry.quotes.some(({ heading }) => heading === quote.heading),
  );
}

function describe(
  reading: Reading,
  ranked: readonly Ranked[],
  alignments: readonly Alignment[],
  rank: number,
  all: readonly Ranked[],
  section: Reading | null,
  near: number,
  index: EntryIndex,
): Candidate {
  const entries = ranked.map(({ indexed }) => indexed);
  const leftovers =
    entries.length > 1
      ? leftoversOf(
          reading,
          entries,
          alignments.map(({ phrasing }) => phrasing),
        )
      : (alignments[0]?.leftovers ?? []);
  const features = {
    ...nearnessFeatures(reading, ranked, alignments, all, near, rank, index),
    ...leftoverFeatures(reading, entries, leftovers),
    ...formFeatures(reading, entries, alignments, section, index),
    union: entries.length > 1 ? 1 : 0,
    cleanNear: 0,
    leftFar: 0,
  };
  features.cleanNear = features.clean * features.nearest;
  features.leftFar = Math.min(2, features.leftTopic + features.leftFacet) * (1 - features.ofPhrasing);
  const evidence = leftovers.filter(({ unit }) => unit.place === 'ask').map(({ unit }) => unit.key);
  return { entries, ranked, alignments, leftovers, features, evidence };
}

function nearnessFeatures(
  reading: Reading,
  ranked: readonly Ranked[],
  alignments: readonly Alignment[],
  all: readonly Ranked[],
  near: number,
  rank: number,
  index: EntryIndex,
) {
  const entries = ranked.map(({ indexed }) => indexed);
  const first = Math.max(...ranked.map(({ score }) => score));
  const others = all.filter(({ indexed }) => !entries.includes(indexed));
  const strangers = others.filter(({ indexed }) => !entries.some((entry) => belongTogether(entry, indexed)));
  const nearest = Math.max(...ranked.map((one) => one.nearest[0]?.dice ?? 0));
  const best = ranked[0]?.nearest[0];
  const missing = alignments.map((alignment) => alignment.missing / (alignment.got + alignment.missing || 1));
  return {
    hit: alignments.every(({ hit }) => hit) ? 1 : 0,
    missing: Math.max(...missing),
    keys: Math.min(
      3,
      alignments.reduce((sum, { got }) => sum + got, 0),
    ),
    required: entries.every((entry) => meetsRequirements(reading, entry)) ? 1 : 0,
    nearest,
    mean: Math.max(
      ...ranked.map(
        (one) => one.nearest.reduce((sum, { dice }) => sum + dice, 0) / (one.nearest.length || 1),
      ),
    ),
    ofPhrasing: Math.max(...ranked.map((one) => Math.max(...one.nearest.map((n) => n.ofPhrasing)))),
    ofQuestion: best?.ofQuestion ?? 0,
    coverage: Math.max(...ranked.map(({ coverage }) => coverage)),
    core: Math.min(...entries.map((entry) => coreShare(reading, entry, index))),
    margin: first - (others[0]?.score ?? 0),
    marginStranger: first - (strangers[0]?.score ?? 0),
    unanswered: near,
    contrast: nearest - near,
    rank: Math.min(rank, 3),
  };
}

function meetsRequirements(reading: Reading, entry: IndexedEntry): boolean {
  return entry.entry.requires.every((group) => group.some((id) => reading.concepts.has(id)));
}

function coreShare(reading: Reading, entry: IndexedEntry, index: EntryIndex): number {
  let named = 0;
  let all = 0;
  for (const [key, share] of entry.core) {
    const weight = share * index.weightOf(key);
    all += weight;
    if (reading.byKey.has(key)) named += weight;
  }
  return all > 0 ? named / all : 0;
}

const LEFT_FEATURE: Readonly<Partial<Record<UnitKind, FeatureName>>> = {
  topic: 'leftTopic',
  facet: 'leftFacet',
  context: 'leftContext',
  name: 'leftName',
  number: 'leftNumber',
  specific: 'leftSpecific',
  proper: 'leftProper',
  known: 'leftKnown',
  rare: 'leftRare',
  recurring: 'leftRecurring',
};

function leftoverFeatures(
  reading: Reading,
  entries: readonly IndexedEntry[],
  leftovers: readonly Leftover[],
) {
  const left: Record<string, number> = {};
  for (const name of Object.values(LEFT_FEATURE)) left[name] = 0;
  let most = 0;
  let sum = 0;
  let aside = 0;
  for (const { unit, weight } of leftovers) {
    const name = LEFT_FEATURE[unit.kind];
    if (name) left[name] = Math.min(MOST_LEFT, (left[name] ?? 0) + weight);
    most = Math.max(most, weight);
    sum += weight;
    if (unit.place !== 'ask') aside += weight;
  }
  const wide = wideLeftovers(reading, entries);
  const value = (name: FeatureName) => left[name] ?? 0;
  return {
    leftTopic: value('leftTopic'),
    leftFacet: value('leftFacet'),
    leftContext: value('leftContext'),
    leftName: value('leftName'),
    leftNumber: value('leftNumber'),
    leftSpecific: value('leftSpecific'),
    leftProper: value('leftProper'),
    leftKnown: value('leftKnown'),
    leftRare: value('leftRare'),
    leftRecurring: value('leftRecurring'),
    leftMost: most,
    leftSum: Math.min(6, sum),
    clean: sum < 0.2 ? 1 : 0,
    ...wide,
    asideLeft: Math.min(MOST_LEFT, aside),
    glue: Math.min(8, reading.units.filter((unit) => unit.kind === 'glue' && unit.place === 'ask').length),
    leftGlue: Math.min(MOST_LEFT, unknownGlue(reading, entries)),
  };
}

/** Words of questionnaires that none of the entry's texts uses, the rarer the more: few are harmless, many are another question. */
function unknownGlue(reading: Reading, entries: readonly IndexedEntry[]): number {
  let sum = 0;
  for (const unit of reading.units) {
    if (unit.kind !== 'glue' || unit.place !== 'ask') continue;
    const stemmed = unit.key.slice(2);
    if (!entries.some((entry) => entry.stems.has(stemmed))) sum += unit.rarity;
  }
  return sum;
}

/** What no phrasing of the entry has ever said. */
function wideLeftovers(reading: Reading, entries: readonly IndexedEntry[]) {
  const counts = { wideTopic: 0, wideFacet: 0, wideWord: 0 };
  for (const unit of reading.units) {
    if (
      unit.place === 'form' ||
      unit.place === 'context' ||
      unit.kind === 'glue' ||
      unit.kind === 'weak' ||
      unit.kind === 'recurring'
    )
      continue;
    const known = entries.some(
      (entry) =>
        entry.vocabulary.has(unit.key) ||
        (unit.concept && (entry.explains.has(unit.concept.id) || entry.anchors.has(unit.concept.id))),
    );
    if (known) continue;
    const weight = unit.place === 'aside' ? 0.5 : 1;
    if (unit.kind === 'topic' || unit.kind === 'name') counts.wideTopic += weight;
    else if (unit.kind === 'facet') counts.wideFacet += weight;
    else counts.wideWord += weight * (unit.concept?.weight ?? 1);
  }
  const clean = counts.wideTopic + counts.wideFacet + counts.wideWord === 0;
  return {
    wideTopic: Math.min(MOST_LEFT, counts.wideTopic),
    wideFacet: Math.min(MOST_LEFT, counts.wideFacet),
    wideWord: Math.min(MOST_LEFT, counts.wideWord),
    wideClean: clean ? 1 : 0,
  };
}

const CONDITION =
  /\b(?:not using|do not use|not use|does not use|without using|who do not|instead of|rather than|if [a-z ]{0,40}\bnot\b|nicht nutzen|nicht verwenden|anstelle|statt|excluding|except|besides|ausser|falls [a-z ]{0,40}(?:nicht|kein)\w*)\b/;
const EXCLUSIVE =
  /\b(?:only|exclusively|solely|never|always|guarantee\w*|ever|under any circumstances|under no circumstances|at all times|any time|every|ausschliesslich|immer|niemals|jemals|garantier\w*|ausnahmslos|allein)\b/;

function formFeatures(
  reading: Reading,
  entries: readonly IndexedEntry[],
  alignments: readonly Alignment[],
  section: Reading | null,
  index: EntryIndex,
) {
  const keys = alignments.flatMap(({ phrasing }) => phrasing.keys.filter((key) => reading.concepts.has(key)));
  const inContext = keys.filter((key) => reading.byKey.get(`c:${key}`)?.place === 'context').length;
  const asked = entries.reduce((sum, entry) => sum + (entry.asks.get(reading.ask) ?? 0), 0);
  const content = reading.units.filter(
    (unit) => unit.kind !== 'glue' && unit.kind !== 'weak' && unit.place === 'ask',
  ).length;
  return {
    keysInContext: keys.length > 0 ? inContext / keys.length : 0,
    sectionStrange: content <= 2 ? strangeTopics(section, entries, index) : 0,
    askKnown: Math.min(1, asked * 3),
    askUnknown: asked === 0 ? 1 : 0,
    negated: Math.min(2, Math.max(0, reading.negations)),
    condition: CONDITION.test(reading.plain) ? 1 : 0,
    exclusive: EXCLUSIVE.test(reading.plain) && entries.some(({ entry }) => entry.hedged) ? 1 : 0,
    length: Math.min(40, reading.words.length) / 40,
    short: content <= 2 ? 1 : 0,
    lists: Math.min(6, reading.plain.match(/\b(?:and|or|und|oder|sowie|including|plus)\b/g)?.length ?? 0) / 6,
    german: reading.language === 'de' ? 1 : 0,
    statement: reading.ask === 'statement' || reading.ask === 'fragment' ? 1 : 0,
    open: reading.ask === 'yesNo' || reading.ask === 'statement' || reading.ask === 'fragment' ? 0 : 1,
  };
}

/** Topics of the section that the entry never speaks of; a short row says only half of what it asks. */
function strangeTopics(section: Reading | null, entries: readonly IndexedEntry[], index: EntryIndex): number {
  if (!section) return 0;
  const strange = section.units.filter(
    (unit) =>
      unit.kind === 'topic' &&
      !entries.some((entry) => entry.vocabulary.has(unit.key)) &&
      !index.postings.get(unit.key)?.some((other) => entries.includes(other)),
  );
  return Math.min(2, strange.length);
}
