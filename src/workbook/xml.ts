import { damaged, type Limits, overLimit } from './limits.js';
import { type ElementName, NamespaceScope } from './xml-names.js';

/** A start tag while it is being visited; the object is used again for the next one. */
export interface Tag {
  readonly name: ElementName;
  /** Offsets of `<` and of the character after `>`, in UTF-16 units of the decoded part. */
  readonly start: number;
  readonly end: number;
  readonly selfClosing: boolean;
  /** The decoded value of an attribute, by its name as written. */
  attribute(name: string): string | undefined;
  /** Offsets of an attribute's value, without its quotes. */
  valuePlace(name: string): { start: number; end: number } | undefined;
  /** The relationship id (`r:id`, whatever the prefix). */
  relationship(): string | undefined;
}

/** What a visitor of an XML part hears. */
export interface XmlVisitor {
  open(tag: Tag): void;
  close(name: ElementName, start: number, end: number): void;
  /** Character data, decoded, in pieces; told only while `wantsText` is true. */
  text?(text: string): void;
  wantsText?: boolean;
}

export interface XmlPlace {
  file: string;
  part: string;
}

/**
 * Walks a part once and tells the visitor every element with its offsets, so that an edit can be a splice.
 * Refuses what is not well-formed (XML 1.0, Namespaces 1.0), any DOCTYPE (no entity is ever defined or fetched),
 * and nesting or attributes beyond the limits. Work is linear in the text.
 */
export function walkXml(text: string, visitor: XmlVisitor, place: XmlPlace, limits: Limits): void {
  new XmlWalk(text, visitor, place, limits).run();
}

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const AMPERSAND = 38;
const SLASH = 47;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const QUESTION = 63;
const BANG = 33;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters XML 1.0 forbids.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const NAME = /^[\p{L}_:][\p{L}\p{N}\p{M}_:.\-·]*$/u;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

class XmlWalk implements Tag {
  start = 0;
  end = 0;
  selfClosing = false;
  name: ElementName = { qualified: '', local: '', prefix: '', key: '' };

  private readonly open: ElementName[] = [];
  private readonly scope = new NamespaceScope();
  private readonly knownNames = new Set<string>();
  private attributeCount = 0;
  /** Per attribute: start and end of its name, start and end of its value. */
  private readonly attributeOffsets: number[] = [];
  private rootSeen = false;

  constructor(
    private readonly source: string,
    private readonly visitor: XmlVisitor,
    private readonly place: XmlPlace,
    private readonly limits: Limits,
  ) {}

  run(): void {
    const { source } = this;
    if (FORBIDDEN.test(source)) throw this.broken('it holds a control character', source.search(FORBIDDEN));
    let at = source.charCodeAt(0) === 0xfeff ? 1 : 0;
    while (at < source.length) {
      const less = source.indexOf('<', at);
      const textEnd = less < 0 ? source.length : less;
      if (textEnd > at) this.characters(at, textEnd);
      if (less < 0) break;
      at = this.markup(less);
    }
    if (this.open.length > 0 || !this.rootSeen) throw this.broken('it ends in the middle', source.length);
  }

  attribute(name: string): string | undefined {
    const index = this.find(name);
    return index < 0 ? undefined : this.value(index);
  }

  valuePlace(name: string): { start: number; end: number } | undefined {
    const index = this.find(name);
    if (index < 0) return undefined;
    return {
      start: this.attributeOffsets[index * 4 + 2] ?? 0,
      end: this.attributeOffsets[index * 4 + 3] ?? 0,
    };
  }

  relationship(): string | undefined {
    for (let i = 0; i < this.attributeCount; i++) {
      const name = this.attributeName(i);
      if (name.endsWith(':id') && this.scope.spaceOf(name.slice(0, -3)) === 'r:') return this.value(i);
    }
    return undefined;
  }

  private find(name: string): number {
    for (let i = 0; i < this.attributeCount; i++) {
      const { nameStart, nameEnd } = this.nameOffsets(i);
      if (nameEnd - nameStart === name.length && this.source.startsWith(name, nameStart)) return i;
    }
    return -1;
  }

  private nameOffsets(i: number) {
    const { attributeOffsets: offsets } = this;
    return { nameStart: offsets[i * 4] ?? 0, nameEnd: offsets[i * 4 + 1] ?? 0 };
  }

  private attributeName(i: number): string {
    const { nameStart, nameEnd } = this.nameOffsets(i);
    return this.source.slice(nameStart, nameEnd);
  }

