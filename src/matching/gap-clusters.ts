import { foldWording } from '../knowledge/wording.js';
import type { Reader, Reading, UnitKind } from './reading.js';

/** A row that is not answered. */
export interface GapRow {
  file: string;
  sheet: string;
  cell: string;
  text: string;
  status: 'review' | 'unanswered';
  /** What is asked and not covered, for people. */
  missing: readonly string[];
  /** The entry that came nearest, where one did. */
  nearest: string | null;
}

/** Rows that ask for the same. */
export interface GapCluster {
  /** What they ask for, in a few words. */
  about: string;
  rows: readonly GapRow[];
  files: number;
  /** Shortest different wordings. */
  examples: readonly string[];
  /** What most rows miss, most frequent first. */
  missing: readonly string[];
  /** Entry that most rows come near to. */
  nearest: string | null;
}

/** What a text asks for weighs by kind; how it is put does not count. */
const KIND_WEIGHT: Readonly<Partial<Record<UnitKind, number>>> = {
  topic: 3,
  facet: 1.5,
  name: 1.5,
  specific: 1,
  number: 0.5,
  proper: 0.5,
  faint: 1,
  known: 1,
  rare: 1,
};

/** Texts that share this much of what they ask (weighted Jaccard) ask for the same. */
const ALIKE = 0.5;

interface Asked {
  rows: GapRow[];
  reading: Reading;
  weights: ReadonlyMap<string, number>;
}

/** Clusters rows by what they ask, most rows first, then most questionnaires. */
export function clusterGaps(rows: readonly GapRow[], reader: Reader): GapCluster[] {
  const same = new Map<string, GapRow[]>();
  for (const row of rows) {
    const key = foldWording(row.text);
    same.set(key, [...(same.get(key) ?? []), row]);
  }
  const asked = [...same.entries()]
    .sort(([a, x], [b, y]) => y.length - x.length || a.length - b.length || (a < b ? -1 : 1))
    .map(([, group]): Asked => {
      const reading = reader.read(group[0]?.text ?? '', null);
      return { rows: group, reading, weights: weightsOf(reading) };
    });
  const clusters: Asked[][] = [];
  const byKey = new Map<string, Set<Asked[]>>();
  for (const one of asked) {
    const home = nearestCluster(one, byKey);
    if (home) home.push(one);
    else {
      const cluster = [one];
      clusters.push(cluster);
      for (const key of one.weights.keys()) byKey.set(key, (byKey.get(key) ?? new Set()).add(cluster));
    }
  }
  return clusters
    .map(clusterOf)
    .sort((a, b) => b.rows.length - a.rows.length || b.files - a.files || (a.about < b.about ? -1 : 1));
}

function weightsOf({ units }: Reading): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { key, kind, rarity } of units) {
    const weight = (KIND_WEIGHT[kind] ?? 0) * (0.3 + 0.7 * rarity);
    if (weight > 0) weights.set(key, Math.max(weight, weights.get(key) ?? 0));
  }
  return weights;
}

/** The cluster whose first member is most alike, where it is alike enough. */
function nearestCluster(one: Asked, byKey: ReadonlyMap<string, ReadonlySet<Asked[]>>): Asked[] | null {
  const candidates = new Set([...one.weights.keys()].flatMap((key) => [...(byKey.get(key) ?? [])]));
  let best: { cluster: Asked[]; likeness: number } | null = null;
  for (const cluster of candidates) {
    const [leader] = cluster;
    const likeness = leader ? jaccard(one.weights, leader.weights) : 0;
    if (likeness >= ALIKE && likeness > (best?.likeness ?? 0)) best = { cluster, likeness };
  }
  return best?.cluster ?? null;
}

function jaccard(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  let all = 0;
  for (const [key, weight] of a) {
    shared += Math.min(weight, b.get(key) ?? 0);
    all += Math.max(weight, b.get(key) ?? 0);
  }
  for (const [key, weight] of b) if (!a.has(key)) all += weight;
  return all === 0 ? 0 : shared / all;
}

function clusterOf(members: readonly Asked[]): GapCluster {
  const rows = members.flatMap((member) => member.rows);
  const texts = [...new Set(rows.map(({ text }) => text.trim()))];
  return {
    about: aboutOf(members),
    rows,
    files: new Set(rows.map(({ file }) => file)).size,
    examples: texts.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, 3),
    missing: mostFrequent(rows.flatMap(({ missing }) => missing)).slice(0, 5),
    nearest: mostFrequent(rows.flatMap(({ nearest }) => nearest ?? []))[0] ?? null,
  };
}

/** The units that weigh most over all rows, as people call them. */
function aboutOf(members: readonly Asked[]): string {
  const sums = new Map<string, { label: string; weight: number }>();
  for (const { reading, weights, rows } of members) {
    for (const [key, weight] of weights) {
      const label = reading.byKey.get(key)?.label ?? key;
      const sum = sums.get(key) ?? { label, weight: 0 };
      sums.set(key, { label: sum.label, weight: sum.weight + weight * rows.length });
    }
  }
  const labels = [...sums.values()].sort((a, b) => b.weight - a.weight || (a.label < b.label ? -1 : 1));
  const about = [...new Set(labels.map(({ label }) => label))].slice(0, 3).join(', ');
  return about === '' ? (members[0]?.rows[0]?.text.slice(0, 60) ?? '') : about;
}

function mostFrequent(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([value]) => value);
}
