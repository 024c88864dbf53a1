import { printable } from '../printable.js';
import { type PackageView, partText } from './package-view.js';
import { canonical, readXml, textOf, type XmlNode } from './xml-node.js';

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

/** A plain text says the same in the table and in its cell, with or without `xml:space`. */
export function stringItem(node: XmlNode): StringItem {
  const plain = node.children.every((child) => typeof child !== 'string' && child.local === 't');
  const runs = () => node.children.map((c) => (typeof c === 'string' ? c : canonical(c))).join('');
  return { text: unescaped(shownText(node)), value: plain ? 'text' : `rich ${runs()}` };
}

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
}

/** Reads both tables; what the second has from the first, byte for byte, is parsed only where somebody asks for it. */
export function readStrings(before: PackageView, after: PackageView): StringsPair {
  const old = stringsText(before);
  const now = stringsText(after);
  if (old === null && now === null) return { before: NONE, after: NONE, extended: true };
  const oldTable = old === null ? null : plainTable(old);
  const newTable = now === null ? null : plainTable(now);
  if (oldTable !== null && newTable !== null && continues(newTable, oldTable)) {
    const first = new LazyItems(before, oldTable, oldTable.places.length);
    return { before: first, after: new LazyItems(after, newTable, oldTable.places.length), extended: true };
  }
  return { before: everyItem(before, old), after: everyItem(after, now), extended: old === now };
}

function stringsText(view: PackageView): string | null {
  const isThere = view.strings !== null && view.archive.find(view.strings) !== undefined;
  return isThere ? partText(view.archive, view.strings ?? '') : null;
}

function everyItem(view: PackageView, text: string | null): StringItems {
  return text === null ? NONE : listOf(parsedItems(view, text));
}

function listOf(items: readonly StringItem[]): StringItems {
  return { length: items.length, at: (index) => items[index] };
}

function parsedItems({ archive, strings }: PackageView, text: string): StringItem[] {
  const items: StringItem[] = [];
  readXml(
    text,
    { file: archive.file, part: printable(strings ?? '') },
    {
      spine: ['sst'],
      enter() {},
      unit(node) {
        if (node.local === 'si') items.push(stringItem(node));
      },
    },
  );
  return items;
}

/** A table whose items can be told apart without parsing. */
interface PlainTable {
  text: string;
  root: string;
  start: number;
  end: number;
  places: { start: number; end: number }[];
}

const CLOSE = '</sst>';
const ITEM_END = '</si>';

/** Null where a comment, CDATA or processing instruction could hide a tag, or something else than items stands there. */
function plainTable(text: string): PlainTable | null {
  const head = /^\ufeff?(?:<\?xml[^<>]*\?>)?\s*(<sst[\s>][^<>]*>)/.exec(text);
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
  return { text, root: head[1] ?? '', start, end, places };
}

function continues(now: PlainTable, old: PlainTable): boolean {
  const bare = ({ root }: PlainTable) => root.replace(/ (?:uniqueC|c)ount="[0-9]*"/g, '');
  const first = old.text.slice(old.start, old.end);
  return bare(now) === bare(old) && now.text.startsWith(first, now.start);
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
      ...parsedItems(view, `${root}${text.slice(added, end)}${CLOSE}`),
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
    if (plain !== undefined) return { text: unescaped(plain), value: 'text' };
    return parsedItems(this.view, `${this.table.root}${item}${CLOSE}`)[0];
  }
}
