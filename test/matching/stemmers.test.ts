import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import snowball from 'snowball-stemmers';
import { describe, expect, it } from 'vitest';
import { stemEnglish } from '../../src/matching/english-stemmer.js';
import { stemGerman } from '../../src/matching/german-stemmer.js';
import { foldWord } from '../../src/matching/tokens.js';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const WORDS = [
  ...new Set([
    ...[
      'knowledge/meshstack.phrasings.yaml',
      'knowledge/meshstack.unanswered.yaml',
      'knowledge/language/word-frequencies.json',
      'fixtures/labelled/E2.json',
    ]
      .flatMap((path) => read(path).match(/\p{L}{3,}/gu) ?? [])
      .map(foldWord),
    ...'constructor valueof proceed canning skies generously'.split(' '),
  ]),
];
const SUFFIXES =
  `ational fulness iveness ization ousness biliti lessli tional alism aliti ation entli fulli iviti ousli abli alli
  anci ator enci izer bli ogi li ed eed ing edly eedly ingly s sses ied ies us ss y ly e ll ement ance ence able ible ment ant
  ent ism ate iti ous ive ize ion al er ic icate ative alize iciti ical ness ful em en ern es est st end ung ig lich isch ik
  heit keit igend erlich enheit lichkeit igkeit nisse yy uy ay euy iere`.split(/\s+/);

/** A beginning of a real word, and endings the algorithms know. */
const madeWords = fc
  .tuple(fc.constantFrom(...WORDS), fc.nat(12), fc.array(fc.constantFrom(...SUFFIXES), { maxLength: 2 }))
  .map(([word, length, endings]) => word.slice(0, 1 + length) + endings.join(''));
const letters = fc
  .array(fc.constantFrom(...'aeiouystrnbgklhz0'), { minLength: 3, maxLength: 10 })
  .map((word) => word.join(''));

describe.each([
  ['English', stemEnglish, snowball.newStemmer('english')],
  ['German', stemGerman, snowball.newStemmer('german')],
] as const)('%s stems are those of Snowball', (_, stem, reference) => {
  it('for all words of our texts', () => {
    expect(WORDS.length).toBeGreaterThan(5000);
    const wrong = WORDS.filter((word) => stem(word) !== reference.stem(word));
    expect(wrong).toEqual([]);
  });

  it('for made words', () => {
    fc.assert(
      fc.property(fc.oneof(madeWords, letters), (word) => {
        expect(stem(word)).toBe(reference.stem(word));
      }),
      { numRuns: 3000, seed: 20_26 },
    );
  });
});
