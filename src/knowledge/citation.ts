import type { Entry, KnowledgeBase, Source } from './knowledge-base.js';

/** Where an answer comes from, complete enough to be checked by hand. */
export interface Citation {
  /** Title of the source. */
  source: string;
  heading: string;
  /** Verbatim. */
  quote: string;
  url: string | null;
}

function link(source: Source | undefined, anchor: string | null): string | null {
  if (!source?.url) return null;
  return anchor === null || source.url.includes('#') ? source.url : `${source.url}#${anchor}`;
}

/** The citations of entries, in their order, each passage once. */
export function citationsOf(entries: readonly Entry[], knowledge: KnowledgeBase): Citation[] {
  const sources = new Map(knowledge.sources.map((source) => [source.id, source]));
  const citations = new Map<string, Citation>();
  for (const { source: id, heading, quote, anchor } of entries.flatMap((entry) => entry.quotes)) {
    const source = sources.get(id);
    const citation = { source: source?.title ?? id, heading, quote, url: link(source, anchor) };
    citations.set(JSON.stringify(citation), citation);
  }
  return [...citations.values()];
}
