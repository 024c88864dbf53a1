// The German stemmer of Snowball, https://snowballstem.org/algorithms/german/stemmer.html, for folded words (umlauts are
// spelled out, so none is left to take off). "u" and "y" between vowels are consonants, written "U" and "Y".

import { isVowel, nextRegion } from './stem-regions.js';

/** The stem of a folded German word. */
export function stemGerman(word: string): string {
  const marked = markConsonants(word);
  const first = nextRegion(marked, 0);
  const r1 = Math.max(3, first);
  const r2 = nextRegion(marked, first);
  const stem = withoutDerivation(withoutVerbEnding(withoutEnding(marked, r1), r1), r1, r2);
  return stem.replaceAll('U', 'u').replaceAll('Y', 'y');
}

function markConsonants(word: string): string {
  let marked = word;
  for (let at = 0; at < word.length - 2; at++) {
    const next = marked.charAt(at + 1);
    if ((next === 'u' || next === 'y') && isVowel(marked, at) && isVowel(marked, at + 2))
      marked = `${marked.slice(0, at + 1)}${next.toUpperCase()}${marked.slice(at + 2)}`;
  }
  return marked;
}

const ENDINGS = ['ern', 'em', 'er', 'en', 'es', 'e', 's'];

function withoutEnding(word: string, r1: number): string {
  const ending = ENDINGS.find((one) => word.endsWith(one));
  if (ending === undefined) return word;
  const before = word.slice(0, -ending.length);
  if (before.length < r1) return word;
  if (ending === 's') return /[bdfghklmnrt]$/.test(before) ? before : word;
  const long = ending === 'ern' || ending === 'em' || ending === 'er';
  return !long && before.endsWith('niss') ? before.slice(0, -1) : before;
}

const VERB_ENDINGS = ['est', 'en', 'er', 'st'];

function withoutVerbEnding(word: string, r1: number): string {
  const ending = VERB_ENDINGS.find((one) => word.endsWith(one));
  if (ending === undefined) return word;
  const before = word.slice(0, -ending.length);
  if (before.length < r1) return word;
  return ending !== 'st' || (before.length > 3 && /[bdfghklmnt]$/.test(before)) ? before : word;
}

const DERIVATIONS = ['isch', 'lich', 'heit', 'keit', 'end', 'ung', 'ig', 'ik'];

function withoutDerivation(word: string, r1: number, r2: number): string {
  const ending = DERIVATIONS.find((one) => word.endsWith(one));
  if (ending === undefined) return word;
  const before = word.slice(0, -ending.length);
  if (before.length < r2) return word;
  switch (ending) {
    case 'end':
    case 'ung':
      return before.endsWith('ig') && !before.endsWith('eig') ? without('ig', before, r2) : before;
    case 'ig':
    case 'ik':
    case 'isch':
      return before.endsWith('e') ? word : before;
    case 'lich':
    case 'heit':
      return without(before.endsWith('er') ? 'er' : 'en', before, r1);
    default:
      return before.endsWith('lich') ? without('lich', before, r2) : without('ig', before, r2);
  }
}

/** Takes an ending off that lies in the region. */
function without(ending: string, word: string, region: number): string {
  const at = word.length - ending.length;
  return word.endsWith(ending) && at >= region ? word.slice(0, at) : word;
}
