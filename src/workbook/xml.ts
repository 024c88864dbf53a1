import { damaged, type Limits, overLimit } from './limits.js';
import { AttributeList } from './xml-attributes.js';
import { type ElementName, NamespaceScope, NameTexts } from './xml-names.js';
import {
  CODE,
  CONTROL,
  FORBIDDEN,
  isSpace,
  ROLE,
  resolveReferences,
  standsAt,
  TEXT_ROLE,
} from './xml-syntax.js';

/** A start tag while it is being visited; the object is used again for the next one. */
export interface Tag {
  readonly name: ElementName;
  /** Offsets of `<` and of the byte after `>`. */
  readonly start: number;
  readonly end: number;
  readonly selfClosing: boolean;
  /** The tag declares namespaces. */
  readonly declares: boolean;
  /** The decoded value of an attribute, by its name as written. */
  attribute(name: string): string | undefined;
  /** The value of an attribute as a number, as `Number` reads it. */
  number(name: string): number | undefined;
  /** True where the attribute is there and its value is just this ASCII text. */
  is(name: string, value: string): boolean;
  /** True where the attribute is one that xsd:boolean calls true. */
  isOn(name: string): boolean;
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
  /** Elements inside of which the visitor may read on by itself: the root is 1. */
  plainDepth?: number;
  /** Reads whole elements from an offset on by itself; gives the offset behind them, or the same offset. */
  readPlain?(source: Buffer, from: number): number;
}

export interface XmlPlace {
  file: string;
  part: string;
}

/**
 * Walks a part, valid UTF-8, once and tells the visitor every element with its offsets, so that an edit can be a
 * splice. Bytes are decoded only where somebody asks what they say.
 * Refuses what is not well-formed (XML 1.0, Namespaces 1.0), any DOCTYPE (no entity is ever defined or fetched),
 * and nesting or attributes beyond the limits. Work is linear in the size. (saxes, which the differ uses, takes
 * three times as long for the same.)
 */
export function walkXml(bytes: Buffer, visitor: XmlVisitor, place: XmlPlace, limits: Limits): void {
  new XmlWalk(bytes, visitor, place, limits).run();
}

class XmlWalk implements Tag {
  start = 0;
  end = 0;
  selfClosing = false;
  declares = false;
  name: ElementName = { qualified: '', local: '', prefix: '', key: '' };

  private readonly open: { name: ElementName; nameStart: number; nameEnd: number }[] = [];
  private readonly scope = new NamespaceScope();
  private readonly names: NameTexts;
  private readonly attributes: AttributeList;
  private rootSeen = false;

  constructor(
    private readonly source: Buffer,
    private readonly visitor: XmlVisitor,
    private readonly place: XmlPlace,
    private readonly limits: Limits,
  ) {
    const most = limits.attributes;
    const tooMany = () => overLimit(`an element has more than ${most} attributes`, place);
    this.attributes = new AttributeList(source, most, (what, at) => this.broken(what, at), tooMany);
    this.names = new NameTexts(source);
  }

  run(): void {
    const { source, visitor } = this;
    let at = standsAt(source, BYTE_ORDER_MARK, 0) ? BYTE_ORDER_MARK.length : 0;
    while (at < source.length) {
      if (this.open.length === visitor.plainDepth) at = visitor.readPlain?.(source, at) ?? at;
      if (source[at] !== CODE.less) at = this.characters(at);
      if (at < source.length) at = this.markup(at);
    }
    if (this.open.length > 0 || !this.rootSeen) throw this.broken('it ends in the middle', source.length);
  }

  attribute(name: string): string | undefined {
    return this.attributes.value(name);
  }

  number(name: string): number | undefined {
    return this.attributes.number(name);
  }

  is(name: string, value: string): boolean {
    return this.attributes.is(name, value);
  }

  isOn(name: string): boolean {
    return this.attributes.isOn(name);
  }

  valuePlace(name: string): { start: number; end: number } | undefined {
    return this.attributes.place(name);
  }

  relationship(): string | undefined {
    for (let i = 0; i < this.attributes.count; i++) {
      const name = this.attributes.nameAt(i);
      if (name.endsWith(':id') && this.scope.spaceOf(name.slice(0, -3)) === 'r:') {
        return this.attributes.valueAt(i);
      }
    }
    return undefined;
  }

  /** Handles character data; gives the offset of the markup behind it. */
  private characters(from: number): number {
    const { source, visitor } = this;
    let roles: number = ROLE.plain;
    let at = from;
    for (; at < source.length; at++) {
      const role = TEXT_ROLE[source[at] ?? 0] ?? 0;
      if (role === ROLE.wrong) break;
      roles |= role;
    }
    if (at === from) return at;
    if (this.open.length === 0 || (roles & ROLE.look) !== 0) this.unusualCharacters(from, at);
    else if (visitor.wantsText === true) {
      visitor.text?.(source.toString(roles === ROLE.plain ? 'latin1' : 'utf8', from, at));
    }
    return at;
  }

