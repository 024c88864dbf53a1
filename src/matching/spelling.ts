import { remember } from './remember.js';

/** Repairs a misspelt word towards the words of the knowledge base; known words are never touched. */
export type SpellingRepair = (word: string, german: boolean) => string;

const SHORTEST_ENGLISH = 5;
const SHORTEST_GERMAN = 7;
const TWO_EDITS_FROM = 9;
const REMEMBERED_WORDS = 50_000;

/**
 * `isKnown` tells words that stand for themselves; `targets` are the words repaired to. At most one edit, two from nine
 * letters on (English), where an edit is an insertion, deletion, substitution or swap of neighbours.
 */
export function createSpellingRepair(
  isKnown: (word: string) => boolean,
  targets: () => Iterable<string>,
): SpellingRepair {
  let shelves: Shelves | null = null;
  const nearest = (word: string, most: number): string => {
    shelves ??= createShelves(targets());
    let best = word;
    let bestDistance = most + 1;
    for (const target of nearTargets(word, most, shelves)) {
      const distance = editDistance(word, target, bestDistance - 1);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = target;
      }
    }
    return best;
  };
  const repair = {
    en: remember(
      (word) => (isKnown(word) ? word : nearest(word, word.length >= TWO_EDITS_FROM ? 2 : 1)),
      REMEMBERED_WORDS,
    ),
    de: remember((word) => (isKnown(word) ? word : nearest(word, 1)), REMEMBERED_WORDS),
  };
  return (word, german) => {
    if (word.length < (german ? SHORTEST_GERMAN : SHORTEST_ENGLISH) || /\d/.test(word)) return word;
    return german ? repair.de(word) : repair.en(word);
  };
}

/** The targets of one length and first letter, in alphabetical order. */
type Shelves = (length: number, letter: string) => readonly string[];

function createShelves(targets: Iterable<string>): Shelves {
  const loose = new Map<string, string[]>();
  for (const target of targets) {
    const key = `${target.length}${target.charAt(0)}`;
    const shelf = loose.get(key);
    if (shelf) shelf.push(target);
    else loose.set(key, [target]);
  }
  const sorted = remember(
    (key) => [...new Set(loose.get(key))].filter((target) => /^[a-z]+$/.test(target)).sort(),
    Number.POSITIVE_INFINITY,
  );
  return (length, letter) => (length < SHORTEST_ENGLISH ? [] : sorted(`${length}${letter}`));
}

/** Targets of about the word's length that open and end like it, its first or last two letters possibly swapped. */
function* nearTargets(word: string, most: number, shelves: Shelves): Generator<string> {
  const first = word.charAt(0);
  const second = word.charAt(1);
  const openings = [...new Set([first, second])].sort();
  for (let length = word.length - most; length <= word.length + most; length++) {
    for (const opening of openings) {
      for (const target of shelves(length, opening)) {
        if (opening !== first && target.charAt(1) !== first) continue;
        // Another last letter is another ending far more often than a slip: "carries" is no "carrier".
        const last = target.charAt(length - 1);
        if (last === word.charAt(word.length - 1) || last === word.charAt(word.length - 2)) yield target;
      }
    }
  }
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
