import { type CellRange, columnOfReference, LAST_COLUMN, LAST_ROW, parseRange } from './address.js';
import type { Archive } from './archive.js';
import { CellTable } from './cell-table.js';
import { type CellFormat, FormatTable, PLAIN_FORMAT } from './format-table.js';
import { generalNumber } from './general-number.js';
import { damaged, overLimit } from './limits.js';
import type { Span } from './make-sheet.js';
import { PlainCell } from './plain-cell.js';
import { PlainRow } from './plain-row.js';
import { printable } from './printable.js';
import { richText, type SharedStrings } from './shared-strings.js';
import type { Cell } from './sheet.js';
import { SheetRows } from './sheet-rows.js';
import { isOn } from './styles.js';
import type { Tag } from './xml.js';
import type { ElementName } from './xml-names.js';
import { decodeXstring } from './xml-text.js';

/** What a sheet's cells point to. */
export interface SheetContext {
  strings: SharedStrings;
  formats: readonly CellFormat[];
  /** Cells read so far, over all sheets. */
  counted: { cells: number };
}

/** Reads what stands in `sheetData`; depths count from the root of the sheet. */
export class RowReader {
  wantsText = false;
  readonly cells: CellTable;
  readonly cellFormats: FormatTable;
  readonly rowFormats: Span<CellFormat>[] = [];
  readonly hiddenRows: Span<boolean>[] = [];
  /** Ranges of array formulas and data tables. */
  readonly arrays: CellRange[] = [];
  readonly rows = new SheetRows();
  hasFormulas = false;

  private captured = '';
  private row = 0;
  private column = 0;
  private highestColumn = 0;
  private columnsSeen: Set<number> | null = null;
  private type = 'n';
  private value: string | null = null;
  private formula = false;
  private readonly plain = new PlainCell();
  /** Cells of the row that is open can be read in their plain form. */
  private unprefixed = false;
  private readonly nextRow = new PlainRow();
  private rowHidden = false;
  private rowStyle: number | null = null;
  private readonly inline = richText((text) => {
    this.value = text;
  }, 'is');

  constructor(
    private readonly archive: Archive,
    private readonly part: string,
    private readonly context: SheetContext,
    /** Size of the part. */
    bytes: number,
  ) {
    this.cells = new CellTable(context.strings, archive.limits.cellText, Math.ceil(bytes / BYTES_OF_CELL));
    this.cellFormats = new FormatTable(context.formats);
  }

  /** Reads on in a row, and into the rows that follow, while all has its plainest form; gives the offset behind that. */
  readPlain(source: Buffer, from: number): number {
    if (!this.unprefixed) return from;
    const { nextRow } = this;
    let at = this.readPlainCells(source, from);
    while (nextRow.follows(source, at)) {
      this.rows.endLast(nextRow.start);
      this.startRow(nextRow.number, nextRow.start);
      at = this.readPlainCells(source, nextRow.end);
    }
    return at;
  }

  private readPlainCells(source: Buffer, from: number): number {
    const { plain } = this;
    let at = from;
    while (plain.read(source, at, this.row)) {
      at = plain.end;
      this.formula = false;
      this.startCell(plain.column, Math.max(plain.style, 0));
      if (plain.valueEnd >= 0) this.keepPlain(source);
    }
    return at;
  }

  private keepPlain(source: Buffer): void {
    const { type, number, valueStart, valueEnd } = this.plain;
    if (type === 's' && number >= 0) this.keepShared(number);
    else if (type !== 'n' || number < 0) {
      this.keepValue(type, source.toString('utf8', valueStart, valueEnd));
    } else {
      this.count();
      this.cells.addNumber(this.row, this.column, false, number);
    }
  }

  open(tag: Tag, depth: number, source: Buffer): void {
    const { key } = tag.name;
    if (depth === 3 && key === 'row') this.openRow(tag, source);
    else if (depth === 4 && key === 'c' && this.row > 0) this.openCell(tag);
    else if (depth === 5 && key === 'v') this.capture();
    else if (depth === 5 && key === 'f') this.openFormula(tag);
    else if (depth >= 5 && this.type === 'inlineStr') {
      this.inline.open(tag);
      this.wantsText = this.inline.wantsText;
    }
  }

  close(name: ElementName, depth: number, end: number): void {
    if (depth === 3) {
      if (name.key !== 'row') return;
      this.rows.endLast(end);
      this.row = 0;
      this.unprefixed = false;
    } else if (depth === 4) {
      if (name.key === 'c' && this.row > 0) this.keepValue(this.type, this.value);
    } else if (depth === 5 && name.key === 'v') {
      this.value = this.captured;
      this.wantsText = false;
    } else if (this.type === 'inlineStr') {
      this.inline.close(name, 0, 0);
      this.wantsText = this.inline.wantsText;
    }
  }

  text(piece: string): void {
    if (this.inline.wantsText) this.inline.text(piece);
    else this.captured += piece;
  }

  /** The format with this index. */
  format(index: number): CellFormat {
    return this.context.formats[index] ?? PLAIN_FORMAT;
  }

