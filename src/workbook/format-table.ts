import { firstPlace } from './first-place.js';
import type { CellStyle } from './sheet.js';

/** Look and protection of a cell; Excel locks every cell that does not say otherwise. */
export interface CellFormat extends CellStyle {
  locked: boolean;
}

/** How a cell looks that no format is given for. */
export const PLAIN_FORMAT: CellFormat = { bold: false, fill: null, fontSize: null, locked: true };

/** The formats of a sheet's cells, blank ones included: runs of neighbours in a row that share one, as columns of numbers. */
export class FormatTable {
  private length = 0;
  private rows = new Int32Array(64);
  private lefts = new Uint16Array(64);
  private rights = new Uint16Array(64);
  /** Index of the format; -1 where it is none of the list. */
  private styles = new Int32Array(64);
  private inOrder = true;

  constructor(private readonly formats: readonly CellFormat[]) {}

  /**
   * Adds a cell with the format of this index. Cells come row by row, usually from left to right; a later one never
   * stands where an earlier one does.
   */
  add(row: number, column: number, style: number): void {
    const last = this.length - 1;
    if (last >= 0) {
      const sameRow = this.rows[last] === row;
      const right = this.rights[last] ?? 0;
      if (sameRow && right === column - 1 && this.styles[last] === style) {
        this.rights[last] = column;
        return;
      }
      const follows = sameRow ? right < column : (this.rows[last] ?? 0) < row;
      if (!follows) this.inOrder = false;
    }
    if (this.length === this.rows.length) this.grow();
    const at = this.length++;
    this.rows[at] = row;
    this.lefts[at] = column;
    this.rights[at] = column;
    this.styles[at] = style;
  }

  /** The format of a cell that was added. */
  at(row: number, column: number): CellFormat | undefined {
    if (!this.inOrder) this.sort();
    const low = firstPlace(this.rows, this.rights, this.length, row, column);
    const isThere = low < this.length && this.rows[low] === row && (this.lefts[low] ?? 0) <= column;
    return isThere ? (this.formats[this.styles[low] ?? -1] ?? PLAIN_FORMAT) : undefined;
  }

  /** The columns added so far to the row that is being read. */
  columnsOf(row: number): Set<number> {
    const columns = new Set<number>();
    for (let i = this.length - 1; i >= 0 && this.rows[i] === row; i--) {
      for (let column = this.lefts[i] ?? 0; column <= (this.rights[i] ?? 0); column++) columns.add(column);
    }
    return columns;
  }

  private grow(): void {
    const size = this.rows.length * 2;
    const { rows, lefts, rights, styles } = this;
    this.rows = new Int32Array(size);
    this.lefts = new Uint16Array(size);
    this.rights = new Uint16Array(size);
    this.styles = new Int32Array(size);
    this.rows.set(rows);
    this.lefts.set(lefts);
    this.rights.set(rights);
    this.styles.set(styles);
  }

  private sort(): void {
    const { rows, lefts, rights, styles } = this;
    const order = Uint32Array.from({ length: this.length }, (_, i) => i).sort(
      (a, b) => (rows[a] ?? 0) - (rows[b] ?? 0) || (lefts[a] ?? 0) - (lefts[b] ?? 0),
    );
    this.rows = Int32Array.from(order, (at) => rows[at] ?? 0);
    this.lefts = Uint16Array.from(order, (at) => lefts[at] ?? 0);
    this.rights = Uint16Array.from(order, (at) => rights[at] ?? 0);
    this.styles = Int32Array.from(order, (at) => styles[at] ?? -1);
    this.inOrder = true;
  }
}
