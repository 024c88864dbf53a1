import { type CellRange, inRange } from './address.js';

/**
 * Finds the rectangles that hold a cell, however many there are and however large: an interval tree over
 * rows, laid out in an array sorted by top (the middle of a slice is its root; `deepest` is the largest
 * bottom of the slice). A look-up costs log(n) plus the rectangles that cross the row.
 */
export class RangeIndex<T> {
  private readonly items: readonly { range: CellRange; value: T; order: number }[];
  private readonly deepest: Int32Array;

  constructor(pairs: Iterable<readonly [CellRange, T]>) {
    this.items = [...pairs]
      .map(([range, value], order) => ({ range, value, order }))
      .sort((a, b) => a.range.top - b.range.top || a.range.left - b.range.left || a.order - b.order);
    this.deepest = new Int32Array(this.items.length);
    this.measure(0, this.items.length);
  }

  get size(): number {
    return this.items.length;
  }

  /** The value whose rectangle holds the cell; of several, the one that was given first. */
  at(row: number, column: number): T | undefined {
    if (this.items.length === 0) return undefined;
    let best: { value: T; order: number } | undefined;
    const visit = (from: number, to: number): void => {
      if (from >= to) return;
      const middle = (from + to) >> 1;
      const item = this.items[middle];
      if (item === undefined || (this.deepest[middle] ?? 0) < row) return;
      visit(from, middle);
      if (item.range.top > row) return;
      if (inRange(item.range, row, column) && (best === undefined || item.order < best.order)) best = item;
      visit(middle + 1, to);
    };
    visit(0, this.items.length);
    return best?.value;
  }

  private measure(from: number, to: number): number {
    if (from >= to) return 0;
    const middle = (from + to) >> 1;
    const own = this.items[middle]?.range.bottom ?? 0;
    const deepest = Math.max(own, this.measure(from, middle), this.measure(middle + 1, to));
    this.deepest[middle] = deepest;
    return deepest;
  }
}
