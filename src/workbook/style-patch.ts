import type { Archive } from './archive.js';
import { readXmlPart, walkPart } from './package.js';
import type { Splice } from './splice.js';
import type { Tag } from './xml.js';
import type { PartChange, XmlText } from './xml-text.js';

/** How a written cell differs from the format it had. */
export interface StyleChange {
  /** Break lines within the cell. */
  wrap?: boolean;
  /** Text at the top, from the left, not rotated: for long answers in columns of ours. */
  reading?: boolean;
  /** Text that begins with = + - @ stays text when a person edits the cell. */
  quotePrefix?: boolean;
}

/** One `xf` of `cellXfs`, by its offsets in the part. */
interface CellFormatPlace {
  start: number;
  openEnd: number;
  end: number;
  prefix: string;
  quotePrefix: boolean;
  wrap: boolean;
  alignment: { start: number; end: number } | null;
}

/** Formats to be added to the style table: clones of formats in use, with single changes. */
export class StylePatch {
  private readonly formats: CellFormatPlace[] = [];
  private readonly added = new Map<string, { index: number; xml: string }>();
  private listEnd = -1;
  private countPlace: { start: number; end: number } | undefined;
  private xml: XmlText | undefined;
  private isRead = false;

  constructor(
    private readonly archive: Archive,
    private readonly part: string | undefined,
  ) {}

  /** Index of the format with the changes; the same index where nothing has to change or there is no style table. */
  variant(index: number, change: StyleChange): number {
    if (change.wrap !== true && change.reading !== true && change.quotePrefix !== true) return index;
    this.readOnce();
    const format = this.formats[index];
    if (format === undefined || this.xml === undefined || this.listEnd < 0) return index;
    const wrap = (change.wrap === true || change.reading === true) && !format.wrap;
    const quote = change.quotePrefix === true && !format.quotePrefix;
    const reading = change.reading === true;
    if (!wrap && !quote && !reading) return index;
    const key = `${index}:${wrap}:${quote}:${reading}`;
    const known = this.added.get(key);
    if (known !== undefined) return known.index;
    const fresh = {
      index: this.formats.length + this.added.size,
      xml: changed(this.xml.bytes, format, wrap, quote, reading),
    };
    this.added.set(key, fresh);
    return fresh.index;
  }

  /** The changed part; null where nothing was added. */
  result(): PartChange | null {
    const { part, xml, added, countPlace } = this;
    if (part === undefined || xml === undefined || added.size === 0) return null;
    const text = [...added.values()].map((format) => format.xml).join('');
    const splices: Splice[] = [{ start: this.listEnd, end: this.listEnd, text }];
    if (countPlace !== undefined) {
      splices.push({ ...countPlace, text: String(this.formats.length + added.size) });
    }
    return { part, xml, splices };
  }

  /** Most patches change no format: the table is read when one does. */
  private readOnce(): void {
    if (this.isRead || this.part === undefined) return;
    this.isRead = true;
    this.xml = readXmlPart(this.archive, this.part);
    if (this.xml !== undefined) this.read(this.part, this.xml.bytes);
  }

  private read(part: string, bytes: Buffer): void {
    const path: string[] = [];
    let alignmentStart = 0;
    const inFormats = () => path.length >= 2 && path[1] === 'cellXfs';
    walkPart(this.archive, part, bytes, {
      open: (tag) => {
        path.push(tag.name.key);
        if (!inFormats()) return;
        if (path.length === 2) this.countPlace = tag.valuePlace('count');
        else if (path.length === 3 && tag.name.key === 'xf') this.formats.push(placeOf(tag));
        else if (path.length === 4 && tag.name.key === 'alignment') {
          alignmentStart = tag.start;
          this.setLast({ wrap: tag.isOn('wrapText') });
        }
      },
      close: (_name, closeStart, end) => {
        if (inFormats()) {
          if (path.length === 2) this.listEnd = closeStart;
          else if (path.length === 3 && path[2] === 'xf') this.setLast({ end });
          else if (path.length === 4 && path[3] === 'alignment') {
            this.setLast({ alignment: { start: alignmentStart, end } });
          }
        }
        path.pop();
      },
    });
  }

  private setLast(change: Partial<CellFormatPlace>): void {
    const last = this.formats.at(-1);
    if (last !== undefined) Object.assign(last, change);
  }
}

function placeOf(tag: Tag): CellFormatPlace {
  return {
    start: tag.start,
    openEnd: tag.end,
    end: tag.end,
    prefix: tag.name.prefix,
    quotePrefix: tag.isOn('quotePrefix'),
    wrap: false,
    alignment: null,
  };
}

function changed(
  bytes: Buffer,
  format: CellFormatPlace,
  wrap: boolean,
  quote: boolean,
  reading: boolean,
): string {
  const { start, openEnd, end, alignment: place } = format;
  const xml = (from: number, to: number) => bytes.toString('utf8', from, to);
  const attributes = new Map<string, string | null>();
  if (wrap || reading) attributes.set('applyAlignment', '1');
  if (quote) attributes.set('quotePrefix', '1');
  const open = withAttributes(xml(start, openEnd), attributes);
  if (!wrap && !reading) return open + xml(openEnd, end);
  const aligned = new Map<string, string | null>([['wrapText', '1']]);
  if (reading) {
    aligned
      .set('shrinkToFit', null)
      .set('textRotation', null)
      .set('horizontal', 'left')
      .set('vertical', 'top');
  }
  const before = place === null ? `<${format.prefix}alignment/>` : xml(place.start, place.end);
  const alignment = withAttributes(before, aligned);
  if (place !== null) return open + xml(openEnd, place.start) + alignment + xml(place.end, end);
  // `alignment` is the first child of an xf (CT_Xf).
  if (!open.endsWith('/>')) return open + alignment + xml(openEnd, end);
  return `${open.slice(0, -2)}>${alignment}</${format.prefix}xf>`;
}

/** Sets attributes of a start tag, or removes those that are null. */
function withAttributes(tag: string, attributes: ReadonlyMap<string, string | null>): string {
  let result = tag;
  for (const [name, value] of attributes) {
    result = result.replace(new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`), '');
    if (value !== null) result = result.replace(/^<[^\s/>]+/, (start) => `${start} ${name}="${value}"`);
  }
  return result;
}
