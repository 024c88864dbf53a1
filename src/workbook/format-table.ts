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
  private rows = new Int32Array(32);
  private lefts = new Uint16Array(32);
  private rights = new Uint16Array(32);
  private formats: CellFormat[] = [];
  private inOrder = true;

  /** Cells come row by row, usually from left to right; a later one never stands where an earlier one does. */
  add(row: number, column: number, format: CellFormat): void {
    const last = this.length - 1;
    if (last >= 0) {
      const sameRow = this.rows[last] === row;
      const right = this.rights[last] ?? 0;
      if (sameRow && right === column - 1 && this.formats[last] === format) {
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
    this.formats.push(format);
  }

  /** The format of a cell that was added. */
  at(row: number, column: number): CellFormat | undefined {
    if (!this.inOrder) this.sort();
    const low = firstPlace(this.rows, this.rights, this.length, row, column);
    const isThere = low < this.length && this.rows[low] === row && (this.lefts[low] ?? 0) <= column;
    return isThere ? this.formats[low] : undefined;
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
    const [rows, lefts, rights] = [new Int32Array(size), new Uint16Array(size), new Uint16Array(size)];
    rows.set(this.rows);
    lefts.set(this.lefts);
    rights.set(this.rights);
    Object.assign(this, { rows, lefts, rights });
  }

  private sort(): void {
    const { rows, lefts, rights, formats } = this;
    const order = Uint32Array.from({ length: this.length }, (_, i) => i).sort(
      (a, b) => (rows[a] ?? 0) - (rows[b] ?? 0) || (lefts[a] ?? 0) - (lefts[b] ?? 0),
    );
    this.rows = Int32Array.from(order, (at) => rows[at] ?? 0);
    this.lefts = Uint16Array.from(order, (at) => lefts[at] ?? 0);
    this.rights = Uint16Array.from(order, (at) => rights[at] ?? 0);
    this.formats = Array.from(order, (at) => formats[at] ?? PLAIN_FORMAT);
    this.inOrder = true;
  }
}
