/** Repairs a misspelt word towards the words of the knowledge base; known words are never touched. */
export type SpellingRepair = (word: string, german: boolean) => string;

const SHORTEST_ENGLISH = 5;
const SHORTEST_GERMAN = 7;
const TWO_EDITS_FROM = 9;
const CACHE_LIMIT = 50_000;

/**
 * `isKnown` tells words that stand for themselves; `targets` are the words repaired to. At most one edit, two from nine
 * letters on (English), where an edit is an insertion, deletion, substitution or swap of neighbours.
 */
export function createSpellingRepair(
  isKnown: (word: string) => boolean,
  targets: () => Iterable<string>,
): SpellingRepair {
  let byLength: ReadonlyMap<number, readonly string[]> | null = null;
  const cache = new Map<string, string>();
  const nearest = (word: string, most: number): string => {
    byLength ??= groupByLength(targets());
    let best = word;
    let bestDistance = most + 1;
    for (let length = word.length - most; length <= word.length + most; length++) {
      for (const target of byLength.get(length) ?? []) {
        if (target[0] !== word[0] && !(target[0] === word[1] && target[1] === word[0])) continue;
        // Another last letter is another ending far more often than a slip: "carries" is no "carrier".
        if (target.at(-1) !== word.at(-1) && target.at(-1) !== word.at(-2)) continue;
        const distance = editDistance(word, target, bestDistance - 1);
        if (distance < bestDistance) {
          bestDistance = distance;
          best = target;
        }
      }
    }
    return best;
  };
  return (word, german) => {
    if (word.length < (german ? SHORTEST_GERMAN : SHORTEST_ENGLISH) || /\d/.test(word) || isKnown(word))
      return word;
    const key = german ? `${word} de` : word;
    let repaired = cache.get(key);
    if (repaired === undefined) {
      repaired = nearest(word, word.length >= TWO_EDITS_FROM && !german ? 2 : 1);
      if (cache.size > CACHE_LIMIT) cache.clear();
      cache.set(key, repaired);
    }
    return repaired;
  };
}

function groupByLength(targets: Iterable<string>): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const target of [...new Set(targets)].sort()) {
    if (target.length < SHORTEST_ENGLISH || !/^[a-z]+$/.test(target)) continue;
    const group = groups.get(target.length);
    if (group) group.push(target);
    else groups.set(target.length, [target]);
  }
  return groups;
}

/** Damerau-Levenshtein distance (optimal string alignment), given up at `most` + 1. */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let value = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        value = Math.min(value, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(value);
      if (value < smallest) smallest = value;
    }
    if (smallest > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return last[other.length] ?? most + 1;
}
