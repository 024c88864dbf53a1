import type { Verdict } from '../knowledge/knowledge-base.js';

/** Our own words of one language, for what we add around an approved answer. */
export interface Wording {
  /** The short answer where the sheet prescribes no word. */
  verdicts: Readonly<Record<Verdict, string>>;
  source: string;
  quotes: readonly [string, string];
}

const ENGLISH: Wording = {
  verdicts: { yes: 'Yes', no: 'No', partial: 'Partially', na: 'Not applicable' },
  source: 'Source',
  quotes: ['"', '"'],
};

const WORDINGS: Readonly<Record<string, Wording>> = {
  en: ENGLISH,
  de: {
    verdicts: { yes: 'Ja', no: 'Nein', partial: 'Teilweise', na: 'Nicht zutreffend' },
    source: 'Quelle',
    quotes: ['„', '“'],
  },
  fr: {
    verdicts: { yes: 'Oui', no: 'Non', partial: 'Partiellement', na: 'Sans objet' },
    source: 'Source',
    quotes: ['« ', ' »'],
  },
  es: {
    verdicts: { yes: 'Sí', no: 'No', partial: 'Parcialmente', na: 'No aplica' },
    source: 'Fuente',
    quotes: ['«', '»'],
  },
};

/** Our own words in the language of a sheet; English where we have none. */
export function wordingOf(language: string): Wording {
  return WORDINGS[language] ?? ENGLISH;
}
