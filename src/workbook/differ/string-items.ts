import { printable } from '../printable.js';
import { type PackageView, partText } from './package-view.js';
import { canonical, childrenOf, readXml, textOf, type XmlNode } from './xml-node.js';

/** An item of the shared string table, or what stands in an inline cell. */
export interface StringItem {
  text: string;
  /** What makes the value more than its text: runs of rich text. */
  value: string;
}

/** The shared string table as the differ sees it. */
export interface StringItems {
  length: number;
  at(index: number): StringItem | undefined;
}

const NONE: StringItems = { length: 0, at: () => undefined };

/** A plain text says the same in the table and in its cell, with or without `xml:space` where that does not matter. */
export function stringItem(node: XmlNode): StringItem {
  const plain = node.children.every((child) => typeof child !== 'string' && child.local === 't');
  const runs = () => node.children.map((c) => (typeof c === 'string' ? c : canonical(c))).join('');
  return { text: unescaped(shownText(node)), value: plain ? plainValue(node) : `rich ${runs()}` };
}

/** Excel drops white space around a text that is not marked to keep it. */
function plainValue(node: XmlNode): string {
  const kept = childrenOf(node, 't').every(
    (t) => textOf(t).trim() === textOf(t) || t.attributes.get(SPACE) === 'preserve',
  );
  return kept ? 'text' : 'text without the white space around it';
}

const SPACE = '{http://www.w3.org/XML/1998/namespace}space';

function shownText(node: XmlNode): string {
  return node.children
    .map((child) => {
      if (typeof child === 'string' || child.local === 'rPh' || child.local === 'phoneticPr') return '';
      return child.local === 't' ? textOf(child) : shownText(child);
    })
    .join('');
}

/** `_x000D_` and the like to the characters they stand for. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** The tables of two workbooks. */
export interface StringsPair {
  before: StringItems;
  after: StringItems;
  /** The second is the first with items added at its end: an index of the first means the same in both. */
  extended: boolean;
  /** The root elements say the same, but for their counts. */
  sameRoot: boolean;
}

/** Reads both tables; what the second has from the first, byte for byte, is parsed only where somebody asks for it. */
export function readStrings(before: PackageView, after: PackageView): StringsPair {
  const old = stringsText(before);
  const now = stringsText(after);
  if (old === null && now === null) return { before: NONE, after: NONE, extended: true, sameRoot: true };
  const oldTable = old === null ? null : plainTable(old);
  const newTable = now === null ? null : plainTable(now);
  if (oldTable !== null && newTable !== null && continues(newTable, oldTable)) {
    const first = new LazyItems(before, oldTable, oldTable.places.length);
    const second = new LazyItems(after, newTable, oldTable.places.length);
    return { before: first, after: second, extended: true, sameRoot: true };
  }
  const [first, second] = [everyItem(before, old), everyItem(after, now)];
  const sameRoot = old === null || now === null || first.root === second.root;
  return { before: first.items, after: second.items, extended: old === now, sameRoot };
}

function stringsText(view: PackageView): string | null {
  const isThere = view.strings !== null && view.archive.find(view.strings) !== undefined;
  return isThere ? partText(view.archive, view.strings ?? '') : null;
}

function everyItem(view: PackageView, text: string | null): { items: StringItems; root: string } {
  if (text === null) return { items: NONE, root: '' };
  const { items, root } = parsedTable(view, text);
  return { items: { length: items.length, at: (index) => items[index] }, root };
}

const COUNTS: ReadonlySet<string> = new Set(['count', 'uniqueCount']);

function parsedTable({ archive, strings }: PackageView, text: string): { items: StringItem[]; root: string } {
  const items: StringItem[] = [];
  let root = '';
  readXml(
    text,
    { file: archive.file, part: printable(strings ?? '') },
    {
      spine: ['sst'],
      enter(node) {
        root = canonical(node, COUNTS);
      },
      unit(node) {
        if (node.local === 'si') items.push(stringItem(node));
      },
    },
  );
  return { items, root };
}

/** A table whose items can be told apart without parsing. */
interface PlainTable {
  text: string;
  /** What stands before the root. */
  prolog: string;
  root: string;
  start: number;
  end: number;
  places: { start: number; end: number }[];
}

const CLOSE = '</sst>';
const ITEM_END = '</si>';

/** Null where a comment, CDATA or processing instruction could hide a tag, or something else than items stands there. */
function plainTable(text: string): PlainTable | null {
  const head = /^(\ufeff?(?:<\?xml[^<>]*\?>)?\s*)(<sst[\s>][^<>]*>)/.exec(text);
  const start = head?.[0].length ?? 0;
  const end = text.length - CLOSE.length;
  const plain = head !== null && !text.includes('<!') && !text.includes('<?', start);
  if (!plain || text.indexOf(CLOSE) !== end) return null;
  const places: PlainTable['places'] = [];
  for (let at = start; at < end; at = places.at(-1)?.end ?? end) {
    const isEmpty = text.startsWith('<si/>', at);
    if (!isEmpty && !text.startsWith('<si>', at)) return null;
    const itemEnd = text.indexOf(isEmpty ? '>' : ITEM_END, at);
    if (itemEnd < 0) return null;
    places.push({ start: at, end: itemEnd + (isEmpty ? 1 : ITEM_END.length) });
  }
  return { text, prolog: head[1] ?? '', root: head[2] ?? '', start, end, places };
}

function continues(now: PlainTable, old: PlainTable): boolean {
  const bare = ({ root }: PlainTable) => root.replace(/ (?:uniqueC|c)ount="[0-9]*"/g, '');
  const first = old.text.slice(old.start, old.end);
  return now.prolog === old.prolog && bare(now) === bare(old) && now.text.startsWith(first, now.start);
}

/** Items that are parsed when somebody asks; those from `known` on are parsed at once, together. */
class LazyItems implements StringItems {
  readonly length: number;
  private readonly items: (StringItem | undefined)[];

  constructor(
    private readonly view: PackageView,
    private readonly table: PlainTable,
    known: number,
  ) {
    const { text, root, places, end } = table;
    this.length = places.length;
    const added = places[known]?.start ?? end;
    this.items = [
      ...new Array<undefined>(known),
      ...parsedTable(view, `${root}${text.slice(added, end)}${CLOSE}`).items,
    ];
  }

  at(index: number): StringItem | undefined {
    const place = this.table.places[index];
    if (place === undefined) return undefined;
    const known = this.items[index] ?? this.parsed(this.table.text.slice(place.start, place.end));
    this.items[index] = known;
    return known;
  }

  private parsed(item: string): StringItem | undefined {
    const plain = /^<si><t(?: xml:space="preserve")?>([^<&\r]*)<\/t><\/si>$/.exec(item)?.[1];
    if (plain !== undefined && plain.trim() === plain) return { text: unescaped(plain), value: 'text' };
    return parsedTable(this.view, `${this.table.root}${item}${CLOSE}`).items[0];
  }
}
