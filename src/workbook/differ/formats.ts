import { type PackageView, readPart } from './package-view.js';
import { canonical, childrenOf, type XmlNode } from './xml-node.js';

/** The style table, taken apart: the formats that cells point to, and everything else. */
export interface FormatsView {
  /** The root element, without its children. */
  root: string;
  formats: XmlNode[];
  others: { name: string; content: string }[];
}

/** Reads the style table of a package; empty where it has none. */
export function readFormats(view: PackageView): FormatsView {
  const result: FormatsView = { root: '', formats: [], others: [] };
  if (view.styles === null || view.archive.find(view.styles) === undefined) return result;
  readPart(view.archive, view.styles, {
    spine: ['styleSheet'],
    enter(node) {
      result.root = canonical(node);
    },
    unit(node) {
      if (node.local === 'cellXfs') result.formats.push(...childrenOf(node, 'xf'));
      else result.others.push({ name: node.local, content: canonical(node) });
    },
  });
  return result;
}

const OF_READING: ReadonlySet<string> = new Set(['applyAlignment', 'quotePrefix']);
const ALIGNMENT: ReadonlyMap<string, string> = new Map([
  ['wrapText', 'wraps its text'],
  ['vertical', 'starts at the top'],
  ['horizontal', 'starts at the left'],
  ['textRotation', 'is not rotated'],
  ['shrinkToFit', 'is not shrunk'],
]);

/**
 * What changed from one format to another, in words; null where more changed than a long text needs to be read
 * (line breaks, alignment) and to stay text (`quotePrefix`).
 */
export function lookChanges(before: XmlNode | undefined, after: XmlNode | undefined): string[] | null {
  if (before === undefined || after === undefined) return before === after ? [] : null;
  if (canonical(before) === canonical(after)) return [];
  const bare = (node: XmlNode) =>
    canonical(
      { ...node, children: node.children.filter((c) => typeof c !== 'string' && c.local !== 'alignment') },
      OF_READING,
    );
  if (bare(before) !== bare(after)) return null;
  const changes: string[] = [];
  const old = childrenOf(before, 'alignment')[0]?.attributes ?? new Map<string, string>();
  const now = childrenOf(after, 'alignment')[0]?.attributes ?? new Map<string, string>();
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    if (old.get(name) === now.get(name)) continue;
    const words = ALIGNMENT.get(name);
    if (words === undefined) return null;
    changes.push(words);
  }
  if (before.attributes.get('quotePrefix') !== after.attributes.get('quotePrefix'))
    changes.push('stays text');
  return changes;
}
