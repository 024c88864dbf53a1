// What the Snowball stemmers of English and of folded German share.

const VOWELS = 'aeiouy';

/** True for a vowel of the word; what lies outside it is none. */
export function isVowel(word: string, at: number): boolean {
  return at >= 0 && at < word.length && VOWELS.includes(word.charAt(at));
}

/** Where the region begins that follows a vowel and a consonant from `from` on. */
export function nextRegion(word: string, from: number): number {
  let at = from;
  while (at < word.length && !isVowel(word, at)) at++;
  while (at < word.length && isVowel(word, at)) at++;
  return Math.min(at + 1, word.length);
}
