import { columnOfReference } from './address.js';
import type { Archive } from './archive.js';
import { walkPart } from './package.js';
import { PlainCell } from './plain-cell.js';
import type { RowPlaces, SheetLayout } from './sheet-layout.js';
import { isOn } from './styles.js';
import type { Tag, XmlVisitor } from './xml.js';
import type { ElementName } from './xml-names.js';

/** A cell of the sheet's XML. */
export interface CellPlace {
  column: number;
  start: number;
  end: number;
  /** Index of its format; null where it names none. */
  style: number | null;
  type: string | null;
}

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
  spans: { start: number; end: number; text: string } | null;
  cells: CellPlace[];
}

/** Finds the rows with these numbers and their cells; rows that the sheet does not have are missing in the result. */
export function locateRows(
  archive: Archive,
  part: string,
  bytes: Buffer,
  layout: SheetLayout,
  wanted: ReadonlySet<number>,
): ReadonlyMap<number, RowPlace> {
  const { rows, root, sheetData } = layout;
  if (sheetData.selfClosing) return new Map();
  // Only the wanted rows are parsed again, as one small sheet: both tags around them may declare namespaces.
  const rootTag = bytes.subarray(root.start, root.end);
  const head = Buffer.concat([rootTag, bytes.subarray(sheetData.start, sheetData.openEnd)]);
  const tail = bytes.subarray(sheetData.closeStart, sheetData.end);
  const slots: number[] = [];
  for (let slot = 0; slot < rows.number.length; slot++) {
    if (wanted.has(rows.number.at(slot))) slots.push(slot);
  }
  const pieces = slots.map((slot) => bytes.subarray(rows.start.at(slot), rows.end.at(slot)));
  const locator = new RowLocator(rows, slots, head.length);
  walkPart(archive, part, Buffer.concat([head, ...pieces, tail, endTag(rootTag)]), locator);
  return locator.located;
}

function endTag(startTag: Buffer): Buffer {
  return Buffer.from(`</${/^<([^\s/>]+)/.exec(startTag.toString('utf8'))?.[1] ?? ''}>`);
}

class RowLocator implements XmlVisitor {
  readonly located = new Map<number, RowPlace>();
  /** Cells stand in a row of `sheetData`. */
  readonly plainDepth = 3;
  private readonly plain = new PlainCell();
  private depth = 0;
  private next = 0;
  /** What leads from a place in the small sheet to the same place in the part. */
  private shift = 0;
  private place: RowPlace | null = null;
  private column = 0;

  constructor(
    private readonly rows: RowPlaces,
    private readonly slots: readonly number[],
    private offset: number,
  ) {}

  readPlain(source: Buffer, from: number): number {
    const { place, plain, shift } = this;
    if (place === null || place.qualified !== 'row') return from;
    let at = from;
    while (plain.read(source, at, place.row)) {
      const { column, type, end } = plain;
      const style = plain.style < 0 ? null : plain.style;
      place.cells.push({ column, start: at + shift, end: end + shift, style, type });
      this.column = column;
      at = end;
    }
    return at;
  }

  open(tag: Tag): void {
    this.depth++;
    if (this.depth === 3) this.openRow(tag);
    else if (this.depth !== 4 || this.place === null) return;
    else if (tag.name.key === 'c') this.openCell(this.place, tag);
    else this.place.cellsEnd = Math.min(this.place.cellsEnd, tag.start + this.shift);
  }

  close(name: ElementName, start: number, end: number): void {
    if (this.place !== null && this.depth === 4 && name.key === 'c') {
      const cell = this.place.cells.at(-1);
      if (cell !== undefined) cell.end = end + this.shift;
    } else if (this.place !== null && this.depth === 3) {
      this.place.cellsEnd = Math.min(this.place.cellsEnd, start + this.shift);
    }
    this.depth--;
  }

  private openRow(tag: Tag): void {
    const slot = this.slots[this.next++] ?? 0;
    const start = this.rows.start.at(slot);
    const end = this.rows.end.at(slot);
    this.shift = start - this.offset;
    this.offset += end - start;
    this.column = 0;
    const spans = tag.valuePlace('spans');
    this.place = {
      row: this.rows.number.at(slot),
      start,
      cellsEnd: end,
      end,
      qualified: tag.name.qualified,
      selfClosing: tag.selfClosing,
      style: isOn(tag.attribute('customFormat')) ? (tag.number('s') ?? null) : null,
      spans: spans === undefined ? null : { ...moved(spans, this.shift), text: tag.attribute('spans') ?? '' },
      cells: [],
    };
    this.located.set(this.place.row, this.place);
  }

  private openCell(place: RowPlace, tag: Tag): void {
    const reference = tag.attribute('r');
    this.column = reference === undefined ? this.column + 1 : columnOfReference(reference);
    const style = tag.number('s') ?? null;
    const type = tag.attribute('t') ?? null;
    place.cells.push({ column: this.column, ...moved(tag, this.shift), style, type });
  }
}

function moved(place: { start: number; end: number }, shift: number): { start: number; end: number } {
  return { start: place.start + shift, end: place.end + shift };
}
