import { foldWord } from './tokens.js';

const SHORTEST = 3;
const ABBREVIATED = /(?<![\p{L}.])(\p{L}{3,14})\.(?=\s{0,3}[\p{L}(/?)-])/gu;

/**
 * Writes out words that end in a full stop within a sentence ("verschl. Übertragung", "Cloud-Anb.?") as the most frequent
 * word of the knowledge base that begins so; known words end a sentence and stay.
 */
export function createAbbreviations(
  isKnown: (word: string) => boolean,
  counts: ReadonlyMap<string, number>,
): (text: string) => string {
  const byPrefix = new Map<string, string>();
  const completed = (prefix: string): string => {
    const known = byPrefix.get(prefix);
    if (known !== undefined) return known;
    let best = '';
    for (const [word, count] of counts) {
      if (word.length <= prefix.length + 1 || !word.startsWith(prefix)) continue;
      const better = count - (counts.get(best) ?? 0);
      if (better > 0 || (better === 0 && word < best)) best = word;
    }
    byPrefix.set(prefix, best);
    return best;
  };
  return (text) =>
    text.replace(ABBREVIATED, (written, word: string) => {
      const folded = foldWord(word);
      if (folded.length < SHORTEST || isKnown(folded)) return written;
      return completed(folded) || written;
    });
}
