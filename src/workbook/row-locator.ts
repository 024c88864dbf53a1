import { columnOfReference } from './address.js';
import type { Archive } from './archive.js';
import { LocatedRows, NO_STYLE, type RowPlace } from './located-rows.js';
import { walkPart } from './package.js';
import { PlainCell } from './plain-cell.js';
import type { SheetLayout } from './sheet-layout.js';
import type { Tag, XmlVisitor } from './xml.js';
import { AttributeList } from './xml-attributes.js';
import type { ElementName } from './xml-names.js';
import { CODE, endsName, standsAt } from './xml-syntax.js';

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
  private readonly cell = new PlainCell();
  private readonly attributes: AttributeList;

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
    const { bytes, attributes, cell, places, layout } = this;
    const start = layout.rows.start(slot);
    const end = layout.rows.end(slot);
    const number = layout.rows.number(slot);
    const nameEnd = start + ROW.length;
    if (!standsAt(bytes, ROW, start) || !endsName(bytes[nameEnd])) return false;
    const close = attributes.read(nameEnd);
    if (bytes[close] !== CODE.greater || attributes.declarations().length > 0) return false;
    const row = places.addRow({
      row: number,
      start,
      end,
      cellsEnd: end - ROW_END.length,
      qualified: 'row',
      selfClosing: false,
      firstCell: 0,
      endCell: 0,
      style: attributes.isOn('customFormat') ? (attributes.number('s') ?? null) : null,
      spans: attributes.place('spans') ?? null,
    });
    let at = close + 1;
    while (cell.read(bytes, at, number)) {
      places.addCell(row, cell.column, at, cell.end, cell.style, cell.type === 's');
      at = cell.end;
    }
    return at === row.cellsEnd && standsAt(bytes, ROW_END, at);
  }
}

const ROW = '<row';
const ROW_END = '</row>';

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
      spans: spans === undefined ? null : { start: spans.start + this.shift, end: spans.end + this.shift },
    });
  }

  private openCell(row: RowPlace, tag: Tag): void {
    const reference = tag.attribute('r');
    this.column = reference === undefined ? this.column + 1 : columnOfReference(reference);
    const [start, end] = [tag.start + this.shift, tag.end + this.shift];
    this.places.addCell(row, this.column, start, end, tag.number('s') ?? NO_STYLE, tag.is('t', 's'));
  }
}
