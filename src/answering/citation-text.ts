import type { Citation } from '../knowledge/citation.js';
import { type Wording, wordingOf } from './language.js';

/** Where citations go in the customer's file. */
export const CITATION_PLACES = ['auto', 'comment', 'reference', 'none'] as const;
export type CitationPlace = (typeof CITATION_PLACES)[number];

/** Characters of a quote in a reference cell; the review workbook has it whole. */
const LONGEST_QUOTE = 600;

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function shortened(quote: string): string {
  const line = oneLine(quote);
  if (line.length <= LONGEST_QUOTE) return line;
  return `${line.slice(0, LONGEST_QUOTE).replace(/\s+\S*$/, '')} …`;
}

function quoted(text: string, { quotes: [open, close] }: Wording): string {
  return `${open}${oneLine(text)}${close}`;
}

function groupedBySource(citations: readonly Citation[]): Map<string, Citation[]> {
  const groups = new Map<string, Citation[]>();
  for (const citation of citations) {
    groups.set(citation.source, [...(groups.get(citation.source) ?? []), citation]);
  }
  return groups;
}

/** `Source: Security FAQ, "heading"; "heading"`: the last line of an answer. */
export function citationLine(citations: readonly Citation[], language: string): string {
  const wording = wordingOf(language);
  const groups = [...groupedBySource(citations)].map(([source, group]) => {
    const headings = [...new Set(group.map(({ heading }) => quoted(heading, wording)))].join('; ');
    const links = [...new Set(group.flatMap(({ url }) => url ?? []))].join(' , ');
    return `${source}, ${headings}${links === '' ? '' : ` (${links})`}`;
  });
  return `${wording.source}: ${groups.join('; ')}`;
}

/** The citations for a reference or evidence column: a line a heading, with its passages word for word. */
export function citationCell(citations: readonly Citation[], language: string): string {
  const wording = wordingOf(language);
  const lines = new Map<string, string[]>();
  for (const { source, heading, quote, url } of citations) {
    const place = `${source}, ${quoted(heading, wording)}${url === null ? '' : ` (${url})`}`;
    lines.set(place, [...(lines.get(place) ?? []), quoted(shortened(quote), wording)]);
  }
  return [...lines].map(([place, passages]) => `${place}: ${passages.join(' ')}`).join('\n');
}