  private capture(): void {
    this.captured = '';
    this.wantsText = true;
  }

  private openRow(tag: Tag, source: Buffer): void {
    const row = tag.number('r') ?? this.rows.last + 1;
    this.unprefixed = tag.name.prefix === '';
    if (tag.selfClosing || tag.declares) this.nextRow.forget();
    else this.nextRow.learn(source, tag.start, tag.end);
    this.rowHidden = tag.isOn('hidden') || tag.is('ht', '0');
    this.rowStyle = tag.isOn('customFormat') ? (tag.number('s') ?? null) : null;
    this.startRow(row, tag.start);
  }

  /** Begins a row; its look is known already. */
  private startRow(row: number, start: number): void {
    if (!Number.isInteger(row) || row < 1 || row > LAST_ROW)
      throw this.broken('a row has an impossible number');
    if (!this.rows.add(row, start)) throw this.broken(`row ${row} stands there twice`);
    this.row = row;
    this.column = 0;
    this.highestColumn = 0;
    this.columnsSeen = null;
    if (this.rowHidden) extend(this.hiddenRows, row, true);
    if (this.rowStyle !== null) extend(this.rowFormats, row, this.format(this.rowStyle));
  }

  private openCell(tag: Tag): void {
    const reference = tag.attribute('r');
    const column = reference === undefined ? this.column + 1 : this.columnOf(reference);
    if (column > LAST_COLUMN) throw this.broken(`row ${this.row} has too many columns`);
    this.type = tag.attribute('t') ?? 'n';
    this.value = null;
    this.formula = false;
    this.startCell(column, tag.number('s') ?? 0);
  }

  private startCell(column: number, style: number): void {
    if (column <= this.highestColumn) this.refuseTwice(column);
    else this.highestColumn = column;
    this.columnsSeen?.add(column);
    this.column = column;
    this.cellFormats.add(
      this.row,
      column,
      style < this.context.formats.length && Number.isInteger(style) ? style : -1,
    );
  }

  /** The column of "B7" in row 7; a cell that names another row has two places. */
  private columnOf(reference: string): number {
    const column = columnOfReference(reference);
    const letters = column > 702 ? 3 : column > 26 ? 2 : 1;
    if (column < 1 || Number(reference.slice(letters)) !== this.row) {
      throw this.broken(
        `row ${this.row} has a cell with the impossible reference "${printable(reference, 20)}"`,
      );
    }
    return column;
  }

  private refuseTwice(column: number): void {
    this.columnsSeen ??= this.cellFormats.columnsOf(this.row);
    if (this.columnsSeen.has(column)) throw this.broken(`row ${this.row} has a cell twice`);
  }

  private openFormula(tag: Tag): void {
    this.formula = true;
    this.hasFormulas = true;
    const kind = tag.attribute('t');
    const range = kind === 'array' || kind === 'dataTable' ? parseRange(tag.attribute('ref') ?? '') : null;
    if (range !== null) this.arrays.push(range);
  }

  private keepValue(type: string, value: string | null): void {
    const index = type === 's' ? (value ?? '').trim() : '';
    if (index !== '') this.keepShared(Number(index));
    else {
      // A cell of the shared texts that names none of them is blank, not the first of them.
      const { text, kind } = shown(type, type === 's' ? null : value);
      if (text === '' && !this.formula) return;
      this.count();
      this.cells.add(this.row, this.column, kind, this.formula, text);
    }
  }

  private keepShared(index: number): void {
    const { strings } = this.context;
    if (!strings.has(index)) {
      throw this.broken(`row ${this.row} points to a shared text that does not exist`);
    }
    if (strings.isBlank(index) && !this.formula) return;
    this.count();
    this.cells.addShared(this.row, this.column, this.formula, index);
  }

  private count(): void {
    const { limits } = this.archive;
    this.context.counted.cells++;
    if (this.context.counted.cells > limits.cells) {
      const where = { file: this.archive.file, part: printable(this.part) };
      throw overLimit(`the workbook has more than ${limits.cells} cells that hold something`, where);
    }
  }

  private broken(what: string) {
    return damaged(what, { file: this.archive.file, part: printable(this.part) });
  }
}

/** About what a cell takes in the XML of a sheet, with its share of the row; memory that is not used is not touched. */
const BYTES_OF_CELL = 50;

function shown(type: string, value: string | null): { text: string; kind: Cell['kind'] } {
  if (value === null) return { text: '', kind: 'text' };
  switch (type) {
    case 'inlineStr':
    case 'd':
      return { text: value, kind: 'text' };
    case 'str':
      return { text: decodeXstring(value), kind: 'text' };
    case 'b':
      return { text: isOn(value.trim()) ? 'TRUE' : 'FALSE', kind: 'boolean' };
    case 'e':
      return { text: value, kind: 'error' };
    default:
      return { text: generalNumber(value), kind: 'number' };
  }
}

function extend<T>(spans: Span<T>[], place: number, value: T): void {
  const last = spans.at(-1);
  if (last !== undefined && last.last === place - 1 && last.value === value) last.last = place;
  else spans.push({ first: place, last: place, value });
}
