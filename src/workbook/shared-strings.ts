import type { Archive } from './archive.js';
import { IntList } from './int-list.js';
import { readXmlPart, walkPart } from './package.js';
import type { Tag, XmlVisitor } from './xml.js';
import type { ElementName } from './xml-names.js';
import { CODE, ROLE, resolveReferences, standsAt, TEXT_ROLE } from './xml-syntax.js';
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
  layout: StringsLayout | null = null;
  /** Where each text begins; it ends at the next `<`. */
  private readonly starts = new IntList();
  /** Texts that are more than one stretch of the part, and begin nowhere. */
  private readonly composed = new Map<number, string>();

  constructor(readonly xml: XmlText | null) {}

  get length(): number {
    return this.starts.length;
  }

  has(index: number): boolean {
    return Number.isInteger(index) && index >= 0 && index < this.starts.length;
  }

  isBlank(index: number): boolean {
    const start = this.starts.at(index);
    return start === NOWHERE ? this.composed.get(index) === '' : this.xml?.bytes[start] === CODE.less;
  }

  text(index: number): string | undefined {
    if (!this.has(index)) return undefined;
    const start = this.starts.at(index);
    if (start === NOWHERE) return this.composed.get(index);
    const bytes = this.xml?.bytes;
    const raw = bytes?.toString('utf8', start, bytes.indexOf(CODE.less, start)) ?? '';
    const text = raw.includes('&') ? resolveReferences(raw) : raw;
    return text === null ? undefined : decodeXstring(text);
  }

  addText(text: string): void {
    this.composed.set(this.starts.length, text);
    this.starts.push(NOWHERE);
  }

  /** The text begins at this offset, and there is nothing in it but character data that is well-formed. */
  addPlace(start: number): void {
    this.starts.push(start);
  }
}

const NOWHERE = -1;

/** Reads the shared string table; an empty one where the workbook has none. */
export function readSharedStrings(archive: Archive, part: string | undefined): SharedStrings {
  const xml = part === undefined ? undefined : readXmlPart(archive, part);
  if (part === undefined || xml === undefined) return new SharedStrings(null);
  const strings = new SharedStrings(xml);
  walkPart(archive, part, xml.bytes, new StringsReader(strings));
  return strings;
}

const ITEM = '<si><t';
const SPACED = ' xml:space="preserve">';
const ITEM_END = '</t></si>';

/** Where character data ends that is well-formed and needs no normalising; -1 where the walker has to look at it. */
function plainTextEnd(source: Buffer, from: number): number {
  for (let at = from; ; at++) {
    const role = TEXT_ROLE[source[at] ?? 0];
    if (role === ROLE.wrong) return at;
    if (role === ROLE.plain || role === ROLE.wide || isKnownReference(source, at)) continue;
    return -1;
  }
}

const REFERENCES = ['&amp;', '&lt;', '&gt;', '&quot;', '&apos;'];

function isKnownReference(source: Buffer, at: number): boolean {
  return source[at] === CODE.ampersand && REFERENCES.some((reference) => standsAt(source, reference, at));
}

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
  private readonly item = richText((text) => this.strings.addText(text), 'si');

  constructor(private readonly strings: SharedStrings) {}

  /** Reads items of one plain text, as nearly all are; what it accepts is well-formed, the rest is left to the walker. */
  readPlain(source: Buffer, from: number): number {
    if (!this.unprefixed) return from;
    let at = from;
    while (standsAt(source, ITEM, at)) {
      let start = at + ITEM.length;
      if (source[start] === CODE.greater) start++;
      else if (standsAt(source, SPACED, start)) start += SPACED.length;
      else break;
      const end = plainTextEnd(source, start);
      if (end < 0 || !standsAt(source, ITEM_END, end)) break;
      this.strings.addPlace(start);
      at = end + ITEM_END.length;
      this.textsEnd = null;
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
