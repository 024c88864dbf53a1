import { stemEnglish } from './english-stemmer.js';
import { stemGerman } from './german-stemmer.js';
import { remember } from './remember.js';

export type StemLanguage = 'en' | 'de';

const SHORTEST = 4;
const REMEMBERED_WORDS = 200_000;
const STEM = {
  en: remember(stemEnglish, REMEMBERED_WORDS),
  de: remember(stemGerman, REMEMBERED_WORDS),
};

/** Snowball stem of a folded word; words of up to three letters stay as they are. */
export function stem(word: string, language: StemLanguage): string {
  return word.length < SHORTEST ? word : STEM[language](word);
}

const GERMAN_WORDS = new Set(
  `der die das den dem des und ist sind wird werden wurde bei welche welchem welcher welches welchen unsere unserer
  unseren unser wie gibt es haben sie eine ein einen einer eines im in fuer nach zum zur durch duerfen wir koennen kann wo
  wer nicht oder auf mit von ihr ihre ihren ihrem ob wenn dass muss muessen sich als auch alle liegen hat er seine seiner
  innerhalb inwieweit bitte vom wurden soll sollen`.split(/\s+/),
);
const GERMAN_ENDING = /(?:ung|ungen|keit|heit|schutz|schaft|verfahren)$/;

/** The language of a text, by its function words; English where it does not tell. */
export function guessLanguage(text: string, words: readonly string[]): StemLanguage {
  if (words.length === 0) return 'en';
  const german = words.filter((word) => GERMAN_WORDS.has(word)).length / words.length;
  if (german > 0.2) return 'de';
  const umlauts = /[äöüß]/i.test(text);
  if (umlauts && (german > 0 || words.length < 6)) return 'de';
  return words.some((word) => GERMAN_ENDING.test(word)) && (german >= 0.1 || words.length < 4) ? 'de' : 'en';
}