  private value(i: number): string {
    const start = this.attributeOffsets[i * 4 + 2] ?? 0;
    const raw = this.source.slice(start, this.attributeOffsets[i * 4 + 3] ?? 0);
    // Attribute values are normalised before references are resolved (XML 1.0, 3.3.3).
    return /[&\s]/.test(raw) ? this.resolved(raw.replace(/\r\n|[\t\r\n]/g, ' '), start) : raw;
  }

  private characters(from: number, to: number): void {
    const { visitor } = this;
    if (this.open.length === 0) {
      if (/[^\t\n\r ]/.test(this.source.slice(from, to)))
        throw this.broken('text stands outside its root', from);
      return;
    }
    const raw = this.source.slice(from, to);
    const hasReference = raw.includes('&');
    if (raw.includes(']]>')) throw this.broken('"]]>" stands in text', from);
    if (visitor.wantsText !== true && !hasReference) return;
    const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
    const resolved = hasReference ? this.resolved(text, from) : text;
    if (visitor.wantsText === true) visitor.text?.(resolved);
  }

  private resolved(text: string, at: number): string {
    if (!text.includes('&')) return text;
    return text.replace(/&([^&;]{0,12};)?/g, (_, reference: string | undefined) => {
      const name = reference?.slice(0, -1) ?? '';
      const character = ENTITIES.get(name) ?? characterReference(name);
      if (character === undefined) throw this.broken('it uses an entity that XML does not define', at);
      return character;
    });
  }

  /** Handles what starts with `<` at `less`; gives the offset behind it. */
  private markup(less: number): number {
    const { source } = this;
    const code = source.charCodeAt(less + 1);
    if (code === SLASH) return this.endTag(less);
    if (code === QUESTION) return this.skip(less, '?>');
    if (code !== BANG) return this.startTag(less);
    if (source.startsWith('<!--', less)) return this.comment(less);
    if (source.startsWith('<![CDATA[', less)) return this.cdata(less);
    if (source.startsWith('<!DOCTYPE', less)) {
      throw damaged('it has a DOCTYPE, which workbooks may not have; nothing of it was read', this.place);
    }
    throw this.broken('it has a broken tag', less);
  }

  private skip(from: number, end: string): number {
    const at = this.source.indexOf(end, from);
    if (at < 0) throw this.broken('it ends in the middle', from);
    return at + end.length;
  }

  private comment(less: number): number {
    const end = this.skip(less + 4, '-->');
    if (this.source.slice(less + 4, end - 3).includes('--'))
      throw this.broken('"--" stands in a comment', less);
    return end;
  }

  private cdata(less: number): number {
    const end = this.skip(less, ']]>');
    if (this.open.length === 0) throw this.broken('text stands outside its root', less);
    const text = this.source.slice(less + 9, end - 3).replace(/\r\n?/g, '\n');
    if (this.visitor.wantsText === true) this.visitor.text?.(text);
    return end;
  }

  private endTag(less: number): number {
    const { source } = this;
    const name = this.open.pop();
    if (name === undefined) throw this.broken('a tag is closed that was never opened', less);
    let at = less + 2 + name.qualified.length;
    if (!source.startsWith(name.qualified, less + 2))
      throw this.broken(`<${name.local}> is not closed`, less);
    while (isSpace(source.charCodeAt(at))) at++;
    if (source.charCodeAt(at) !== GREATER) throw this.broken(`<${name.local}> is not closed`, less);
    this.visitor.close(name, less, at + 1);
    this.scope.leave(this.open.length + 1);
    return at + 1;
  }

  private startTag(less: number): number {
    const { source } = this;
    const nameEnd = this.nameAfter(less + 1);
    this.start = less;
    const close = this.attributes(nameEnd);
    this.selfClosing = source.charCodeAt(close) === SLASH;
    if (this.selfClosing && source.charCodeAt(close + 1) !== GREATER)
      throw this.broken('it has a broken tag', less);
    this.end = close + (this.selfClosing ? 2 : 1);
    const depth = this.open.length + 1;
    if (depth === 1 && this.rootSeen) throw this.broken('it has two roots', less);
    if (depth > this.limits.depth) {
      throw overLimit(`elements are nested more than ${this.limits.depth} deep`, this.place);
    }
    this.rootSeen = true;
    this.declare(depth);
    const name = this.scope.resolve(source.slice(less + 1, nameEnd));
    if (name === undefined) throw this.broken('it uses an undeclared namespace prefix', less);
    this.name = name;
    this.visitor.open(this);
    if (this.selfClosing) {
      this.visitor.close(name, this.end, this.end);
      this.scope.leave(depth);
    } else this.open.push(name);
    return this.end;
  }

