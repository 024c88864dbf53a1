import { IntList } from './int-list.js';

/** A row of the sheet's XML that is to be written into. */
export interface RowPlace {
  row: number;
  start: number;
  /** Where its cells end: at its end tag, or at extensions that follow them. */
  cellsEnd: number;
  end: number;
  qualified: string;
  selfClosing: boolean;
  /** Format of the row, where it has one of its own. */
  style: number | null;
  /** Place of the value of `spans`. */
  spans: { start: number; end: number } | null;
  /** Its cells, by their indexes among all: from the first to before the second. */
  firstCell: number;
  endCell: number;
}

/** Style of a cell that names none. */
export const NO_STYLE = -1;

/** Rows that are to be written into, by number, and the cells in them as columns of numbers. */
export class LocatedRows {
  private readonly rows = new Map<number, RowPlace>();
  private readonly columns = new IntList();
  private readonly starts = new IntList();
  private readonly ends = new IntList();
  private readonly styles = new IntList();
  private readonly shared = new IntList();

  /** The row with this number; undefined where the sheet has no such element. */
  at(row: number): RowPlace | undefined {
    return this.rows.get(row);
  }

  /** Index of the cell of a row in a column; -1 where it has no such element. */
  find(row: RowPlace, column: number): number {
    for (let cell = row.firstCell; cell < row.endCell; cell++)
      if (this.columns.at(cell) === column) return cell;
    return -1;
  }

  /** Offsets of a cell. */
  start(cell: number): number {
    return this.starts.at(cell);
  }

  end(cell: number): number {
    return this.ends.at(cell);
  }

  /** Index of the format of a cell, or `NO_STYLE`. */
  style(cell: number): number {
    return this.styles.at(cell);
  }

  /** True where the cell points into the shared string table. */
  isShared(cell: number): boolean {
    return this.shared.at(cell) === 1;
  }

  /** Where a new cell of this column belongs. */
  placeFor(row: RowPlace, column: number): number {
    for (let i = row.firstCell; i < row.endCell; i++)
      if (this.columns.at(i) > column) return this.starts.at(i);
    return row.cellsEnd;
  }

  /** Adds a row without cells; one that was added before under this number no longer counts. */
  addRow(place: RowPlace): RowPlace {
    place.firstCell = this.columns.length;
    place.endCell = this.columns.length;
    this.rows.set(place.row, place);
    return place;
  }

  /** Adds a cell to the row that was added last. */
  addCell(row: RowPlace, column: number, start: number, end: number, style: number, shared: boolean): void {
    this.columns.push(column);
    this.starts.push(start);
    this.ends.push(end);
    this.styles.push(style);
    this.shared.push(shared ? 1 : 0);
    row.endCell = this.columns.length;
  }

  /** Sets where the cell that was added last ends. */
  endCell(end: number): void {
    this.ends.set(this.ends.length - 1, end);
  }
}
