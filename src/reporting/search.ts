import type { Citation } from '../knowledge/citation.js';
import type { Palette } from './palette.js';
import { safeText } from './safe-text.js';
import { wrapToWidth } from './text-width.js';

/** One result of a search. */
export interface SearchResult {
  entry: string;
  question: string;
  answer: string;
  confidence: number;
  citations: readonly Citation[];
  /** What made it a result, for a person. */
  why: string;
}

/** The document behind `search --json`; version 1 of the contract. */
export function searchJson(query: string, results: readonly SearchResult[]): string {
  return JSON.stringify({ version: 1, query, results }, null, 2);
}

function resultText(result: SearchResult, { palette, width }: { palette: Palette; width: number }): string {
  const indented = (text: string) =>
    text.split('\n').flatMap((line) => wrapToWidth(safeText(line), width - 6));
  const percent = `${Math.round(result.confidence * 100)} %`.padStart(5);
  const lines = [
    `${palette.green(percent)}  ${palette.bold(safeText(result.question))}  ${palette.dim(safeText(result.entry))}`,
    ...indented(result.answer).map((line) => `       ${line}`.trimEnd()),
  ];
  let before = '';
  for (const { source, heading, quote } of result.citations) {
    const place = safeText(`${source}, "${heading}"`);
    if (place !== before)
      lines.push(...wrapToWidth(place, width - 8).map((line) => `       ${palette.cyan(line)}`));
    before = place;
    lines.push(...indented(`"${quote.replace(/\s+/g, ' ')}"`).map((line) => `       ${palette.dim(line)}`));
  }
  return lines.join('\n');
}

/** Results of a search for a terminal: confidence, question, answer, source with its quote. */
export function searchText(
  query: string,
  results: readonly SearchResult[],
  style: { palette: Palette; width: number },
): string {
  if (results.length === 0) return `Nothing found for "${safeText(query)}".`;
  return results.map((result) => resultText(result, style)).join('\n\n');
}
