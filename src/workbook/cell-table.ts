import { firstPlace } from './first-place.js';
import type { Cell } from './sheet.js';

const KINDS = ['text', 'number', 'boolean', 'error'] as const;

/** What a mark says: the kind in two bits, then these. */
const KIND_BITS = 3;
const FORMULA = 4;
/** Where the text is: in the shared string table, or the number as it is written; else among the texts of this table. */
const SHARED = 8;
const NUMBER = 16;

/** What stands in the shared string table, by index. */
export interface SharedTexts {
  text(index: number): string | undefined;
}

/** Which cells of a sheet are not what they seem. */
export interface Arrangement {
  /** The cell is covered by a merge: nobody sees it. */
  covered(row: number, column: number): boolean;
  /** The cell lies in an array formula or data table. */
  calculated(row: number, column: number): boolean;
}

/**
 * The cells of a sheet as columns of numbers: a cell becomes an object when somebody asks for it, and its shared text
 * is decoded then. Hundreds of thousands of cells that nobody looks at cost next to nothing.
 */
export class CellTable {
  length = 0;
  lastColumn = 0;
  private rows: Int32Array;
  private columns: Uint16Array;
  private marks: Uint8Array;
  /** An index in the shared string table or among the texts, or the number itself. */
  private values: Float64Array;
  private texts: string[] = [];
  private made: (Cell | undefined)[] | null = null;
  private inOrder = true;

  /** `expected`: about how many cells there will be; more are welcome. */
  constructor(
    private readonly shared: SharedTexts,
    private readonly longestText: number,
    expected: number,
  ) {
    const size = Math.max(expected, 16);
    this.rows = new Int32Array(size);
    this.columns = new Uint16Array(size);
    this.marks = new Uint8Array(size);
    this.values = new Float64Array(size);
  }

  /** A table of cells that are objects already. */
  static of(cells: readonly Cell[]): CellTable {
    const table = new CellTable({ text: () => undefined }, Number.POSITIVE_INFINITY, cells.length);
    for (const { row, column, kind, formula, text } of cells) table.add(row, column, kind, formula, text);
    return table;
  }

  /** A cell that holds this text. */
  add(row: number, column: number, kind: Cell['kind'], formula: boolean, text: string): void {
    this.texts.push(text);
    this.push(row, column, KINDS.indexOf(kind) | (formula ? FORMULA : 0), this.texts.length - 1);
  }

  /** A cell that points into the shared string table. */
  addShared(row: number, column: number, formula: boolean, index: number): void {
    this.push(row, column, SHARED | (formula ? FORMULA : 0), index);
  }

  /** A cell with a number that reads as JavaScript writes it. */
  addNumber(row: number, column: number, formula: boolean, value: number): void {
    this.push(row, column, NUMBER | KINDS.indexOf('number') | (formula ? FORMULA : 0), value);
  }

  private push(row: number, column: number, mark: number, value: number): void {
    const at = this.length;
    if (at === this.rows.length) this.grow();
    if (at > 0 && this.inOrder) {
      const before = this.rows[at - 1] ?? 0;
      this.inOrder = before < row || (before === row && (this.columns[at - 1] ?? 0) < column);
    }
    this.rows[at] = row;
    this.columns[at] = column;
    this.marks[at] = mark;
    this.values[at] = value;
    if (column > this.lastColumn) this.lastColumn = column;
    this.length = at + 1;
  }

  private grow(): void {
    const size = this.rows.length * 2;
    const { rows, columns, marks, values } = this;
    this.rows = new Int32Array(size);
    this.columns = new Uint16Array(size);
    this.marks = new Uint8Array(size);
    this.values = new Float64Array(size);
    this.rows.set(rows);
    this.columns.set(columns);
    this.marks.set(marks);
    this.values.set(values);
  }

  get lastRow(): number {
    return this.rows[this.length - 1] ?? 0;
  }

  /** The cells by row and column, without those that are covered. */
  arranged({ covered, calculated }: Arrangement): CellTable {
    const result = new CellTable(this.shared, this.longestText, this.length);
    result.texts = this.texts;
    for (const at of this.order()) {
      const row = this.rows[at] ?? 0;
      const column = this.columns[at] ?? 0;
      if (covered(row, column)) continue;
      const mark = (this.marks[at] ?? 0) | (calculated(row, column) ? FORMULA : 0);
      result.push(row, column, mark, this.values[at] ?? 0);
    }
    return result;
  }

  /** The cells by row and column. */
  sorted(): CellTable {
    return this.inOrder ? this : this.arranged({ covered: () => false, calculated: () => false });
  }

  private order(): Uint32Array {
    const order = Uint32Array.from({ length: this.length }, (_, i) => i);
    const { rows, columns } = this;
    if (this.inOrder) return order;
    return order.sort((a, b) => (rows[a] ?? 0) - (rows[b] ?? 0) || (columns[a] ?? 0) - (columns[b] ?? 0));
  }

  /** Index of the first cell at or behind this place; the cells must be in order. */
  find(row: number, column: number): number {
    return firstPlace(this.rows, this.columns, this.length, row, column);
  }

  /** The cell of this place; the cells must be in order. */
  at(row: number, column: number): Cell | undefined {
    const index = this.find(row, column);
    const isThere = index < this.length && this.rows[index] === row && this.columns[index] === column;
    return isThere ? this.cell(index) : undefined;
  }

  /** The cells from one index to before another. */
  slice(from: number, to: number): Cell[] {
    return Array.from({ length: to - from }, (_, i) => this.cell(from + i));
  }

  /** The same object whenever it is asked for. */
  private cell(index: number): Cell {
    this.made ??= new Array<Cell | undefined>(this.length);
    const known = this.made[index];
    if (known !== undefined) return known;
    const mark = this.marks[index] ?? 0;
    const text = this.text(mark, this.values[index] ?? 0);
    const cell: Cell = {
      row: this.rows[index] ?? 0,
      column: this.columns[index] ?? 0,
      text: text.length > this.longestText ? text.slice(0, this.longestText) : text,
      kind: KINDS[mark & KIND_BITS] ?? 'text',
      formula: (mark & FORMULA) !== 0,
    };
    this.made[index] = cell;
    return cell;
  }

  private text(mark: number, value: number): string {
    if ((mark & SHARED) !== 0) return this.shared.text(value) ?? '';
    return (mark & NUMBER) !== 0 ? String(value) : (this.texts[value] ?? '');
  }
}
