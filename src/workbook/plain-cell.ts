import { LAST_COLUMN } from './address.js';
import { CODE } from './xml-syntax.js';

/** Types of cells that are read here; the default is a number. */
export type PlainType = 'n' | 's' | 'b' | 'e' | 'str';

/**
 * Reads a cell in the form that nearly all programs write, `<c r="B7" s="3" t="s"><v>12</v></c>`, without asking the XML
 * walker: the cells are nine tenths of a sheet. What it accepts is well-formed; anything else (other attributes or
 * children, references, control characters) it leaves to the walker, so that nothing is ever read in two ways.
 */
export class PlainCell {
  column = 0;
  /** Index of the format; -1 where none is named. */
  style = -1;
  type: PlainType = 'n';
  /** Offsets of the value in the text; both -1 where there is none. */
  valueStart = -1;
  valueEnd = -1;
  /** The offset behind the element. */
  end = 0;

  /** True where such a cell of this row stands at the offset. */
  read(source: string, from: number, row: number): boolean {
    if (!source.startsWith('<c r="', from)) return false;
    let at = this.reference(source, from + 6, row);
    if (at < 0) return false;
    at = this.attributes(source, at);
    if (at < 0) return false;
    this.valueStart = -1;
    this.valueEnd = -1;
    if (source.charCodeAt(at) === CODE.slash) {
      this.end = at + 2;
      return source.charCodeAt(at + 1) === CODE.greater;
    }
    if (source.charCodeAt(at) !== CODE.greater) return false;
    if (source.startsWith('<v>', at + 1)) {
      this.valueStart = at + 4;
      this.valueEnd = plainTextEnd(source, at + 4);
      if (this.valueEnd < 0 || !source.startsWith('</v></c>', this.valueEnd)) return false;
      this.end = this.valueEnd + 8;
      return true;
    }
    this.end = at + 5;
    return source.startsWith('</c>', at + 1);
  }

  /** The value as a whole number; -1 where it is none. */
  index(source: string): number {
    const length = this.valueEnd - this.valueStart;
    if (length < 1 || length > 9) return -1;
    let index = 0;
    for (let at = this.valueStart; at < this.valueEnd; at++) {
      const digit = source.charCodeAt(at) - 48;
      if (!(digit >= 0 && digit <= 9)) return -1;
      index = index * 10 + digit;
    }
    return index;
  }

  private reference(source: string, from: number, row: number): number {
    let at = from;
    let column = 0;
    let code = source.charCodeAt(at);
    while (code >= 65 && code <= 90 && at < from + 3) {
      column = column * 26 + code - 64;
      code = source.charCodeAt(++at);
    }
    if (column < 1 || column > LAST_COLUMN) return -1;
    let number = 0;
    const digits = at;
    while (code >= 48 && code <= 57 && at < digits + 7) {
      number = number * 10 + code - 48;
      code = source.charCodeAt(++at);
    }
    this.column = column;
    return number === row && code === CODE.doubleQuote ? at + 1 : -1;
  }

  private attributes(source: string, from: number): number {
    let at = from;
    this.style = -1;
    this.type = 'n';
    if (source.startsWith(' s="', at)) {
      let style = 0;
      at += 4;
      const digits = at;
      let code = source.charCodeAt(at);
      while (code >= 48 && code <= 57 && at < digits + 7) {
        style = style * 10 + code - 48;
        code = source.charCodeAt(++at);
      }
      if (code !== CODE.doubleQuote || at === digits) return -1;
      this.style = style;
      at++;
    }
    if (!source.startsWith(' t="', at)) return at;
    const code = source.charCodeAt(at + 4);
    const short = source.charCodeAt(at + 5) === CODE.doubleQuote ? SHORT_TYPES.get(code) : undefined;
    if (short !== undefined) this.type = short;
    else if (source.startsWith('str"', at + 4)) this.type = 'str';
    else return -1;
    return at + (short === undefined ? 8 : 6);
  }
}

const SHORT_TYPES: ReadonlyMap<number, PlainType> = new Map(
  (['n', 's', 'b', 'e'] as const).map((type) => [type.charCodeAt(0), type]),
);

/** Where character data ends that stands for itself; -1 where it has references, line breaks or what XML forbids. */
function plainTextEnd(source: string, from: number): number {
  let at = from;
  for (let code = source.charCodeAt(at); code !== CODE.less; code = source.charCodeAt(++at)) {
    const stands = code >= CODE.space && code < 0xfffe && code !== CODE.ampersand && code !== CODE.bracket;
    if (!stands) return -1;
  }
  return at;
}
