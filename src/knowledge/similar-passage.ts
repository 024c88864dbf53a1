import { sentencesOf } from './sentences.js';
import type { Section, SourceDocument } from './source-document.js';

/** Words that stay of a changed sentence, at least, for it to be taken for the same one (share of both, Dice). */
const ENOUGH = 0.5;

/** A passage that may be what a quote has become. */
export interface SimilarPassage {
  section: Section;
  text: string;
  /** 0 to 1. */
  likeness: number;
}

/** The run of sentences that is most like a quote that no longer stands in the source. */
export function mostSimilar(document: SourceDocument, quote: string, heading: string): SimilarPassage | null {
  const length = Math.max(1, sentencesOf(quote).length);
  let best: SimilarPassage | null = null;
  for (const section of document.sections) {
    for (const passage of section.passages) {
      for (const text of runs(sentencesOf(passage.text), length)) {
        const likeness = wordLikeness(quote, text);
        const better = likeness - (best?.likeness ?? 0);
        // Of equals, the one under the same heading.
        const closer = better === 0 && section.heading === heading && best?.section.heading !== heading;
        if (likeness >= ENOUGH && (better > 0 || closer)) best = { section, text, likeness };
      }
    }
  }
  return best;
}

/** Share of words two texts have in common (Dice), 0 to 1. */
export function wordLikeness(a: string, b: string): number {
  return dice(words(a), words(b));
}

/** Whether two texts differ in case, punctuation and spacing only. */
export function sameWords(a: string, b: string): boolean {
  return words(a).join(' ') === words(b).join(' ');
}

function runs(sentences: readonly string[], length: number): string[] {
  return [length, length + 1, length - 1]
    .filter((size) => size > 0)
    .flatMap((size) =>
      sentences.flatMap((_, at) =>
        at + size <= sentences.length ? [sentences.slice(at, at + size).join(' ')] : [],
      ),
    );
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function dice(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count > 0) shared += 1;
    left.set(word, count - 1);
  }
  return a.length + b.length === 0 ? 1 : (2 * shared) / (a.length + b.length);
}