  private unusualCharacters(from: number, to: number): void {
    const { visitor } = this;
    const raw = this.checked(from, to);
    if (this.open.length === 0) {
      if (/[^\t\n\r ]/.test(raw)) throw this.broken('text stands outside its root', from);
      return;
    }
    if (raw.includes(']]>')) throw this.broken('"]]>" stands in text', from);
    const resolved = resolveReferences(raw.replace(/\r\n?/g, '\n'));
    if (resolved === null) throw this.broken('it uses an entity that XML does not define', from);
    if (visitor.wantsText === true) visitor.text?.(resolved);
  }

  /** The text between two offsets, which may hold no character that XML forbids. */
  private checked(from: number, to: number): string {
    const raw = this.source.toString('utf8', from, to);
    const forbidden = raw.search(FORBIDDEN);
    if (forbidden >= 0) throw this.broken(CONTROL, from + Buffer.byteLength(raw.slice(0, forbidden)));
    return raw;
  }

  /** Handles what starts with `<` at `less`; gives the offset behind it. */
  private markup(less: number): number {
    const { source } = this;
    const code = source[less + 1];
    if (code === CODE.slash) return this.endTag(less);
    if (code === CODE.question) return this.skip(less, '?>');
    if (code !== CODE.bang) return this.startTag(less);
    if (standsAt(source, '<!--', less)) return this.comment(less);
    if (standsAt(source, '<![CDATA[', less)) return this.cdata(less);
    if (standsAt(source, '<!DOCTYPE', less)) {
      throw damaged('it has a DOCTYPE, which workbooks may not have; nothing of it was read', this.place);
    }
    throw this.broken('it has a broken tag', less);
  }

  private skip(from: number, end: string): number {
    const at = this.source.indexOf(end, from);
    if (at < 0) throw this.broken('it ends in the middle', from);
    this.checked(from, at);
    return at + end.length;
  }

  private comment(less: number): number {
    const end = this.skip(less + 4, '-->');
    if (this.source.subarray(less + 4, end - 3).includes('--')) {
      throw this.broken('"--" stands in a comment', less);
    }
    return end;
  }

  private cdata(less: number): number {
    const end = this.skip(less, ']]>');
    if (this.open.length === 0) throw this.broken('text stands outside its root', less);
    if (this.visitor.wantsText === true) {
      this.visitor.text?.(this.source.toString('utf8', less + 9, end - 3).replace(/\r\n?/g, '\n'));
    }
    return end;
  }

  private endTag(less: number): number {
    const { source } = this;
    const opened = this.open.pop();
    if (opened === undefined) throw this.broken('a tag is closed that was never opened', less);
    const { name, nameStart, nameEnd } = opened;
    let at = less + 2;
    for (let i = nameStart; i < nameEnd; i++) {
      if (source[at++] !== source[i]) throw this.broken('a tag is not closed', less);
    }
    while (isSpace(source[at])) at++;
    if (source[at] !== CODE.greater) throw this.broken('a tag is not closed', less);
    this.visitor.close(name, less, at + 1);
    this.scope.leave(this.open.length + 1);
    return at + 1;
  }

  private startTag(less: number): number {
    const { source } = this;
    const nameEnd = this.attributes.nameAfter(less + 1);
    this.start = less;
    const close = this.attributes.read(nameEnd);
    this.selfClosing = source[close] === CODE.slash;
    if (this.selfClosing && source[close + 1] !== CODE.greater) {
      throw this.broken('it has a broken tag', less);
    }
    this.end = close + (this.selfClosing ? 2 : 1);
    const depth = this.open.length + 1;
    if (depth === 1 && this.rootSeen) throw this.broken('it has two roots', less);
    if (depth > this.limits.depth) {
      throw overLimit(`elements are nested more than ${this.limits.depth} deep`, this.place);
    }
    this.rootSeen = true;
    const declarations = this.attributes.declarations();
    this.declares = declarations.length > 0;
    if (this.declares) this.scope.enter(depth, declarations);
    const name = this.scope.resolve(this.names.at(less + 1, nameEnd));
    if (name === undefined) throw this.broken('it uses an undeclared namespace prefix', less);
    this.name = name;
    this.visitor.open(this);
    if (this.selfClosing) {
      this.visitor.close(name, this.end, this.end);
      this.scope.leave(depth);
    } else this.open.push({ name, nameStart: less + 1, nameEnd });
    return this.end;
  }

  private broken(what: string, at: number) {
    const before = this.source.toString('utf8', 0, at);
    const line = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n');
    const spot = line === 1 ? `at character ${column}` : `in line ${line}`;
    return damaged(`${what} (${spot})`, this.place);
  }
}

/** U+FEFF in UTF-8, byte by byte. */
const BYTE_ORDER_MARK = '\xef\xbb\xbf';
