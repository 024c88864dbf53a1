import { SaxesParser, type SaxesTagNS } from 'saxes';
import { damaged, LIMITS, overLimit } from '../limits.js';

/** An element with its names resolved: two nodes that say the same have the same canonical text. */
export interface XmlNode {
  local: string;
  uri: string;
  /** By local name for attributes without namespace, else "{uri}local"; namespace declarations are left out. */
  attributes: ReadonlyMap<string, string>;
  children: (XmlNode | string)[];
}

/** Told of the elements of the spine (which may be huge and are not kept) and of every whole element that hangs on it. */
export interface SpineVisitor {
  /** Local names of the spine by depth: `["worksheet", "sheetData", "row"]`. */
  spine: readonly string[];
  enter(node: XmlNode, depth: number): void;
  unit(node: XmlNode, parent: XmlNode): void;
}

/**
 * Reads a part with saxes, which the reader and the writer of workbooks do not use, so that a mistake of theirs cannot
 * hide itself here.
 */
export function readXml(text: string, place: { file: string; part: string }, visitor: SpineVisitor): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const stack: { node: XmlNode; onSpine: boolean }[] = [];
  parser.on('error', (error) => {
    throw damaged(`not well-formed: ${error.message.replace(/[^\x20-\x7e]/g, '?').slice(0, 100)}`, place);
  });
  parser.on('doctype', () => {
    throw damaged('it has a DOCTYPE', place);
  });
  parser.on('opentag', (tag) => {
    // The parser looks for namespaces in all open elements: a part of nothing but start tags would take for ever.
    if (stack.length >= LIMITS.depth) {
      throw overLimit(`elements are nested more than ${LIMITS.depth} deep`, place);
    }
    const parent = stack.at(-1);
    const node = nodeOf(tag, (prefix) => parser.resolve(prefix) ?? null);
    const hangsOnSpine = parent === undefined || parent.onSpine;
    const onSpine = hangsOnSpine && visitor.spine[stack.length] === node.local;
    if (parent !== undefined && !parent.onSpine) parent.node.children.push(node);
    stack.push({ node, onSpine });
    if (onSpine) visitor.enter(node, stack.length - 1);
  });
  const characters = (piece: string) => {
    const top = stack.at(-1);
    if (top !== undefined && !top.onSpine) top.node.children.push(piece);
  };
  parser.on('text', characters);
  parser.on('cdata', characters);
  parser.on('closetag', () => {
    const closed = stack.pop();
    const parent = stack.at(-1);
    if (closed === undefined || closed.onSpine || parent?.onSpine === false) return;
    visitor.unit(closed.node, parent?.node ?? closed.node);
  });
  parser.write(text).close();
}

/** Lists prefixes that may be ignored; without their declarations Excel takes the part for damaged (ECMA-376 part 3, 7.2). */
const IGNORABLE = '{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable';

function nodeOf(tag: SaxesTagNS, uriOf: (prefix: string) => string | null): XmlNode {
  const attributes = new Map<string, string>();
  for (const { prefix, local, uri, value } of Object.values(tag.attributes)) {
    if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) continue;
    const name = prefix === '' ? local : `{${uri}}${local}`;
    const prefixes = () => value.trim().split(/\s+/);
    attributes.set(
      name,
      name === IGNORABLE
        ? prefixes()
            .map((p) => uriOf(p) ?? `undeclared ${p}`)
            .join(' ')
        : value,
    );
  }
  return { local: tag.local, uri: tag.uri, attributes, children: [] };
}

/** The same text for nodes that say the same, whatever their prefixes, quotes, order of attributes or empty tags. */
export function canonical(node: XmlNode, without: ReadonlySet<string> = new Set()): string {
  const attributes = [...node.attributes]
    .filter(([name]) => !without.has(name))
    .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
    .sort()
    .join('');
  const children = node.children
    .map((child) => (typeof child === 'string' ? JSON.stringify(child) : canonical(child)))
    .join('');
  return `<{${node.uri}}${node.local}${attributes}>${children}</>`;
}

/** The child elements with this name. */
export function childrenOf(node: XmlNode, local: string): XmlNode[] {
  return node.children.filter(
    (child): child is XmlNode => typeof child !== 'string' && child.local === local,
  );
}

/** All text in a node. */
export function textOf(node: XmlNode): string {
  return node.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
