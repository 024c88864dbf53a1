import type { Archive } from './archive.js';
import { readXmlPart, walkPart } from './package.js';
import type { XmlVisitor } from './xml.js';
import { decodeXstring } from './xml-text.js';

/** The texts of the shared string table, by index; empty where the workbook has none. */
export function readSharedStrings(archive: Archive, part: string | undefined): string[] {
  const xml = part === undefined ? undefined : readXmlPart(archive, part);
  if (part === undefined || xml === undefined) return [];
  const strings: string[] = [];
  const collector = richText((text) => {
    strings.push(text);
  }, 'si');
  walkPart(archive, part, xml.text, collector);
  return strings;
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
