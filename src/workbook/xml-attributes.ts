import {
  CODE,
  CONTROL,
  endsName,
  isSpace,
  NAME,
  NAME_ROLE,
  resolveReferences,
  VALUE_ROLE,
} from './xml-syntax.js';

/**
 * The attributes of the tag that is being visited: offsets into the text, used again for every tag. Values are
 * decoded only when somebody asks.
 */
export class AttributeList {
  count = 0;
  /** Per attribute: start and end of its name, start and end of its value, and 1 where that holds references or white space. */
  private readonly offsets: Int32Array;
  private mayDeclare = false;
  private readonly knownNames = new Set<string>();

  constructor(
    private readonly source: string,
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
      const code = source.charCodeAt(at);
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
    const equals = source.charCodeAt(nameEnd) === CODE.equals ? nameEnd : this.skipSpace(nameEnd);
    if (source.charCodeAt(equals) !== CODE.equals) throw this.fail('an attribute has no value', name);
    return this.skipSpace(equals + 1);
  }

  /** Reads a name and gives its end. Nearly all are ASCII; others are checked once each. */
  nameAfter(from: number): number {
    const { source } = this;
    let code = source.charCodeAt(from);
    let at = from + 1;
    if (NAME_ROLE[code] === 2) {
      code = source.charCodeAt(at);
      while ((NAME_ROLE[code] ?? 0) > 0) code = source.charCodeAt(++at);
      if (endsName(code)) return at;
    }
    return this.unusualName(from);
  }

  private unusualName(from: number): number {
    const { source } = this;
    let at = from;
    while (!endsName(source.charCodeAt(at))) at++;
    const name = source.slice(from, at);
    if (!this.knownNames.has(name)) {
      if (!NAME.test(name)) throw this.fail('it has a broken tag', from);
      this.knownNames.add(name);
    }
    return at;
  }

  /** Position of the attribute with this name; -1 where the tag has none. */
  find(name: string): number {
    for (let i = 0; i < this.count; i++) {
      const start = this.nameStart(i);
      if (this.nameEnd(i) - start === name.length && this.source.startsWith(name, start)) return i;
    }
    return -1;
  }

  name(i: number): string {
    return this.source.slice(this.nameStart(i), this.nameEnd(i));
  }

  place(i: number): { start: number; end: number } {
    return { start: this.offsets[i * SLOT + 2] ?? 0, end: this.offsets[i * SLOT + 3] ?? 0 };
  }

  /** The decoded value. */
  value(i: number): string {
    const { start, end } = this.place(i);
    const raw = this.source.slice(start, end);
    // Attribute values are normalised before references are resolved (XML 1.0, 3.3.3).
    return this.offsets[i * SLOT + 4] === 0 ? raw : this.resolved(raw.replace(/\r\n|[\t\r\n]/g, ' '), start);
  }

  /** Namespaces that the tag declares. */
  declarations(): readonly (readonly [prefix: string, uri: string])[] {
    if (!this.mayDeclare) return NONE;
    let found: (readonly [string, string])[] | null = null;
    for (let i = 0; i < this.count; i++) {
      if (!this.source.startsWith('xmlns', this.nameStart(i))) continue;
      const name = this.name(i);
      const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : null;
      if (prefix !== null) found = [...(found ?? []), [prefix, this.value(i)]];
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
    while (isSpace(this.source.charCodeAt(at))) at++;
    return at;
  }

  private valueEnd(quoteAt: number, slot: number): number {
    const { source } = this;
    const quote = source.charCodeAt(quoteAt);
    if (quote !== CODE.doubleQuote && quote !== CODE.singleQuote) {
      throw this.fail('an attribute has no quotes', quoteAt);
    }
    let at = quoteAt + 1;
    let unusual = 0;
    for (let code = source.charCodeAt(at); code !== quote; code = source.charCodeAt(++at)) {
      const role = code < 128 ? VALUE_ROLE[code] : code < 0xfffe ? 0 : 2;
      if (role === 0) continue;
      unusual = 1;
      if (role === 1) continue;
      if (code === CODE.less || Number.isNaN(code)) throw this.fail('an attribute is not closed', quoteAt);
      throw this.fail(CONTROL, at);
    }
    this.offsets[slot + 4] = unusual;
    if (unusual === 1) this.resolved(source.slice(quoteAt + 1, at), quoteAt);
    return at;
  }

  private resolved(text: string, at: number): string {
    const resolved = resolveReferences(text);
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
      while (same < length && this.source.charCodeAt(other + same) === this.source.charCodeAt(start + same))
        same++;
      if (same === length) throw this.fail('an element has the same attribute twice', start);
    }
  }
}

/** Numbers kept per attribute. */
const SLOT = 5;

const NONE: readonly (readonly [string, string])[] = [];
