import { createRequire } from 'node:module';
import type FuseIndex from 'fuse.js';
import type { Entry, KnowledgeBase } from '../knowledge/knowledge-base.js';
import { type Asked, askedOf } from './asked.js';
import type { EntryIndex, IndexedEntry } from './entry-index.js';
import { coreShare } from './features.js';
import type { SearchHit } from './match.js';
import { type Ranked, rankEntries } from './rank.js';
import type { Reader, Reading } from './reading.js';
import { foldWord } from './tokens.js';

/** Hits this far below the best one are noise. */
const WITHIN = 0.35;
/** Hits by spelling that are surer than this are worth showing; from the queries of test/matching/search.test.ts. */
const FUZZY_AT_LEAST = 0.28;
/** No hit is shown as certain. */
const SUREST = 0.99;
/** Fuse.js distance (0 exact, 1 nothing alike) up to which a fuzzy hit is shown. */
const FUZZY_DISTANCE = 0.4;

/** Answering never searches by spelling: fuse.js is loaded with the first search that needs it. */
function loadFuse(): typeof FuseIndex {
  return createRequire(import.meta.url)('fuse.js');
}

/** Search by meaning first; fuzzy text search (fuse.js) finds what no concept or known word does, such as prefixes and slips. */
export function createSearch(
  kb: KnowledgeBase,
  reader: Reader,
  index: EntryIndex,
): (query: string, limit: number) => SearchHit[] {
  let fuse: FuseIndex<Entry> | null = null;
  const fuzzy = (query: string): SearchHit[] => {
    fuse ??= new (loadFuse())([...kb.entries], {
      keys: ['id', 'topic', 'question', 'answer', 'phrasings.yes', 'phrasings.open'],
      includeScore: true,
      ignoreLocation: true,
      threshold: FUZZY_DISTANCE,
      minMatchCharLength: 3,
    });
    return fuse
      .search(query)
      .map(({ item, score = 1 }) => ({
        entry: item,
        confidence: round(0.5 * (1 - score)),
        why: `reads like "${query}"`,
      }))
      .filter(({ confidence }) => confidence >= FUZZY_AT_LEAST);
  };
  const named = new Map(kb.entries.map((entry) => [foldWord(entry.id), entry]));
  return (query, limit) => {
    const reading = reader.read(query, null);
    const asked = askedOf(reading, index);
    const ranked = rankEntries(asked);
    const best = ranked[0]?.score ?? 0;
    const hits = ranked
      .filter(({ score }) => score >= best * WITHIN)
      .map((one) => ({
        entry: one.indexed.entry,
        confidence: round(relevance(asked, one)),
        why: whyFound(reading, one),
      }))
      .sort((a, b) => b.confidence - a.confidence);
    const found = hits.length > 0 ? hits : fuzzy(query);
    const own = named.get(foldWord(query));
    return (own ? putFirst(own, found) : found).slice(0, limit);
  };
}

/** Who types an entry's name wants that entry. */
function putFirst(entry: Entry, hits: readonly SearchHit[]): SearchHit[] {
  const others = hits.filter((hit) => hit.entry !== entry);
  return [{ entry, confidence: SUREST, why: `is named "${entry.id}"` }, ...others];
}

/** How much of the query the entry speaks about, and how much of what the entry is about the query names. */
function relevance(asked: Asked, { indexed, coverage, nearest }: Ranked): number {
  const likeness = Math.min(1, nearest[0]?.dice ?? 0);
  const core = mostOfCore(asked, indexed);
  const complete = isComplete(asked, indexed);
  const share = coreShare(asked, indexed);
  const score =
    0.45 * coverage + 0.35 * likeness + 0.1 * Math.min(1, core) + 0.05 * share + (complete ? 0.05 : 0);
  return Math.min(SUREST, score);
}

/** The greatest share of the entry's phrasings that hold a concept of the query. */
function mostOfCore({ index, units }: Asked, { position }: IndexedEntry): number {
  const { units: core, shares } = index.tables.core;
  const end = core.from[position + 1] ?? 0;
  let most = 0;
  for (let at = core.from[position] ?? 0; at < end; at++)
    if (units.includes(core.items[at] ?? 0)) most = Math.max(most, shares[at] ?? 0);
  return most;
}

/** The entry is asked for with no more than the query says: "chat tool" is Slack, and not Slack's address. */
function isComplete({ index, named }: Asked, { position }: IndexedEntry): boolean {
  const { from, keys } = index.tables.groups;
  const end = from[position + 1] ?? 0;
  for (let group = from[position] ?? 0; group < end; group++) {
    const all = keys.items.subarray(keys.from[group], keys.from[group + 1]);
    if (all.length > 0 && all.every((key) => named[key] === 1)) return true;
  }
  return false;
}

function whyFound(reading: Reading, ranked: Ranked): string {
  const shared = reading.units.filter((_, at) => ranked.says[at] === 1).map(({ label }) => label);
  return `speaks about ${[...new Set(shared)].join(', ')}`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
