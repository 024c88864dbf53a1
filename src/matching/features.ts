import { type Alignment, alignEntry, type Leftover, leftoversOf } from './alignment.js';
import { type Asked, askedOf } from './asked.js';
import type { EntryIndex, IndexedEntry } from './entry-index.js';
import { FEATURES, type FeatureName } from './feature-names.js';
import { formFeatures } from './form-features.js';
import { leftoverFeatures } from './leftover-features.js';
import { nearestUnanswered, type Ranked, rankEntries } from './rank.js';
import type { Reading } from './reading.js';

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

const CONSIDERED = 5;
const PAIRED = 4;

/** One of the best entries, with what every candidate it is part of needs to know of it. */
interface Contender {
  ranked: Ranked;
  rank: number;
  alignment: Alignment;
  required: boolean;
  core: number;
}

/** All candidates for a question: the best entries, and pairs of related ones for questions that ask for both. */
export function candidatesFor(
  reading: Reading,
  section: Reading | null,
  index: EntryIndex,
): { candidates: Candidate[]; ranked: Ranked[] } {
  const asked = askedOf(reading, index);
  const ranked = rankEntries(asked);
  const near = nearestUnanswered(asked);
  const best = ranked.slice(0, CONSIDERED).flatMap((one, rank) => contender(asked, one, rank));
  const build = (members: readonly Contender[]) => describe(asked, members, ranked, section, near);
  const candidates = best.map((one) => build([one]));
  const paired = best.filter(({ rank }) => rank < PAIRED);
  for (const [i, one] of paired.entries()) {
    for (const other of paired.slice(i + 1))
      if (makeAPair(one.ranked.indexed, other.ranked.indexed)) candidates.push(build([one, other]));
  }
  return { candidates, ranked };
}

function contender(asked: Asked, ranked: Ranked, rank: number): Contender[] {
  const alignment = alignEntry(asked, ranked);
  if (!alignment) return [];
  const required = meetsRequirements(asked.reading, ranked.indexed);
  return [{ ranked, rank, alignment, required, core: coreShare(asked, ranked.indexed) }];
}

/** Related entries of which neither says all that the other says. */
function makeAPair(one: IndexedEntry, other: IndexedEntry): boolean {
  return belongTogether(one, other) && !saysMore(one, other) && !saysMore(other, one);
}

/** One quotes all that the other quotes, and more. */
function saysMore({ entry: one }: IndexedEntry, { entry: other }: IndexedEntry): boolean {
  return (
    one.quotes.length > other.quotes.length &&
    other.quotes.every(({ quote }) => one.quotes.some((more) => more.quote === quote))
  );
}

function belongTogether(one: IndexedEntry, other: IndexedEntry): boolean {
  return one.topic === other.topic || one.related.has(other.position) || other.related.has(one.position);
}

function describe(
  asked: Asked,
  members: readonly Contender[],
  all: readonly Ranked[],
  section: Reading | null,
  near: number,
): Candidate {
  const ranked = members.map((member) => member.ranked);
  const alignments = members.map(({ alignment }) => alignment);
  const entries = ranked.map(({ indexed }) => indexed);
  const leftovers =
    members.length > 1
      ? leftoversOf(
          asked,
          ranked,
          alignments.map(({ phrasing }) => phrasing),
        )
      : (alignments[0]?.leftovers ?? []);
  const features = merge(
    nearnessFeatures(members, all, near),
    leftoverFeatures(asked, ranked, leftovers),
    formFeatures(asked, entries, alignments, section),
    { union: members.length > 1 ? 1 : 0, cleanNear: 0, leftFar: 0 },
  );
  features.cleanNear = features.clean * features.nearest;
  features.leftFar = Math.min(2, features.leftTopic + features.leftFacet) * (1 - features.ofPhrasing);
  const evidence = leftovers.filter(({ unit }) => unit.place === 'ask').map(({ unit }) => unit.key);
  return { entries, ranked, alignments, leftovers, features, evidence };
}

/** Parsed once and copied whole: an object of so many fields that grows field by field is slow to make and to read. */
const NO_FEATURES: Readonly<Record<FeatureName, number>> = JSON.parse(
  `{${FEATURES.map((name) => `"${name}":0.5`).join()}}`,
);

function merge<A, B, C, D>(one: A, two: B, three: C, four: D): A & B & C & D {
  return Object.assign({ ...NO_FEATURES }, one, two, three, four);
}

function nearnessFeatures(members: readonly Contender[], all: readonly Ranked[], near: number) {
  let first = 0;
  let keys = 0;
  let hit = true;
  let required = true;
  let missing = 0;
  let nearest = 0;
  let mean = 0;
  let ofPhrasing = 0;
  let coverage = 0;
  let core = 1;
  for (const member of members) {
    const { ranked, alignment } = member;
    first = Math.max(first, ranked.score);
    keys += alignment.got;
    hit &&= alignment.hit;
    required &&= member.required;
    missing = Math.max(missing, alignment.missing / (alignment.got + alignment.missing || 1));
    nearest = Math.max(nearest, ranked.nearest[0]?.dice ?? 0);
    mean = Math.max(mean, ranked.mean);
    for (const one of ranked.nearest) ofPhrasing = Math.max(ofPhrasing, one.ofPhrasing);
    coverage = Math.max(coverage, ranked.coverage);
    core = Math.min(core, member.core);
  }
  const { rival, stranger } = othersOf(members, all);
  return {
    hit: hit ? 1 : 0,
    missing,
    keys: Math.min(3, keys),
    required: required ? 1 : 0,
    nearest,
    mean,
    ofPhrasing,
    ofQuestion: members[0]?.ranked.nearest[0]?.ofQuestion ?? 0,
    coverage,
    core,
    margin: first - (rival?.score ?? 0),
    marginStranger: first - (stranger?.score ?? 0),
    unanswered: near,
    contrast: nearest - near,
    rank: Math.min(members[0]?.rank ?? 0, 3),
  };
}

/** The best of the entries that are not in the candidate, and the best that has nothing to do with it. */
function othersOf(
  members: readonly Contender[],
  all: readonly Ranked[],
): { rival: Ranked | null; stranger: Ranked | null } {
  let rival: Ranked | null = null;
  for (const one of all) {
    let isMember = false;
    let isKin = false;
    for (const { ranked } of members) {
      isMember ||= ranked === one;
      isKin ||= belongTogether(ranked.indexed, one.indexed);
    }
    if (isMember) continue;
    rival ??= one;
    if (!isKin) return { rival, stranger: one };
  }
  return { rival, stranger: null };
}

function meetsRequirements(reading: Reading, { entry }: IndexedEntry): boolean {
  return entry.requires.every((group) => group.some((id) => reading.concepts.has(id)));
}

/** Share of what the entry is about that the question names. */
export function coreShare({ index, units }: Asked, { position }: IndexedEntry): number {
  const { units: core, weights, totals } = index.tables.core;
  const end = core.from[position + 1] ?? 0;
  let named = 0;
  for (let at = core.from[position] ?? 0; at < end; at++)
    if (units.includes(core.items[at] ?? 0)) named += weights[at] ?? 0;
  const all = totals[position] ?? 0;
  return all > 0 ? named / all : 0;
}
