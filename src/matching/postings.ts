import { type Rows, startsOf } from './rows.js';

/** For every numbered unit, which places hold it, ascending, and with what value each. */
export interface Postings extends Rows {
  values: Float64Array;
}

/** The units one place holds, with a value each. */
export interface PostingRow {
  units: readonly number[];
  values: readonly number[];
}

/** Turns rows of units into lists of places; `units` is how many different ones there are. */
export function createPostings(units: number, rows: readonly PostingRow[]): Postings {
  const counts = new Int32Array(units);
  for (const row of rows) for (const unit of row.units) counts[unit] = (counts[unit] ?? 0) + 1;
  const from = startsOf(counts);
  const next = from.slice();
  const items = new Int32Array(from[units] ?? 0);
  const values = new Float64Array(items.length);
  for (const [place, row] of rows.entries()) {
    for (const [at, unit] of row.units.entries()) {
      const slot = next[unit] ?? 0;
      items[slot] = place;
      values[slot] = row.values[at] ?? 0;
      next[unit] = slot + 1;
    }
  }
  return { from, items, values };
}

/** Sums by place, kept and cleared again so that no question pays for all places. A place without a sum was not touched. */
export interface Tally {
  sums: Float64Array;
  touched: number[];
}

/** An empty tally over this many places. */
export function createTally(places: number): Tally {
  return { sums: new Float64Array(places), touched: [] };
}

/** Adds a positive amount to a place. */
export function addTo(tally: Tally, place: number, amount: number): void {
  const sum = tally.sums[place] ?? 0;
  if (sum === 0) tally.touched.push(place);
  tally.sums[place] = sum + amount;
}

/** Takes all sums back. */
export function clear(tally: Tally): void {
  for (const place of tally.touched) tally.sums[place] = 0;
  tally.touched.length = 0;
}

/** The places with the greatest sums, greatest first; equal ones in their order. */
export function greatest({ sums, touched }: Tally, most: number): number[] {
  const best: number[] = [];
  const ahead = (one: number, other: number) => {
    const more = (sums[one] ?? 0) - (sums[other] ?? 0);
    return more > 0 || (more === 0 && one < other);
  };
  for (const place of touched) {
    const last = best[most - 1];
    if (last !== undefined && !ahead(place, last)) continue;
    let slot = Math.min(best.length, most - 1);
    for (; slot > 0 && ahead(place, best[slot - 1] ?? 0); slot--) best[slot] = best[slot - 1] ?? 0;
    best[slot] = place;
  }
  return best;
}
