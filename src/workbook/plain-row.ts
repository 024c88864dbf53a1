import { CODE, standsAt } from './xml-syntax.js';

const ROW = '<row r="';
const ROW_END = '</row>';

/**
 * Reads the start tag of a row, `<row r="8" ht="30">`, where it says behind its number, byte for byte, what a tag said that
 * was parsed: so it is as well-formed and means the same. Most rows of most sheets are like the row before them.
 */
export class PlainRow {
  number = 0;
  /** Offsets of the tag, of what follows its number, and behind it. */
  start = 0;
  rest = 0;
  end = 0;
  /** What followed the number of the tag that was parsed; the length is -1 where nothing can be compared with it. */
  private known = 0;
  private knownLength = -1;

  /** Remembers a start tag that was parsed; it must declare no namespaces and not be of an empty element. */
  learn(source: Buffer, start: number, end: number): void {
    const comparable = standsAt(source, ROW, start);
    this.known = comparable ? source.indexOf(CODE.doubleQuote, start + ROW.length) : 0;
    this.knownLength = comparable ? end - this.known : -1;
  }

  /** Forgets it. */
  forget(): void {
    this.knownLength = -1;
  }

  /** True where a row ends at the offset, and one begins with such a tag. */
  follows(source: Buffer, from: number): boolean {
    return standsAt(source, ROW_END, from) && this.read(source, from + ROW_END.length);
  }

  /** True where such a tag stands at the offset. */
  read(source: Buffer, from: number): boolean {
    const { known, knownLength } = this;
    if (knownLength < 0 || !standsAt(source, ROW, from)) return false;
    const digits = from + ROW.length;
    let at = digits;
    let number = 0;
    let code = source[at] ?? 0;
    while (code >= ZERO && code <= NINE && at < digits + MOST_DIGITS) {
      number = number * 10 + code - ZERO;
      code = source[++at] ?? 0;
    }
    if (at === digits) return false;
    for (let i = 0; i < knownLength; i++) if (source[at + i] !== source[known + i]) return false;
    this.number = number;
    this.start = from;
    this.rest = at;
    this.end = at + knownLength;
    return true;
  }
}

const [ZERO, NINE] = [48, 57] as const;
const MOST_DIGITS = 7;
