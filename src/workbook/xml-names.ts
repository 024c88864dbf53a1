/** A resolved element name. `key` is what visitors compare: "row" for SpreadsheetML, "x14:dataValidation" for others. */
export interface ElementName {
  qualified: string;
  local: string;
  prefix: string;
  key: string;
}

/** Namespaces that visitors look for, strict and transitional (ECMA-376 part 1 and part 4), and how keys name them. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', ''],
  ['http://purl.oclc.org/ooxml/spreadsheetml/main', ''],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r:'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r:'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', 'rel:'],
  ['http://schemas.openxmlformats.org/package/2006/content-types', 'ct:'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc:'],
  ['http://schemas.microsoft.com/office/spreadsheetml/2009/9/main', 'x14:'],
  ['http://schemas.microsoft.com/office/excel/2006/main', 'xm:'],
]);

/** The namespaces in force while a document is walked. Names are resolved once per declaration, not once per tag. */
export class NamespaceScope {
  private prefixes: ReadonlyMap<string, string> = new Map([['', '?:']]);
  private names = new Map<string, ElementName>();
  private readonly outer: {
    depth: number;
    prefixes: ReadonlyMap<string, string>;
    names: Map<string, ElementName>;
  }[] = [];

  /** Declarations of the element at `depth`; undone by `leave`. */
  enter(depth: number, declarations: readonly (readonly [prefix: string, uri: string])[]): void {
    this.outer.push({ depth, prefixes: this.prefixes, names: this.names });
    const prefixes = new Map(this.prefixes);
    for (const [prefix, uri] of declarations) prefixes.set(prefix, KNOWN.get(uri) ?? '?:');
    this.prefixes = prefixes;
    this.names = new Map();
  }

  leave(depth: number): void {
    const last = this.outer.at(-1);
    if (last?.depth !== depth) return;
    this.outer.pop();
    this.prefixes = last.prefixes;
    this.names = last.names;
  }

  /** The element name, or undefined where its prefix is bound to nothing. */
  resolve(qualified: string): ElementName | undefined {
    const known = this.names.get(qualified);
    if (known !== undefined) return known;
    const colon = qualified.indexOf(':');
    const prefix = colon < 0 ? '' : qualified.slice(0, colon);
    const local = qualified.slice(colon + 1);
    const space = this.prefixes.get(prefix);
    if (space === undefined || local === '' || local.includes(':')) return undefined;
    const name = { qualified, local, prefix: colon < 0 ? '' : `${prefix}:`, key: space + local };
    this.names.set(qualified, name);
    return name;
  }

  /** What keys call the namespace of a prefix: "r:" for relationships. */
  spaceOf(prefix: string): string | undefined {
    return this.prefixes.get(prefix);
  }
}

/** Qualified names as strings: a part has few of them, many times, and to decode one takes longer than to know it again. */
export class NameTexts {
  /** The last name seen of each hash; another one with the same hash takes its place. */
  private readonly known: ({ bytes: Buffer; text: string } | undefined)[] = new Array(SLOTS).fill(undefined);

  constructor(private readonly source: Buffer) {}

  at(from: number, to: number): string {
    const { source } = this;
    const length = to - from;
    const hash = ((source[from] ?? 0) * 7 + (source[to - 1] ?? 0) + length * 31) % SLOTS;
    const known = this.known[hash];
    if (known !== undefined && known.bytes.length === length && sameBytes(source, from, known.bytes)) {
      return known.text;
    }
    const text = source.toString('utf8', from, to);
    this.known[hash] = { bytes: source.subarray(from, to), text };
    return text;
  }
}

const SLOTS = 64;

function sameBytes(source: Buffer, from: number, other: Buffer): boolean {
  for (let i = 0; i < other.length; i++) if (source[from + i] !== other[i]) return false;
  return true;
}
