import {
  CODE,
  CONTROL,
  endsName,
  isSpace,
  NAME,
  NAME_ROLE,
  ROLE,
  resolveReferences,
  standsAt,
  VALUE_ROLE,
} from './xml-syntax.js';

/**
 * The attributes of the tag that is being visited: offsets into the bytes, used again for every tag. Values are
 * decoded only when somebody asks.
 */
export class AttributeList {
  count = 0;
  /** Per attribute: start and end of its name, start and end of its value, and the roles of the bytes in that. */
  private readonly offsets: Int32Array;
  private mayDeclare = false;
  private readonly knownNames = new Set<string>();

  constructor(
    private readonly source: Buffer,
    private readonly most: number,
    private readonly fail: (what: string, at: number) => Error,
    private readonly tooMany: () => Error,
  ) {
    this.offsets = new Int32Array((most + 1) * SLOT);
  }

  /** Reads the attributes from behind the tag's name; gives the offset of its `/` or `>`. */
  read(from: number): number {
    const { source, offsets } = this;
    this.count = 0;
    this.mayDeclare = false;
    let at = from;
    for (;;) {
      const before = at;
      at = this.skipSpace(at);
      const code = source[at];
      if (code === CODE.greater || code === CODE.slash) return at;
      if (before === at) throw this.fail('it has a broken tag', at);
      if (code === CODE.x) this.mayDeclare = true;
      const slot = this.count * SLOT;
      const nameEnd = this.nameAfter(at);
      offsets[slot] = at;
      offsets[slot + 1] = nameEnd;
      at = this.quoteAfter(nameEnd, at);
      offsets[slot + 2] = at + 1;
      at = this.valueEnd(at, slot);
      offsets[slot + 3] = at;
      if (this.count > 0) this.refuseTwice(this.count);
      this.count++;
      if (this.count > this.most) throw this.tooMany();
      at++;
    }
  }

  private quoteAfter(nameEnd: number, name: number): number {
    const { source } = this;
    const equals = source[nameEnd] === CODE.equals ? nameEnd : this.skipSpace(nameEnd);
    if (source[equals] !== CODE.equals) throw this.fail('an attribute has no value', name);
    return this.skipSpace(equals + 1);
  }

  /** Reads a name and gives its end. Nearly all are ASCII; others are checked once each. */
  nameAfter(from: number): number {
    const { source } = this;
    if (NAME_ROLE[source[from] ?? 0] === 2) {
      let at = from + 1;
      while ((NAME_ROLE[source[at] ?? 0] ?? 0) > 0) at++;
      if (endsName(source[at])) return at;
    }
    return this.unusualName(from);
  }

  private unusualName(from: number): number {
    const { source } = this;
    let at = from;
    while (!endsName(source[at])) at++;
    const name = source.toString('utf8', from, at);
    if (!this.knownNames.has(name)) {
      if (!NAME.test(name)) throw this.fail('it has a broken tag', from);
      this.knownNames.add(name);
    }
    return at;
  }

  /** The decoded value of the attribute with this name; undefined where the tag has none. */
  value(name: string): string | undefined {
    const i = this.find(name);
    return i < 0 ? undefined : this.valueAt(i);
  }

