import type { Entry, KnowledgeBase } from '../knowledge/knowledge-base.js';
import { ASKS } from './asking.js';
import type { ConceptFinder } from './concepts.js';
import { type Footprint, type KnowledgeReadings, readKnowledge } from './footprint.js';
import type {
  CoreTable,
  GroupTable,
  IndexTables,
  PhrasingTable,
  UnansweredTable,
  VocabularyTable,
} from './index-tables.js';
import { addTo, clear, createPostings, createTally, type PostingRow, type Postings } from './postings.js';
import type { Reader } from './reading.js';
import { addToRow, createNumbering, findInRow, type Rows, rowsOf, startsOf } from './rows.js';

/** A unit found in this share of an entry's phrasings or more is what the entry is about. */
const CORE_SHARE = 0.12;

/** A phrasing that says something. */
interface Phrasing {
  footprint: Footprint;
  place: number;
}

/** Reads all texts of a knowledge base and makes the tables of its index. */
export function readIndexTables(kb: KnowledgeBase, reader: Reader): IndexTables {
  const readings = readKnowledge(kb, reader);
  const { finder } = reader;
  const units = readings.names;
  const phrasings = readings.entries.map((entry) =>
    entry.phrasings.flatMap((footprint, place) => (footprint.total === 0 ? [] : [{ footprint, place }])),
  );
  const rows = sharesOf(phrasings, readings);
  const postings = createPostings(units.length, rows);
  const unitWeights = weightsOf(postings, kb.entries.length);
  const concepts = createNumbering();
  const stems = createNumbering();
  const tables = {
    unitWeights,
    ...phrasingsAndGroups(kb.entries, phrasings, finder, concepts.numberOf, weighing(units, unitWeights)),
    vocabulary: vocabularyOf(postings, phrasings),
    core: coreOf(rows, units, unitWeights),
    stems: stemRows(readings, stems.numberOf),
    asks: askShares(phrasings),
    unanswered: unansweredTable(kb, readings),
  };
  const names = { units, concepts: concepts.texts(), stems: stems.texts() };
  const turns = (id: string) => (finder.concept(id)?.kind === 'polarity' ? 1 : 0);
  return { ...tables, names, polarity: Uint8Array.from(names.concepts, turns) };
}

/** Units of each entry with the share of its phrasings that hold them; those of quotes alone count half a phrasing. */
function sharesOf(phrasings: readonly (readonly Phrasing[])[], readings: KnowledgeReadings): PostingRow[] {
  const tally = createTally(readings.names.length);
  return phrasings.map((of, entry) => {
    const share = 1 / Math.max(1, of.length);
    for (const { footprint } of of) for (const unit of footprint.units) addTo(tally, unit, share);
    for (const quote of readings.entries[entry]?.quotes ?? []) {
      for (const unit of quote.units) if (tally.sums[unit] === 0) addTo(tally, unit, share / 2);
    }
    const units = [...tally.touched];
    const values = units.map((unit) => tally.sums[unit] ?? 0);
    clear(tally);
    return { units, values };
  });
}

/** Rarity among the entries, 0 to 1; 1 for what none of them holds. */
function weightsOf({ from }: Postings, entries: number): Float64Array {
  const scale = Math.log(1 + entries / 0.5);
  const weights = new Float64Array(from.length - 1);
  for (let unit = 0; unit < weights.length; unit++) {
    const holding = (from[unit + 1] ?? 0) - (from[unit] ?? 0);
    weights[unit] = Math.log(1 + entries / (holding || 0.5)) / scale;
  }
  return weights;
}

function weighing(units: readonly string[], weights: Float64Array): (concept: string) => number {
  const numbers = new Map(units.map((unit, number) => [unit, number]));
  return (concept) => weights[numbers.get(`c:${concept}`) ?? -1] ?? 1;
}

function vocabularyOf(postings: Postings, phrasings: readonly (readonly Phrasing[])[]): VocabularyTable {
  const holders: number[][] = [];
  const weights: number[][] = [];
  for (const [entry, of] of phrasings.entries()) {
    for (const [at, { footprint }] of of.entries()) {
      for (const [n, unit] of footprint.units.entries()) {
        const slot = findInRow(postings, unit, entry);
        addToRow(holders, slot, at);
        addToRow(weights, slot, footprint.weights[n] ?? 0);
      }
    }
  }
  const slots = Array.from(postings.items, (_, slot) => slot);
  return {
    postings: { ...postings, values: postings.values.map((share) => Math.min(1, 0.3 + Math.sqrt(share))) },
    coverage: postings.values.map((share) => Math.min(1, 0.55 + 0.9 * Math.sqrt(share))),
    holders: rowsOf(slots.map((slot) => holders[slot])),
    weights: Float64Array.from(slots.flatMap((slot) => weights[slot] ?? [])),
  };
}

