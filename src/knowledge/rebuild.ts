import { isMap, isScalar, type YAMLMap } from 'yaml';
import type { Quote } from './knowledge-base.js';
import { proposeEntries } from './propose-entries.js';
import type { KnowledgeDocument } from './read-files.js';
import type { EntryFields } from './schema.js';
import { mostSimilar, sameWords } from './similar-passage.js';
import { holds, type Section, type SourceDocument } from './source-document.js';
import { markStale, type QuoteChange, readStale, type StalePair } from './stale.js';
import {
  addField,
  appendItems,
  applyEdits,
  pairOf,
  removeField,
  replaceScalar,
  type TextEdit,
} from './yaml-edit.js';
import { parseYaml, type YamlFile } from './yaml-file.js';

/** What a rebuild did to one entry, for people. */
export interface BuildChange {
  kind: 'moved' | 'reworded' | 'stale' | 'gone' | 'restored' | 'new';
  entry: string;
  file: string;
  heading: string;
  was: string | null;
  now: string | null;
}

export interface Rebuilt {
  /** New texts of the files that change, by path. */
  texts: ReadonlyMap<string, string>;
  changes: readonly BuildChange[];
}

/**
 * Brings the quotes of a knowledge base in line with one source. Only quotes, headings, anchors and stale marks are
 * touched; entries for passages that nothing quotes are appended as drafts to the file of `home`.
 */
export function rebuild(
  documents: readonly KnowledgeDocument[],
  source: string,
  document: SourceDocument,
  home: string,
): Rebuilt {
  const texts = new Map<string, string>();
  const changes: BuildChange[] = [];
  const quotes: Pick<Quote, 'heading' | 'quote'>[] = [];
  const ids = new Set(documents.flatMap(({ value }) => (value.entries ?? []).map((entry) => entry.id)));
  for (const { yaml, value } of documents) {
    const edits: TextEdit[] = [];
    for (const [index, entry] of (value.entries ?? []).entries()) {
      const result = rebuildEntry(yaml, index, entry, source, document);
      edits.push(...result.edits);
      changes.push(...result.changes);
      quotes.push(...result.quotes);
    }
    if (edits.length > 0) texts.set(yaml.path, applyEdits(yaml.text, edits));
  }
  const target = documents.find(({ yaml }) => yaml.path === home);
  const proposals = proposeEntries(document, quotes, source, ids).map((entry) => ({ ...entry, draft: true }));
  if (target && proposals.length > 0) {
    const text = texts.get(home) ?? target.yaml.text;
    texts.set(home, appendTo({ ...target.yaml, text }, proposals));
    for (const entry of proposals) {
      changes.push({
        kind: 'new',
        entry: entry.id,
        file: home,
        heading: entry.quotes[0]?.heading ?? '',
        was: null,
        now: entry.quotes.map(({ quote }) => quote).join(' '),
      });
    }
  }
  return { texts, changes };
}

function appendTo(file: YamlFile, entries: readonly object[]): string {
  // Edits before the end of the list have moved it: read again.
  const { file: again } = parseYaml(file.path, new TextEncoder().encode(file.text));
  if (!again) throw new TypeError('an edit broke the YAML');
  return applyEdits(again.text, [appendItems(again, 'entries', entries)]);
}

function rebuildEntry(
  yaml: YamlFile,
  index: number,
  entry: EntryFields,
  source: string,
  document: SourceDocument,
): { edits: TextEdit[]; changes: BuildChange[]; quotes: Pick<Quote, 'heading' | 'quote'>[] } {
  const edits: TextEdit[] = [];
  const changes: BuildChange[] = [];
  const quotes: Pick<Quote, 'heading' | 'quote'>[] = [];
  let pairs: readonly StalePair[] = readStale(entry.stale ?? null);
  for (const [at, quote] of (entry.quotes ?? []).entries()) {
    if (quote.source !== source) continue;
    const change = judge(quote, document);
    const section = change.section;
    const now = change.kind === 'gone' ? quote.quote : change.quote;
    quotes.push({ heading: section?.heading ?? quote.heading, quote: now });
    const node = yaml.document.getIn(['entries', index, 'quotes', at], true);
    if (isMap(node)) edits.push(...quoteEdits(yaml, node, quote, now, section));
    const marked = markStale(pairs, quote.quote, change);
    pairs = marked.pairs;
    const kind = marked.restored ? 'restored' : change.kind;
    if (kind === 'same' || !(marked.news || kind === 'moved' || kind === 'reworded')) continue;
    changes.push({
      kind,
      entry: entry.id,
      file: yaml.path,
      heading: section?.heading ?? quote.heading,
      was: kind === 'moved' ? quote.heading : quote.quote,
      now: kind === 'gone' ? null : kind === 'moved' ? (section?.heading ?? null) : now,
    });
  }
  const map = yaml.document.getIn(['entries', index], true);
  if (isMap(map)) edits.push(...staleEdits(yaml, map, entry, pairs));
  return { edits, changes, quotes };
}

function judge(quote: { heading: string; quote: string }, document: SourceDocument): QuoteChange {
  const standsIn = document.sections.filter((section) => holds(section, quote.quote));
  const same = standsIn.find((section) => section.heading === quote.heading);
  if (same) return { kind: 'same', quote: quote.quote, section: same };
  const [elsewhere] = standsIn;
  if (elsewhere) return { kind: 'moved', quote: quote.quote, section: elsewhere };
  const like = mostSimilar(document, quote.quote, quote.heading);
  if (!like) return { kind: 'gone', quote: quote.quote, section: null };
  const kind = sameWords(like.text, quote.quote) ? 'reworded' : 'stale';
  return { kind, quote: like.text, section: like.section };
}

function quoteEdits(
  yaml: YamlFile,
  node: YAMLMap,
  was: { heading: string; quote: string; anchor?: string | null | undefined },
  quote: string,
  section: Section | null,
): TextEdit[] {
  const edits: TextEdit[] = [];
  const put = (key: string, value: string) => {
    const scalar = pairOf(node, key)?.value;
    if (isScalar(scalar)) edits.push(replaceScalar(yaml, scalar, value));
  };
  if (quote !== was.quote) put('quote', quote);
  if (section && section.heading !== was.heading) put('heading', section.heading);
  if (
    section &&
    typeof was.anchor === 'string' &&
    section.anchor !== was.anchor &&
    section.heading !== was.heading
  ) {
    put('anchor', section.anchor);
  }
  return edits;
}

function staleEdits(
  yaml: YamlFile,
  map: YAMLMap,
  entry: EntryFields,
  pairs: readonly StalePair[],
): TextEdit[] {
  const before = JSON.stringify(readStale(entry.stale ?? null));
  if (JSON.stringify(pairs) === before) return [];
  const gone = pairOf(map, 'stale') ? [removeField(yaml, map, 'stale')] : [];
  if (pairs.length === 0) return gone;
  const was = pairs.map((pair) => pair.was).join('\n');
  const now = pairs.every((pair) => pair.now === '') ? null : pairs.map((pair) => pair.now).join('\n');
  // Both may start at the same place: what is added goes first.
  return [addField(yaml, map, 'id', 'stale', { was, now }), ...gone];
}
