import type { Archive } from './archive.js';
import { readXmlPart, walkPart } from './package.js';
import { applySplices, fill, type Splice } from './splice.js';
import { encodeXstring } from './xml-text.js';

/** Texts to be added to the shared string table; cells point to them by index. */
export class StringPatch {
  private readonly added = new Map<string, number>();
  private references = 0;

  private constructor(
    private readonly archive: Archive,
    private readonly part: string,
    private readonly existing: number,
  ) {}

  /** Null where the workbook has no table; cells then hold their text themselves. `existing` texts were read from it. */
  static of(archive: Archive, part: string | undefined, existing: number): StringPatch | null {
    return part === undefined || archive.find(part) === undefined
      ? null
      : new StringPatch(archive, part, existing);
  }

  /** Index of the text in the table. */
  add(text: string): number {
    this.references++;
    const known = this.added.get(text);
    if (known !== undefined) return known;
    const index = this.existing + this.added.size;
    this.added.set(text, index);
    return index;
  }

  /** A cell that pointed into the table was overwritten. */
  dropReference(): void {
    this.references--;
  }

  /** The changed part; null where nothing was added. */
  result(): { part: string; bytes: Buffer } | null {
    if (this.added.size === 0) return null;
    const { archive, part } = this;
    const xml = readXmlPart(archive, part);
    if (xml === undefined) return null;
    const splices: Splice[] = [];
    const texts = (prefix: string) =>
      [...this.added.keys()]
        .map((text) => {
          const content = encodeXstring(text);
          return `<${prefix}si><${prefix}t xml:space="preserve">${content}</${prefix}t></${prefix}si>`;
        })
        .join('');
    const counts = [
      ['count', this.references],
      ['uniqueCount', this.added.size],
    ] as const;
    let depth = 0;
    walkPart(archive, part, xml.text, {
      open(tag) {
        depth++;
        if (depth > 1) return;
        for (const [name, more] of counts) {
          const place = tag.valuePlace(name);
          const value = Number(tag.attribute(name)) + more;
          if (place !== undefined && Number.isSafeInteger(value))
            splices.push({ ...place, text: String(value) });
        }
        if (tag.selfClosing) splices.push(fill(tag, texts(tag.name.prefix)));
      },
      close(name, start, end) {
        if (depth === 1 && start < end) splices.push({ start, end: start, text: texts(name.prefix) });
        depth--;
      },
    });
    return { part, bytes: xml.encode(applySplices(xml.text, splices)) };
  }
}
