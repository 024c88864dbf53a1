import type { CellRange } from './address.js';
import { painted, type Strips, valueAt } from './strips.js';

/**
 * Finds the rectangle that holds a cell, however many there are, however large, and however they overlap. A segment
 * tree over the rows at which rectangles begin or end: each rectangle hangs on the few nodes that together are its
 * rows, and a node keeps one strip of columns for each stretch with the same first rectangle. A look-up walks from
 * the root to one leaf and costs log² n; a node is worked out when somebody first asks for it.
 */
export class RangeIndex<T> {
  private readonly ranges: readonly CellRange[];
  private readonly values: readonly T[];
  /** Rows at which something begins, or has ended; a leaf stands for the rows from one to before the next. */
  private readonly rows: Int32Array;
  /** Rectangles by node, in the order in which they were given; strips once they were asked for. */
  private readonly nodes = new Map<number, number[] | Strips>();

  constructor(pairs: Iterable<readonly [CellRange, T]>) {
    const all = [...pairs];
    this.ranges = all.map(([range]) => range);
    this.values = all.map(([, value]) => value);
    const rows = new Set(this.ranges.flatMap(({ top, bottom }) => [top, bottom + 1]));
    this.rows = Int32Array.from(rows).sort();
    this.ranges.forEach(({ top, bottom }, index) => {
      this.hang(index, this.slot(top), this.slot(bottom + 1), 1, 0, this.rows.length);
    });
  }

  get size(): number {
    return this.ranges.length;
  }

  /** The value whose rectangle holds the cell; of several, the one that was given first. */
  at(row: number, column: number): T | undefined {
    if (this.nodes.size === 0 || row < (this.rows[0] ?? 0)) return undefined;
    const leaf = this.slot(row + 1) - 1;
    let first = this.ranges.length;
    let [node, from, to] = [1, 0, this.rows.length];
    for (;;) {
      const strips = this.strips(node);
      if (strips !== null) first = Math.min(first, valueAt(strips, column) ?? first);
      if (to - from <= 1) return this.values[first];
      const middle = (from + to) >> 1;
      if (leaf < middle) [node, to] = [node * 2, middle];
      else [node, from] = [node * 2 + 1, middle];
    }
  }

  /** Index of the first of the rows that is not before this one. */
  private slot(row: number): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.rows[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Hangs a rectangle on the nodes below this one (which covers the leaves `from` to `to`) that together are its own leaves. */
  private hang(index: number, first: number, last: number, node: number, from: number, to: number): void {
    if (last <= from || first >= to) return;
    if (first <= from && last >= to) {
      const hanging = this.nodes.get(node);
      if (Array.isArray(hanging)) hanging.push(index);
      else this.nodes.set(node, [index]);
      return;
    }
    const middle = (from + to) >> 1;
    this.hang(index, first, last, node * 2, from, middle);
    this.hang(index, first, last, node * 2 + 1, middle, to);
  }

  private strips(node: number): Strips | null {
    const hanging = this.nodes.get(node);
    if (hanging === undefined) return null;
    if (!Array.isArray(hanging)) return hanging;
    const strips = painted(hanging.map((index) => ({ ...this.columns(index), value: index })));
    this.nodes.set(node, strips);
    return strips;
  }

  private columns(index: number): { left: number; right: number } {
    const { left = 1, right = 0 } = this.ranges[index] ?? {};
    return { left, right };
  }
}
