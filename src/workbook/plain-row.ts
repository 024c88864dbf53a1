import type { Tag } from './xml.js';
import { CODE, standsAt } from './xml-syntax.js';

const ROW = '<row r="';
const ROW_END = '</row>';

/**
 * Reads from one row into the next, `</row><row r="8" ht="30">`, without asking the XML walker, where the start tag says
 * behind its number, byte for byte, what a start tag said that the walker has read: so it is as well-formed and means
 * the same. Most rows of most sheets are like the row before them.
 */
export class PlainRow {
  number = 0;
  /** Offsets of the start tag, and of the end of the row before it. */
  start = 0;
  end = 0;
  /** What the walker has read behind the number; the length is -1 where nothing can be compared with it. */
  private known = 0;
  private knownLength = -1;

  /** Remembers a start tag that the walker has read. */
  learn(source: Buffer, tag: Tag): void {
    const comparable = !tag.selfClosing && !tag.declares && standsAt(source, ROW, tag.start);
    this.known = source.indexOf(CODE.doubleQuote, tag.start + ROW.length);
    this.knownLength = comparable ? tag.end - this.known : -1;
  }

  /** True where a row ends at the offset and a row like the one before begins. */
  read(source: Buffer, from: number): boolean {
    const { known, knownLength } = this;
    if (knownLength < 0 || !standsAt(source, ROW_END, from)) return false;
    this.start = from + ROW_END.length;
    if (!standsAt(source, ROW, this.start)) return false;
    let at = this.start + ROW.length;
    const digits = at;
    let number = 0;
    for (let code = source[at] ?? 0; code >= ZERO && code <= NINE && at < digits + MOST_DIGITS; ) {
      number = number * 10 + code - ZERO;
      code = source[++at] ?? 0;
    }
    if (at === digits) return false;
    for (let i = 0; i < knownLength; i++) if (source[at + i] !== source[known + i]) return false;
    this.number = number;
    this.end = at + knownLength;
    return true;
  }
}

const [ZERO, NINE] = [48, 57] as const;
const MOST_DIGITS = 7;
