// The English (Porter2) stemmer of Snowball, https://snowballstem.org/algorithms/english/stemmer.html, for folded words.
// R1 begins after the first consonant that follows a vowel, R2 after the next such one; "y" that is a consonant is written "Y".

import { isVowel, nextRegion } from './stem-regions.js';

const WHOLE_WORDS = new Map(
  table(`skis ski, skies sky, dying die, lying lie, tying tie, idly idl, gently gentl, ugly ugli, early earli, only onli,
  singly singl, sky sky, news news, howe howe, atlas atlas, cosmos cosmos, bias bias, andes andes`),
);
const FINISHED = new Set('inning outing canning herring earring proceed exceed succeed'.split(' '));
const FIRST_REGIONS = ['gener', 'commun', 'arsen'];
const DOUBLES = new Set('bb dd ff gg mm nn pp rr tt'.split(' '));

/** Suffix, what stands for it; longest first, for the longest that fits decides. */
const STEP_2 =
  table(`ational ate, fulness ful, iveness ive, ization ize, ousness ous, biliti ble, lessli less, tional tion, alism al,
  aliti al, ation ate, entli ent, fulli ful, iviti ive, ousli ous, abli able, alli al, anci ance, ator ate, enci ence, izer ize,
  bli ble, ogi og, li -`);
const STEP_3 = table(
  `ational ate, tional tion, alize al, icate ic, iciti ic, ative -, ical ic, ness -, ful -`,
);
const STEP_4 =
  table(`ement -, ance -, ence -, able -, ible -, ment -, ant -, ent -, ism -, ate -, iti -, ous -, ive -, ize -,
  ion -, al -, er -, ic -`);

function table(rules: string): readonly (readonly [string, string])[] {
  return rules.split(',').map((rule) => {
    const [suffix = '', stands = ''] = rule.trim().split(' ');
    return [suffix, stands === '-' ? '' : stands] as const;
  });
}

/** The stem of a folded English word. */
export function stemEnglish(word: string): string {
  const whole = WHOLE_WORDS.get(word);
  if (whole !== undefined) return whole;
  if (word.length < 3) return word;
  const marked = markConsonants(word);
  const r1 = FIRST_REGIONS.find((start) => marked.startsWith(start))?.length ?? nextRegion(marked, 0);
  const r2 = nextRegion(marked, r1);
  let stem = withoutPlural(marked);
  if (!FINISHED.has(stem)) {
    stem = withoutVerbEnding(stem, r1);
    stem = endingInI(stem);
    stem = replaceSuffix(stem, STEP_2, r1, fitsStep2);
    stem = replaceSuffix(stem, STEP_3, r1, (_, suffix, at) => suffix !== 'ative' || at >= r2);
    stem = replaceSuffix(stem, STEP_4, r2, (before, suffix) => suffix !== 'ion' || /[st]$/.test(before));
    stem = withoutLast(stem, r1, r2);
  }
  return stem.includes('Y') ? stem.replaceAll('Y', 'y') : stem;
}

function markConsonants(word: string): string {
  if (!word.includes('y')) return word;
  let marked = word.startsWith('y') ? 'Y' : word.charAt(0);
  for (let at = 1; at < word.length; at++)
    marked += word.charAt(at) === 'y' && isVowel(marked, at - 1) ? 'Y' : word.charAt(at);
  return marked;
}

/** Ends in a short syllable: consonant, vowel, consonant other than w, x, Y; or vowel, consonant at the word's start. */
function endsShort(word: string): boolean {
  const last = word.length - 1;
  if (last < 1 || isVowel(word, last) || !isVowel(word, last - 1)) return false;
  if (last === 1) return true;
  return !isVowel(word, last - 2) && !'wxY'.includes(word.charAt(last));
}

function hasVowel(word: string, before: number): boolean {
  for (let at = 0; at < before; at++) if (isVowel(word, at)) return true;
  return false;
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ied') || word.endsWith('ies')) return word.slice(0, word.length > 4 ? -2 : -1);
  if (!word.endsWith('s') || word.endsWith('us') || word.endsWith('ss')) return word;
  return hasVowel(word, word.length - 2) ? word.slice(0, -1) : word;
}

const VERB_ENDINGS = ['eedly', 'ingly', 'edly', 'eed', 'ing', 'ed'];

function withoutVerbEnding(word: string, r1: number): string {
  const ending = VERB_ENDINGS.find((one) => word.endsWith(one));
  if (ending === undefined) return word;
  const before = word.slice(0, -ending.length);
  if (ending.startsWith('ee')) return before.length >= r1 ? `${before}ee` : word;
  if (!hasVowel(before, before.length)) return word;
  const two = before.slice(-2);
  if (two === 'at' || two === 'bl' || two === 'iz') return `${before}e`;
  if (DOUBLES.has(two)) return before.slice(0, -1);
  return before.length === r1 && endsShort(before) ? `${before}e` : before;
}

function endingInI(word: string): string {
  const last = word.charAt(word.length - 1);
  const fits = (last === 'y' || last === 'Y') && word.length > 2 && !isVowel(word, word.length - 2);
  return fits ? `${word.slice(0, -1)}i` : word;
}

/** Replaces the longest suffix of the table, if it lies in the region and may be replaced. */
function replaceSuffix(
  word: string,
  rules: readonly (readonly [string, string])[],
  region: number,
  fits: (before: string, suffix: string, at: number) => boolean,
): string {
  const rule = rules.find(([suffix]) => word.endsWith(suffix));
  if (!rule) return word;
  const [suffix, stands] = rule;
  const before = word.slice(0, -suffix.length);
  return before.length >= region && fits(before, suffix, before.length) ? before + stands : word;
}

function fitsStep2(before: string, suffix: string): boolean {
  if (suffix === 'ogi') return before.endsWith('l');
  return suffix !== 'li' || /[cdeghkmnrt]$/.test(before);
}

function withoutLast(word: string, r1: number, r2: number): string {
  const before = word.slice(0, -1);
  const at = before.length;
  if (word.endsWith('e')) return at >= r2 || (at >= r1 && !endsShort(before)) ? before : word;
  return word.endsWith('ll') && at >= r2 ? before : word;
}
