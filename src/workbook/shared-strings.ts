import type { Archive } from './archive.js';
import { readXmlPart, walkPart } from './package.js';
import type { Tag, XmlVisitor } from './xml.js';
import type { ElementName } from './xml-names.js';
import { CODE, resolveReferences } from './xml-syntax.js';
import { decodeXstring, type XmlText } from './xml-text.js';

/** Where texts can be added to the shared string table. */
export interface StringsLayout {
  prefix: string;
  /** The attributes that count: name, value and the place of the value. */
  counts: readonly { name: string; value: number; start: number; end: number }[];
  /** The root is `<sst/>`, with nothing in it. */
  empty: boolean;
  qualified: string;
  /** Where the texts end: at the end tag, or at extensions before it; of an empty root, its end. */
  end: number;
}

/** The shared string table: where its texts are; a text is decoded when somebody asks for it. */
export class SharedStrings {
  length = 0;
  layout: StringsLayout | null = null;
  private starts = new Int32Array(64);
  private ends = new Int32Array(64);
  /** Texts that are more than a stretch of the part, and texts that somebody asked for. */
  private readonly texts: (string | undefined)[] = [];

  constructor(readonly xml: XmlText | null) {}

  has(index: number): boolean {
    return Number.isInteger(index) && index >= 0 && index < this.length;
  }

  isBlank(index: number): boolean {
    const known = this.texts[index];
    return known === undefined ? this.starts[index] === this.ends[index] : known === '';
  }

  text(index: number): string | undefined {
    if (!this.has(index)) return undefined;
    const known = this.texts[index];
    if (known !== undefined) return known;
    const text = decodeXstring(this.xml?.text.slice(this.starts[index], this.ends[index]) ?? '');
    this.texts[index] = text;
    return text;
  }

  addText(text: string): void {
    this.add(0, 0, text);
  }

  /** The text stands for itself from `start` to `end`. */
  addPlace(start: number, end: number): void {
    this.add(start, end, undefined);
  }

  private add(start: number, end: number, text: string | undefined): void {
    if (this.length === this.starts.length) {
      const [starts, ends] = [new Int32Array(this.length * 2), new Int32Array(this.length * 2)];
      starts.set(this.starts);
      ends.set(this.ends);
      Object.assign(this, { starts, ends });
    }
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.texts.push(text);
    this.length++;
  }
}

/** Reads the shared string table; an empty one where the workbook has none. */
export function readSharedStrings(archive: Archive, part: string | undefined): SharedStrings {
  const xml = part === undefined ? undefined : readXmlPart(archive, part);
  if (part === undefined || xml === undefined) return new SharedStrings(null);
  const strings = new SharedStrings(xml);
  walkPart(archive, part, xml.text, new StringsReader(strings));
  return strings;
}

const ITEM = '<si><t>';
const SPACED_ITEM = '<si><t xml:space="preserve">';
const ITEM_END = '</t></si>';

class StringsReader implements XmlVisitor {
  /** Items stand in the root. */
  readonly plainDepth = 1;
  wantsText = false;
  private depth = 0;
  private unprefixed = false;
  private empty = false;
  /** Start of what follows the last text. */
  private textsEnd: number | null = null;
  private counts: StringsLayout['counts'] = [];
  private references = false;
  private readonly item = richText((text) => this.strings.addText(text), 'si');

  constructor(private readonly strings: SharedStrings) {}

  /** Reads items of one plain text, as nearly all are; what it accepts is well-formed, the rest is left to the walker. */
  readPlain(source: string, from: number): number {
    if (!this.unprefixed) return from;
    let at = from;
    for (;;) {
      const spaced = !source.startsWith(ITEM, at);
      if (spaced && !source.startsWith(SPACED_ITEM, at)) return at;
      const start = at + (spaced ? SPACED_ITEM : ITEM).length;
      const end = this.plainEnd(source, start);
      if (end < 0 || !source.startsWith(ITEM_END, end)) return at;
      if (this.references) {
        const text = resolveReferences(source.slice(start, end));
        if (text === null) return at;
        this.strings.addText(decodeXstring(text));
      } else this.strings.addPlace(start, end);
      at = end + ITEM_END.length;
      this.textsEnd = null;
    }
  }

  /** Where character data ends, and whether it has references; -1 where the walker has to look at it. */
  private plainEnd(source: string, from: number): number {
    let at = from;
    this.references = false;
    for (let code = source.charCodeAt(at); code !== CODE.less; code = source.charCodeAt(++at)) {
      if (code === CODE.ampersand) this.references = true;
      else if (code === CODE.bracket && source.startsWith(']]>', at)) return -1;
      const stands = (code >= CODE.space || code === CODE.newline || code === CODE.tab) && code < 0xfffe;
      if (!stands) return -1;
    }
    return at;
  }

  open(tag: Tag): void {
    this.depth++;
    if (this.depth === 1) this.openRoot(tag);
    else this.item.open(tag);
    if (this.depth === 2) this.textsEnd = tag.name.key === 'si' ? null : (this.textsEnd ?? tag.start);
    this.wantsText = this.item.wantsText;
  }

  close(name: ElementName, start: number, end: number): void {
    if (this.depth > 1) this.item.close(name, start, end);
    else {
      const { prefix, qualified } = name;
      const { counts, empty } = this;
      this.strings.layout = { prefix, qualified, counts, empty, end: this.textsEnd ?? start };
    }
    this.wantsText = this.item.wantsText;
    this.depth--;
  }

  text(piece: string): void {
    this.item.text(piece);
  }

  private openRoot(tag: Tag): void {
    this.unprefixed = tag.name.key === 'sst' && tag.name.prefix === '';
    this.empty = tag.selfClosing;
    this.counts = ['count', 'uniqueCount'].flatMap((name) => {
      const place = tag.valuePlace(name);
      return place === undefined ? [] : [{ name, value: Number(tag.attribute(name)), ...place }];
    });
  }
}

/**
 * Collects the text of `si` or `is` elements: plain `t`, or the `t` of all runs; phonetic runs (`rPh`) are
 * readings of the text, not text. Other visitors can pass their events through it.
 */
export function richText(
  done: (text: string) => void,
  element: 'si' | 'is',
): XmlVisitor & { text(text: string): void; wantsText: boolean } {
  let text = '';
  let phonetic = 0;
  return {
    wantsText: false,
    open(tag) {
      const { key } = tag.name;
      if (key === element) text = '';
      else if (key === 'rPh') phonetic++;
      else if (key === 't' && phonetic === 0) this.wantsText = true;
    },
    close(name) {
      if (name.key === 't') this.wantsText = false;
      else if (name.key === 'rPh') phonetic--;
      else if (name.key === element) done(decodeXstring(text));
    },
    text(piece) {
      text += piece;
    },
  };
}
