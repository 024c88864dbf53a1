import type { Lexicon } from '../knowledge/lexicon.js';
import type { ConceptFinder } from './concepts.js';
import { type StemLanguage, stem } from './stems.js';
import { foldWord, type Token } from './tokens.js';
import type { WordTables } from './vocabulary.js';
import type { Voice } from './voice.js';

/** What a word is, where no concept takes it. */
export type WordKind = 'number' | 'specific' | 'proper' | 'known' | 'rare' | 'recurring' | 'glue';

/** What is known of single words. */
export interface WordBook {
  /** Words that stand for themselves: they are no slips. */
  isKnown(word: string): boolean;
  /** What kind of unit a word is; null where it says nothing. */
  kindOf(token: Token, word: string, language: StemLanguage, voice: Voice | null): WordKind | null;
  /** The stem a word is compared by; that of its English counterpart for a German word that has one. */
  stemOf(word: string, language: StemLanguage): string;
  /** How rare a stem is in questionnaires: 0 everywhere, 1 never seen. */
  rarity(stemmed: string): number;
}

/** Reads the word lists of a lexicon. */
export function createWordBook(lexicon: Lexicon, tables: WordTables, finder: ConceptFinder): WordBook {
  const stop = new Set(lexicon.stop.map(foldWord));
  const specific = new Set(lexicon.specific.map(foldWord));
  const glue = new Set(lexicon.glue.map(foldWord));
  const { glueStems, stemRows, translations, vocabulary } = tables;
  const { frequencies } = lexicon;
  const scale = Math.log(frequencies.rows + 1);
  const englishOf = (word: string, language: StemLanguage) =>
    language === 'de' ? translations.get(stem(word, 'de')) : undefined;
  const plainKind = (word: string, language: StemLanguage): WordKind => {
    if (glue.has(word) || glueStems.has(stem(word, language))) return 'glue';
    return frequencies.of.has(word) ? 'known' : 'rare';
  };
  return {
    isKnown: (word) =>
      stop.has(word) ||
      glue.has(word) ||
      vocabulary.has(word) ||
      finder.words.has(word) ||
      frequencies.of.has(word) ||
      finder.knows(word),
    kindOf(token, word, language, voice) {
      if (stop.has(word) || word.length < 2) return null;
      if (/\d/.test(word)) return 'number';
      if (specific.has(word)) return 'specific';
      if (voice && (voice.isEverywhere(word) || voice.isDefinedTerm(word))) return 'recurring';
      const kind = plainKind(word, language);
      if (kind !== 'glue' && token.named && language === 'en') return 'proper';
      const english = englishOf(word, language);
      if (english === undefined || kind === 'glue') return kind;
      return stop.has(english) ? null : plainKind(english, 'en');
    },
    stemOf(word, language) {
      const english = englishOf(word, language);
      return english === undefined ? stem(word, language) : stem(english, 'en');
    },
    rarity: (stemmed) => Math.log((frequencies.rows + 1) / ((stemRows.get(stemmed) ?? 0) + 1)) / scale,
  };
}
