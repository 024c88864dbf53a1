import { columnOfReference } from './address.js';
import type { Archive } from './archive.js';
import { LocatedRows, NO_STYLE, type RowPlace } from './located-rows.js';
import { walkPart } from './package.js';
import { PlainCell } from './plain-cell.js';
import { PlainRow } from './plain-row.js';
import type { SheetLayout } from './sheet-layout.js';
import type { Tag, XmlVisitor } from './xml.js';
import { AttributeList } from './xml-attributes.js';
import type { ElementName } from './xml-names.js';
import { CODE, standsAt } from './xml-syntax.js';

/** Finds the rows with these numbers and their cells; rows that the sheet does not have are missing in the result. */
export function locateRows(
  archive: Archive,
  part: string,
  bytes: Buffer,
  layout: SheetLayout,
  wanted: ReadonlySet<number>,
): LocatedRows {
  const { rows, root, sheetData } = layout;
  const places = new LocatedRows();
  if (sheetData.selfClosing) return places;
  const plain = new PlainRowLocator(bytes, layout, places, archive.limits.attributes);
  const others = rows.slotsOf(wanted).filter((slot) => !plain.locate(slot));
  if (others.length === 0) return places;
  // The others are walked again, as one small sheet: both tags around them may declare namespaces.
  const rootTag = bytes.subarray(root.start, root.end);
  const head = Buffer.concat([rootTag, bytes.subarray(sheetData.start, sheetData.openEnd)]);
  const pieces = others.map((slot) => bytes.subarray(rows.start(slot), rows.end(slot)));
  const tail = [bytes.subarray(sheetData.closeStart, sheetData.end), endTag(rootTag)];
  const visitor = new RowLocator(layout, others, places, head.length);
  walkPart(archive, part, Buffer.concat([head, ...pieces, ...tail]), visitor);
  return places;
}

function endTag(startTag: Buffer): Buffer {
  return Buffer.from(`</${/^<([^\s/>]+)/.exec(startTag.toString('utf8'))?.[1] ?? ''}>`);
}

/** Locates rows that hold nothing but cells in their plain form; all of them have been walked before. */
class PlainRowLocator {
  private readonly tag = new PlainRow();
  private readonly cell = new PlainCell();
  private readonly attributes: AttributeList;
  /** What the tag says that was parsed last: the format of the row, and where `spans` stands behind its number. */
  private style: number | null = null;
  private spans: { start: number; end: number } | null = null;

  constructor(
    private readonly bytes: Buffer,
    private readonly layout: SheetLayout,
    private readonly places: LocatedRows,
    mostAttributes: number,
  ) {
    const never = () => new TypeError('the sheet changed after it was read');
    this.attributes = new AttributeList(bytes, mostAttributes, never, never);
  }

  /** False where the row has another form. */
  locate(slot: number): boolean {
    const { bytes, cell, tag, places } = this;
    const { rows } = this.layout;
    const start = rows.start(slot);
    const end = rows.end(slot);
    const number = rows.number(slot);
    if (!tag.read(bytes, start) && !this.parse(start)) return false;
    const spans = this.spans === null ? null : moved(this.spans, tag.rest);
    const cellsEnd = end - ROW_END.length;
    const row = places.addRow({
      row: number,
      start,
      end,
      cellsEnd,
      qualified: 'row',
      selfClosing: false,
      style: this.style,
      spans,
      firstCell: 0,
      endCell: 0,
    });
    let at = tag.end;
    while (cell.read(bytes, at, number)) {
      places.addCell(row, cell.column, at, cell.end, cell.style, cell.type === 's');
      at = cell.end;
    }
    return at === cellsEnd && standsAt(bytes, ROW_END, at);
  }

  private parse(start: number): boolean {
    const { bytes, attributes, tag } = this;
    tag.forget();
    if (!standsAt(bytes, ROW_START, start)) return false;
    const close = attributes.read(start + ROW_START.length - 1);
    if (bytes[close] !== CODE.greater || attributes.declarations().length > 0) return false;
    tag.learn(bytes, start, close + 1);
    if (!tag.read(bytes, start)) return false;
    this.style = attributes.isOn('customFormat') ? (attributes.number('s') ?? null) : null;
    const spans = attributes.place('spans');
    this.spans = spans === undefined ? null : moved(spans, -tag.rest);
    return true;
  }
}

const ROW_START = '<row ';
const ROW_END = '</row>';

function moved(place: { start: number; end: number }, by: number): { start: number; end: number } {
  return { start: place.start + by, end: place.end + by };
}

/** Locates rows of any form. */
class RowLocator implements XmlVisitor {
  private depth = 0;
  private next = 0;
  /** What leads from a place in the small sheet to the same place in the part. */
  private shift = 0;
  private place: RowPlace | null = null;
  private column = 0;

  constructor(
    private readonly layout: SheetLayout,
    private readonly slots: readonly number[],
    private readonly places: LocatedRows,
    private offset: number,
  ) {}

  open(tag: Tag): void {
    this.depth++;
    if (this.depth === 3) this.openRow(tag);
    else if (this.depth !== 4 || this.place === null) return;
    else if (tag.name.key === 'c') this.openCell(this.place, tag);
    else this.place.cellsEnd = Math.min(this.place.cellsEnd, tag.start + this.shift);
  }

  close(name: ElementName, start: number, end: number): void {
    if (this.place !== null && this.depth === 4 && name.key === 'c') this.places.endCell(end + this.shift);
    else if (this.place !== null && this.depth === 3) {
      this.place.cellsEnd = Math.min(this.place.cellsEnd, start + this.shift);
    }
    this.depth--;
  }

  private openRow(tag: Tag): void {
    const { rows } = this.layout;
    const slot = this.slots[this.next++] ?? 0;
    const start = rows.start(slot);
    const end = rows.end(slot);
    this.shift = start - this.offset;
    this.offset += end - start;
    this.column = 0;
    const spans = tag.valuePlace('spans');
    this.place = this.places.addRow({
      row: rows.number(slot),
      start,
      end,
      cellsEnd: end,
      qualified: tag.name.qualified,
      selfClosing: tag.selfClosing,
      firstCell: 0,
      endCell: 0,
      style: tag.isOn('customFormat') ? (tag.number('s') ?? null) : null,
      spans: spans === undefined ? null : moved(spans, this.shift),
    });
  }

  private openCell(row: RowPlace, tag: Tag): void {
    const reference = tag.attribute('r');
    this.column = reference === undefined ? this.column + 1 : columnOfReference(reference);
    const [start, end] = [tag.start + this.shift, tag.end + this.shift];
    this.places.addCell(row, this.column, start, end, tag.number('s') ?? NO_STYLE, tag.is('t', 's'));
  }
}