  /** Reads a name and gives its end; each distinct name is checked once. */
  private nameAfter(from: number): number {
    const { source } = this;
    let at = from;
    for (let code = source.charCodeAt(at); !endsName(code); code = source.charCodeAt(at)) at++;
    const name = source.slice(from, at);
    if (!this.knownNames.has(name)) {
      if (!NAME.test(name)) throw this.broken('it has a broken tag', from);
      this.knownNames.add(name);
    }
    return at;
  }

  /** Reads the attributes of a tag; gives the offset of its `/` or `>`. */
  private attributes(from: number): number {
    const { source, attributeOffsets: offsets } = this;
    this.attributeCount = 0;
    let at = from;
    for (;;) {
      const before = at;
      while (isSpace(source.charCodeAt(at))) at++;
      const code = source.charCodeAt(at);
      if (code === GREATER || code === SLASH) return at;
      if (before === at) throw this.broken('it has a broken tag', this.start);
      const nameEnd = this.nameAfter(at);
      let equals = nameEnd;
      while (isSpace(source.charCodeAt(equals))) equals++;
      if (source.charCodeAt(equals) !== EQUALS) throw this.broken('an attribute has no value', at);
      equals++;
      while (isSpace(source.charCodeAt(equals))) equals++;
      const valueEnd = this.valueEnd(equals);
      const slot = this.attributeCount * 4;
      offsets[slot] = at;
      offsets[slot + 1] = nameEnd;
      offsets[slot + 2] = equals + 1;
      offsets[slot + 3] = valueEnd;
      this.refuseTwice(this.attributeCount);
      this.attributeCount++;
      if (this.attributeCount > this.limits.attributes) {
        throw overLimit(`an element has more than ${this.limits.attributes} attributes`, this.place);
      }
      at = valueEnd + 1;
    }
  }

  private valueEnd(quoteAt: number): number {
    const { source } = this;
    const quote = source.charCodeAt(quoteAt);
    if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE)
      throw this.broken('an attribute has no quotes', quoteAt);
    let at = quoteAt + 1;
    let reference = false;
    for (let code = source.charCodeAt(at); code !== quote; code = source.charCodeAt(++at)) {
      if (code === LESS || Number.isNaN(code)) throw this.broken('an attribute is not closed', quoteAt);
      if (code === AMPERSAND) reference = true;
    }
    if (reference) this.resolved(source.slice(quoteAt + 1, at), quoteAt);
    return at;
  }

  private refuseTwice(index: number): void {
    const { nameStart, nameEnd } = this.nameOffsets(index);
    for (let i = 0; i < index; i++) {
      const other = this.nameOffsets(i);
      if (other.nameEnd - other.nameStart !== nameEnd - nameStart) continue;
      if (this.source.startsWith(this.source.slice(nameStart, nameEnd), other.nameStart)) {
        throw this.broken('an element has the same attribute twice', nameStart);
      }
    }
  }

  private declare(depth: number): void {
    const declarations: (readonly [string, string])[] = [];
    for (let i = 0; i < this.attributeCount; i++) {
      if (!this.source.startsWith('xmlns', this.nameOffsets(i).nameStart)) continue;
      const name = this.attributeName(i);
      if (name === 'xmlns') declarations.push(['', this.value(i)]);
      else if (name.startsWith('xmlns:')) declarations.push([name.slice(6), this.value(i)]);
    }
    if (declarations.length > 0) this.scope.enter(depth, declarations);
  }

  private broken(what: string, at: number) {
    const line = this.source.slice(0, at).split('\n').length;
    const column = at - this.source.lastIndexOf('\n', at - 1);
    const spot = line === 1 ? `at character ${column}` : `in line ${line}`;
    return damaged(`${what} (${spot})`, this.place);
  }
}

function isSpace(code: number): boolean {
  return code === SPACE || code === NEWLINE || code === RETURN || code === TAB;
}

function endsName(code: number): boolean {
  return (
    isSpace(code) ||
    code === GREATER ||
    code === SLASH ||
    code === EQUALS ||
    code === LESS ||
    Number.isNaN(code)
  );
}

function characterReference(name: string): string | undefined {
  const digits = /^#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}))$/.exec(name);
  if (digits === null) return undefined;
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  const isCharacter =
    code === TAB ||
    code === NEWLINE ||
    code === RETURN ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
