import { stringify } from 'yaml';
import { proposeEntries } from './propose-entries.js';
import type { SourceDocument } from './source-document.js';

/** A source of a new knowledge base. */
export interface NewSource {
  id: string;
  title: string;
  /** As it is written into the file: relative to it. */
  path: string;
  document: SourceDocument;
}

/** The YAML of a new knowledge base: an entry for each passage of the sources, in their words. */
export function newKnowledgeBase(
  title: string,
  sources: readonly NewSource[],
  schema: string | null,
): string {
  const ids = new Set<string>();
  const entries = sources.flatMap(({ id, document }) => {
    const proposed = proposeEntries(document, [], id, ids);
    for (const entry of proposed) ids.add(entry.id);
    return proposed;
  });
  const head = schema === null ? '' : `# yaml-language-server: $schema=${schema}\n`;
  const options = { lineWidth: 0, defaultKeyType: 'PLAIN', defaultStringType: 'QUOTE_DOUBLE' } as const;
  const body = {
    version: 1,
    title,
    sources: sources.map(({ id, title: name, path }) => ({ id, title: name, path })),
    entries,
  };
  return head + stringify(body, options);
}

/** An id for a source, from its file name. */
export function sourceId(fileName: string, taken: ReadonlySet<string>): string {
  const base =
    fileName
      .replace(/\.[^.]*$/, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'source';
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}
