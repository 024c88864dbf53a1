/** A stretch of columns, both ends included, and what it stands for. */
export interface Stretch {
  left: number;
  right: number;
  value: number;
}

/** Stretches that do not overlap: the column each begins at, in rising order, and its value; -1 where there is none. */
export interface Strips {
  lefts: Int32Array;
  values: Int32Array;
}

/** Lays stretches over one another, the first on top; `n log n` however they overlap. */
export function painted(stretches: readonly Stretch[]): Strips {
  const edges = new Set(stretches.flatMap(({ left, right }) => [left, right + 1]));
  const lefts = Int32Array.from(edges).sort();
  const slots = new Map(Array.from(lefts, (column, slot) => [column, slot]));
  const values = new Int32Array(lefts.length).fill(-1);
  // Leads from a slot to the next one without a value: what is painted is never looked at again.
  const next = Int32Array.from({ length: lefts.length + 1 }, (_, slot) => slot);
  const free = (slot: number): number => {
    let end = slot;
    while (next[end] !== end) end = next[end] ?? end;
    for (let at = slot; at !== end; ) {
      const after = next[at] ?? end;
      next[at] = end;
      at = after;
    }
    return end;
  };
  for (const { left, right, value } of stretches) {
    const last = slots.get(right + 1) ?? 0;
    for (let slot = free(slots.get(left) ?? 0); slot < last; slot = free(slot)) {
      values[slot] = value;
      next[slot] = slot + 1;
    }
  }
  return { lefts, values };
}

/** The value of the stretch that holds the column; null where none does. */
export function valueAt({ lefts, values }: Strips, column: number): number | null {
  let low = 0;
  let high = lefts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lefts[middle] ?? 0) <= column) low = middle + 1;
    else high = middle;
  }
  const value = low === 0 ? -1 : (values[low - 1] ?? -1);
  return value < 0 ? null : value;
}
