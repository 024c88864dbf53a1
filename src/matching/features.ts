import { type Alignment, alignEntry, type Leftover, leftoversOf } from './alignment.js';
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

/** All candidates for a question: the best entries, and pairs of related ones for questions that ask for both. */
export function candidatesFor(
  reading: Reading,
  section: Reading | null,
  index: EntryIndex,
): { candidates: Candidate[]; ranked: Ranked[] } {
  const ranked = rankEntries(reading, index);
  const near = nearestUnanswered(reading, index);
  const best = ranked.slice(0, CONSIDERED).map((one, rank) => ({
    one,
    rank,
    alignment: alignEntry(reading, one),
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
  return { candidates, ranked };
}

function belongTogether(one: IndexedEntry, other: IndexedEntry): boolean {
  if (one.entry.related.includes(other.entry.id) || other.entry.related.includes(one.entry.id)) return true;
  return one.entry.topic === other.entry.topic;
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
  const features = merge(
    nearnessFeatures(reading, ranked, alignments, all, near, rank, index),
    leftoverFeatures(reading, entries, leftovers),
    formFeatures(reading, entries, alignments, section),
    { union: entries.length > 1 ? 1 : 0, cleanNear: 0, leftFar: 0 },
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

/** Share of what the entry is about that the question names. */
export function coreShare(reading: Reading, entry: IndexedEntry, index: EntryIndex): number {
  let named = 0;
  let all = 0;
  for (const [key, share] of entry.core) {
    const weight = share * index.weightOf(key);
    all += weight;
    if (reading.byKey.has(key)) named += weight;
  }
  return all > 0 ? named / all : 0;
}