  /** The value as a number, as `Number` reads it; whole ones, which nearly all are, without decoding them. */
  number(name: string): number | undefined {
    const i = this.find(name);
    if (i < 0) return undefined;
    const start = this.offsets[i * SLOT + 2] ?? 0;
    const end = this.offsets[i * SLOT + 3] ?? 0;
    if (end === start || end - start > MOST_DIGITS) return Number(this.valueAt(i));
    let number = 0;
    for (let at = start; at < end; at++) {
      const digit = (this.source[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) return Number(this.valueAt(i));
      number = number * 10 + digit;
    }
    return number;
  }

  /** True where the value is just this ASCII text. */
  is(name: string, value: string): boolean {
    const i = this.find(name);
    if (i < 0) return false;
    if (((this.offsets[i * SLOT + 4] ?? 0) & ROLE.look) !== 0) return this.valueAt(i) === value;
    const start = this.offsets[i * SLOT + 2] ?? 0;
    const end = this.offsets[i * SLOT + 3] ?? 0;
    return end - start === value.length && standsAt(this.source, value, start);
  }

  /** True where the value is one that xsd:boolean calls true. */
  isOn(name: string): boolean {
    return this.is(name, '1') || this.is(name, 'true');
  }

  /** Offsets of the value, without its quotes; undefined where the tag has no such attribute. */
  place(name: string): { start: number; end: number } | undefined {
    const i = this.find(name);
    if (i < 0) return undefined;
    return { start: this.offsets[i * SLOT + 2] ?? 0, end: this.offsets[i * SLOT + 3] ?? 0 };
  }

  /** Position of the attribute with this name; -1 where the tag has none. */
  private find(name: string): number {
    for (let i = 0; i < this.count; i++) {
      const start = this.nameStart(i);
      if (this.nameEnd(i) - start === name.length && standsAt(this.source, name, start)) return i;
    }
    return -1;
  }

  nameAt(i: number): string {
    return this.source.toString('utf8', this.nameStart(i), this.nameEnd(i));
  }

  valueAt(i: number): string {
    const start = this.offsets[i * SLOT + 2] ?? 0;
    const end = this.offsets[i * SLOT + 3] ?? 0;
    const roles = this.offsets[i * SLOT + 4] ?? 0;
    const raw = this.source.toString(roles === ROLE.plain ? 'latin1' : 'utf8', start, end);
    return (roles & ROLE.look) === 0 ? raw : this.resolved(raw, start);
  }

  /** Namespaces that the tag declares. */
  declarations(): readonly (readonly [prefix: string, uri: string])[] {
    if (!this.mayDeclare) return NONE;
    let found: (readonly [string, string])[] | null = null;
    for (let i = 0; i < this.count; i++) {
      if (!standsAt(this.source, 'xmlns', this.nameStart(i))) continue;
      const name = this.nameAt(i);
      const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : null;
      if (prefix !== null) found = [...(found ?? []), [prefix, this.valueAt(i)]];
    }
    return found ?? NONE;
  }

  private nameStart(i: number): number {
    return this.offsets[i * SLOT] ?? 0;
  }

  private nameEnd(i: number): number {
    return this.offsets[i * SLOT + 1] ?? 0;
  }

  private skipSpace(from: number): number {
    let at = from;
    while (isSpace(this.source[at])) at++;
    return at;
  }

  private valueEnd(quoteAt: number, slot: number): number {
    const { source } = this;
    const quote = source[quoteAt];
    if (quote !== CODE.doubleQuote && quote !== CODE.singleQuote) {
      throw this.fail('an attribute has no quotes', quoteAt);
    }
    let at = quoteAt + 1;
    let roles = 0;
    for (let code = source[at] ?? 0; code !== quote; code = source[++at] ?? 0) {
      const role = VALUE_ROLE[code] ?? 0;
      if (role === ROLE.wrong) {
        const open = code === CODE.less || at >= source.length;
        throw open ? this.fail('an attribute is not closed', quoteAt) : this.fail(CONTROL, at);
      }
      roles |= role;
    }
    this.offsets[slot + 4] = roles;
    if ((roles & ROLE.look) !== 0) this.resolved(source.toString('utf8', quoteAt + 1, at), quoteAt);
    return at;
  }

  /** The value with its references replaced; it is normalised before that (XML 1.0, 3.3.3). */
  private resolved(raw: string, at: number): string {
    if (/[\ufffe\uffff]/.test(raw)) throw this.fail(CONTROL, at);
    const resolved = resolveReferences(raw.replace(/\r\n|[\t\r\n]/g, ' '));
    if (resolved === null) throw this.fail('it uses an entity that XML does not define', at);
    return resolved;
  }

  private refuseTwice(index: number): void {
    const start = this.nameStart(index);
    const length = this.nameEnd(index) - start;
    for (let i = 0; i < index; i++) {
      const other = this.nameStart(i);
      if (this.nameEnd(i) - other !== length) continue;
      let same = 0;
      while (same < length && this.source[other + same] === this.source[start + same]) same++;
      if (same === length) throw this.fail('an element has the same attribute twice', start);
    }
  }
}

/** Numbers kept per attribute. */
const SLOT = 5;

const ZERO = 48;
const MOST_DIGITS = 9;

const NONE: readonly (readonly [string, string])[] = [];