function coreOf(rows: readonly PostingRow[], units: readonly string[], unitWeights: Float64Array): CoreTable {
  const core = rows.map((row) =>
    row.units.flatMap((unit, at) => {
      const share = row.values[at] ?? 0;
      return units[unit]?.startsWith('c:') && share > CORE_SHARE
        ? [{ unit, share, weight: share * (unitWeights[unit] ?? 1) }]
        : [];
    }),
  );
  const all = core.flat();
  return {
    units: rowsOf(core.map((of) => of.map(({ unit }) => unit))),
    shares: Float64Array.from(all, ({ share }) => share),
    weights: Float64Array.from(all, ({ weight }) => weight),
    totals: Float64Array.from(core, (of) => of.reduce((sum, { weight }) => sum + weight, 0)),
  };
}

function phrasingsAndGroups(
  entries: readonly Entry[],
  phrasings: readonly (readonly Phrasing[])[],
  finder: ConceptFinder,
  conceptNumber: (id: string) => number,
  weightOf: (concept: string) => number,
): { phrasings: PhrasingTable; groups: GroupTable } {
  const groups: { keys: readonly string[]; members: number[] }[] = [];
  const groupOf: number[] = [];
  const sizes = phrasings.map((of, at) => {
    const before = groups.length;
    const anchors = new Set(entries[at]?.anchors);
    const known = new Map<string, number>();
    for (const { footprint } of of) {
      const keys = footprint.concepts.filter((id) => finder.concept(id)?.kind === 'topic' || anchors.has(id));
      const together = keys.join(' ');
      const group = known.get(together) ?? groups.push({ keys, members: [] }) - 1;
      known.set(together, group);
      groups[group]?.members.push(groupOf.length);
      groupOf.push(group);
    }
    return groups.length - before;
  });
  const all = phrasings.flat();
  const footprints = all.map(({ footprint }) => footprint);
  return {
    phrasings: {
      from: startsOf(phrasings.map(({ length }) => length)),
      places: Int32Array.from(all, ({ place }) => place),
      units: rowsOf(footprints.map(({ units }) => units)),
      weights: Float64Array.from(footprints.flatMap(({ weights }) => weights)),
      totals: Float64Array.from(footprints, ({ total }) => total),
      concepts: rowsOf(footprints.map(({ concepts }) => concepts.map(conceptNumber))),
      asks: Uint8Array.from(footprints, ({ ask }) => ASKS.indexOf(ask)),
      negations: Uint8Array.from(footprints, ({ negations }) => negations),
      groups: Int32Array.from(groupOf),
    },
    groups: {
      from: startsOf(sizes),
      keys: rowsOf(groups.map(({ keys }) => keys.map(conceptNumber))),
      weights: Float64Array.from(groups.flatMap(({ keys }) => keys.map(weightOf))),
      members: rowsOf(groups.map(({ members }) => members)),
    },
  };
}

function stemRows(readings: KnowledgeReadings, numberOf: (stem: string) => number): Rows {
  const entries: number[][] = [];
  for (const [entry, { stems }] of readings.entries.entries()) {
    for (const stem of stems) addToRow(entries, numberOf(stem), entry);
  }
  return rowsOf(entries);
}

function askShares(phrasings: readonly (readonly Phrasing[])[]): Float64Array {
  const shares = new Float64Array(phrasings.length * ASKS.length);
  for (const [entry, of] of phrasings.entries()) {
    for (const { footprint } of of) {
      const at = entry * ASKS.length + ASKS.indexOf(footprint.ask);
      shares[at] = (shares[at] ?? 0) + 1 / of.length;
    }
  }
  return shares;
}

function unansweredTable(kb: KnowledgeBase, { names, unanswered }: KnowledgeReadings): UnansweredTable {
  const weak = new Set(kb.lexicon.concepts.filter(({ kind }) => kind === 'weak').map(({ id }) => `c:${id}`));
  const telling = names.map((name) => !name.startsWith('g:') && !weak.has(name));
  const rows = unanswered.map(({ units, weights }) => ({
    units: units.filter((unit) => telling[unit]),
    values: weights.filter((_, at) => telling[units[at] ?? -1]),
  }));
  return {
    postings: createPostings(names.length, rows),
    totals: Float64Array.from(unanswered, ({ total }) => total),
    asks: Uint8Array.from(unanswered, ({ ask }) => ASKS.indexOf(ask)),
  };
}
