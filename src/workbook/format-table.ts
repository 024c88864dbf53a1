import { LAST_ROW } from './address.js';
import { IntList } from './int-list.js';
import type { CellStyle } from './sheet.js';

/** Look and protection of a cell; Excel locks every cell that does not say otherwise. */
export interface CellFormat extends CellStyle {
  locked: boolean;
}

/** How a cell looks that no format is given for. */
export const PLAIN_FORMAT: CellFormat = { bold: false, fill: null, fontSize: null, locked: true };

/**
 * The formats of a sheet's cells, blank ones included: runs of neighbours in a row that share one, and bands of rows that
 * have the same runs. Most sheets have thousands of rows and a handful of bands.
 */
export class FormatTable {
  private readonly lefts = new IntList();
  private readonly rights = new IntList();
  /** Index of the format; -1 where it is none of the list. */
  private readonly styles = new IntList();
  private bands: Band[] = [];
  private inOrder = true;
  /** The row that is being added, its first run, and whether its runs go from left to right. */
  private row = 0;
  private firstRun = 0;
  private leftToRight = true;

  constructor(private readonly formats: readonly CellFormat[]) {}

  /** Adds a cell with the format of this index. Cells come row by row; no row and no cell comes twice. */
  add(row: number, column: number, style: number): void {
    if (row !== this.row) this.begin(row);
    const last = this.lefts.length - 1;
    if (last >= this.firstRun) {
      const right = this.rights.at(last);
      if (right === column - 1 && this.styles.at(last) === style) {
        this.rights.set(last, column);
        return;
      }
      if (right >= column) this.leftToRight = false;
    }
    this.lefts.push(column);
    this.rights.push(column);
    this.styles.push(style);
  }

  /** The format of a cell that was added. */
  at(row: number, column: number): CellFormat | undefined {
    this.begin(0);
    if (!this.inOrder) this.bands.sort((a, b) => a.first - b.first);
    this.inOrder = true;
    const band = firstWhere(0, this.bands.length, (i) => (this.bands[i]?.last ?? 0) >= row);
    const { first, run, endRun } = this.bands[band] ?? NO_BAND;
    if (first > row) return undefined;
    const found = firstWhere(run, endRun, (i) => this.rights.at(i) >= column);
    if (found === endRun || this.lefts.at(found) > column) return undefined;
    return this.formats[this.styles.at(found)] ?? PLAIN_FORMAT;
  }

  /** The columns added so far to the row that is being read. */
  columnsOf(row: number): Set<number> {
    const columns = new Set<number>();
    if (row !== this.row) return columns;
    for (let run = this.firstRun; run < this.lefts.length; run++) {
      for (let column = this.lefts.at(run); column <= this.rights.at(run); column++) columns.add(column);
    }
    return columns;
  }

  /** Ends the row that is being added, if there is one, and begins another; 0 is none. */
  private begin(row: number): void {
    if (this.row > 0) this.end();
    this.row = row;
    this.firstRun = this.lefts.length;
    this.leftToRight = true;
  }

  private end(): void {
    const { row, firstRun: run } = this;
    const endRun = this.lefts.length;
    if (!this.leftToRight) this.sortRuns(run);
    const before = this.bands.at(-1);
    if (before !== undefined && before.last === row - 1 && this.sameRuns(before, run, endRun)) {
      before.last = row;
      this.lefts.length = run;
      this.rights.length = run;
      this.styles.length = run;
      return;
    }
    if (before !== undefined && before.last > row) this.inOrder = false;
    this.bands.push({ first: row, last: row, run, endRun });
  }

  private sameRuns(band: Band, run: number, endRun: number): boolean {
    if (band.endRun - band.run !== endRun - run) return false;
    for (let i = 0; i < endRun - run; i++) {
      const a = band.run + i;
      const b = run + i;
      const same = this.lefts.at(a) === this.lefts.at(b) && this.rights.at(a) === this.rights.at(b);
      if (!same || this.styles.at(a) !== this.styles.at(b)) return false;
    }
    return true;
  }

  private sortRuns(from: number): void {
    const runs = Array.from({ length: this.lefts.length - from }, (_, i) => ({
      left: this.lefts.at(from + i),
      right: this.rights.at(from + i),
      style: this.styles.at(from + i),
    })).sort((a, b) => a.left - b.left);
    runs.forEach(({ left, right, style }, i) => {
      this.lefts.set(from + i, left);
      this.rights.set(from + i, right);
      this.styles.set(from + i, style);
    });
  }
}

/** Rows next to one another that have the same runs. */
interface Band {
  first: number;
  last: number;
  run: number;
  endRun: number;
}

const NO_BAND: Band = { first: LAST_ROW + 1, last: 0, run: 0, endRun: 0 };

/** The first number from `from` on, before `to`, of which this is true; it must be true of all behind it. `to` if there is none. */
function firstWhere(from: number, to: number, isTrue: (number: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
