import { LAST_COLUMN } from './address.js';
import { CODE, ROLE, standsAt, TEXT_ROLE } from './xml-syntax.js';

/** Types of cells that are read here; the default is a number. */
export type PlainType = 'n' | 's' | 'b' | 'e' | 'str';

/**
 * Reads a cell in the form that nearly all programs write, `<c r="B7" s="3" t="s"><v>12</v></c>`, without asking the XML
 * walker: cells are nine tenths of a sheet, and more than nine tenths of the cells that Excel writes have this form. What
 * it accepts is well-formed; anything else (other attributes or children, references, control characters) it leaves to
 * the walker, so that nothing is ever read in two ways.
 */
export class PlainCell {
  column = 0;
  /** Index of the format; -1 where none is named. */
  style = -1;
  type: PlainType = 'n';
  /** Offsets of the value; both -1 where there is none. */
  valueStart = -1;
  valueEnd = -1;
  /** The value, where it is a number as Excel shows it: up to nine digits and a point, no zeros that say nothing; else -1. */
  number = -1;
  /** The offset behind the element. */
  end = 0;
  /** The offset behind what was read as a number. */
  private numberEnd = 0;

  /** True where such a cell of this row stands at the offset. */
  read(source: Buffer, from: number, row: number): boolean {
    if (!opensCell(source, from)) return false;
    let at = this.reference(source, from + 6, row);
    if (at < 0) return false;
    at = this.attributes(source, at);
    if (at < 0) return false;
    this.valueStart = -1;
    this.valueEnd = -1;
    if (source[at] === CODE.greater) return this.content(source, at + 1);
    this.end = at + 2;
    return source[at] === CODE.slash && source[at + 1] === CODE.greater;
  }

  private reference(source: Buffer, from: number, row: number): number {
    let at = from;
    let column = 0;
    let code = source[at] ?? 0;
    while (code >= 65 && code <= 90 && at < from + 3) {
      column = column * 26 + code - 64;
      code = source[++at] ?? 0;
    }
    if (column < 1 || column > LAST_COLUMN) return -1;
    let number = 0;
    const digits = at;
    while (code >= ZERO && code <= NINE && at < digits + 7) {
      number = number * 10 + code - ZERO;
      code = source[++at] ?? 0;
    }
    this.column = column;
    return number === row && code === CODE.doubleQuote ? at + 1 : -1;
  }

  /** Reads `s` and `t`, in this order. */
  private attributes(source: Buffer, from: number): number {
    let at = from;
    this.style = -1;
    this.type = 'n';
    if (source[at] !== CODE.space) return at;
    if (source[at + 1] === LETTER.s && opensValue(source, at + 2)) {
      at += 4;
      const digits = at;
      let style = 0;
      let code = source[at] ?? 0;
      while (code >= ZERO && code <= NINE && at < digits + 7) {
        style = style * 10 + code - ZERO;
        code = source[++at] ?? 0;
      }
      if (code !== CODE.doubleQuote || at === digits) return -1;
      this.style = style;
      at++;
      if (source[at] !== CODE.space) return at;
    }
    if (source[at + 1] !== LETTER.t || !opensValue(source, at + 2)) return -1;
    if (source[at + 5] === CODE.doubleQuote) {
      const type = TYPES[source[at + 4] ?? 0];
      if (type === undefined) return -1;
      this.type = type;
      return at + 6;
    }
    this.type = 'str';
    return standsAt(source, 'str"', at + 4) ? at + 8 : -1;
  }

  /** Reads `<v>...</v></c>` or `</c>`. */
  private content(source: Buffer, from: number): boolean {
    this.end = from + 4;
    if (source[from] !== CODE.less) return false;
    if (source[from + 1] === CODE.slash) return closes(source, LETTER.c, from);
    if (source[from + 1] !== LETTER.v || source[from + 2] !== CODE.greater) return false;
    let at = this.digits(source, from + 3);
    // Character data that stands for itself: no references, no line breaks to be normalised, nothing XML forbids.
    for (; source[at] !== CODE.less; at++) {
      const role = TEXT_ROLE[source[at] ?? 0];
      if (role !== ROLE.plain && role !== ROLE.wide) return false;
    }
    if (at !== this.numberEnd) this.number = -1;
    this.valueStart = from + 3;
    this.valueEnd = at;
    this.end = at + 8;
    return closes(source, LETTER.v, at) && closes(source, LETTER.c, at + 4);
  }

  /** Reads a number, if one stands there; gives the offset behind what it has read. */
  private digits(source: Buffer, from: number): number {
    let at = from;
    let whole = 0;
    let code = source[at] ?? 0;
    while (code >= ZERO && code <= NINE && at < from + MOST_DIGITS) {
      whole = whole * 10 + code - ZERO;
      code = source[++at] ?? 0;
    }
    this.number = at === from || (source[from] === ZERO && at > from + 1) ? -1 : whole;
    if (code === POINT && this.number >= 0) at = this.decimals(source, at, MOST_DIGITS - (at - from));
    this.numberEnd = at;
    return at;
  }

  /**
   * Reads the decimals of `number`. Both the digits and the power of ten are exact in a double, so that their quotient is
   * the double that reads as just these digits (they are fewer than fifteen); six decimals keep clear of exponents.
   */
  private decimals(source: Buffer, point: number, left: number): number {
    const most = point + 1 + Math.min(left, MOST_DECIMALS);
    let at = point + 1;
    let digits = this.number;
    let power = 1;
    let code = source[at] ?? 0;
    while (code >= ZERO && code <= NINE && at < most) {
      digits = digits * 10 + code - ZERO;
      power *= 10;
      code = source[++at] ?? 0;
    }
    this.number = at === point + 1 || source[at - 1] === ZERO ? -1 : digits / power;
    return at;
  }
}

// Bytes are compared one by one, not as texts: that is four times as fast, and this runs for every cell.

function opensCell(source: Buffer, at: number): boolean {
  const opens = source[at] === CODE.less && source[at + 1] === LETTER.c && source[at + 2] === CODE.space;
  return opens && source[at + 3] === LETTER.r && opensValue(source, at + 4);
}

function opensValue(source: Buffer, at: number): boolean {
  return source[at] === CODE.equals && source[at + 1] === CODE.doubleQuote;
}

/** An end tag with a name of one letter. */
function closes(source: Buffer, letter: number, at: number): boolean {
  const closes = source[at] === CODE.less && source[at + 1] === CODE.slash;
  return closes && source[at + 2] === letter && source[at + 3] === CODE.greater;
}

const LETTER = { c: 99, r: 114, s: 115, t: 116, v: 118 } as const;
const [ZERO, NINE, POINT] = [48, 57, 46] as const;
const MOST_DIGITS = 9;
const MOST_DECIMALS = 6;

const TYPES: readonly (PlainType | undefined)[] = Array.from({ length: 256 }, (_, code) =>
  (['n', 's', 'b', 'e'] as const).find((type) => type.charCodeAt(0) === code),
);
