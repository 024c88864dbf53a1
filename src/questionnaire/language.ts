import { fold } from './folded-text.js';
import type { Question } from './question.js';

type Language = Question['language'];

/** Words that are frequent in one language and rare in the others, after folding. */
const FUNCTION_WORDS: Readonly<Record<'en' | 'de' | 'fr' | 'es', ReadonlySet<string>>> = {
  en: new Set(
    'the and of to is are do does you your have has with for how what which who where when please describe provide any all be by from that this there used use shall must will if or not an can been it its they we our whether than describe list in on at as'.split(
      ' ',
    ),
  ),
  de: new Set(
    'der die das und ist sind sie ihr ihre ihrer ihrem ihren werden wird mit fur wie welche welcher welches wo bitte beschreiben ein eine einer eines einem einen nicht von zu zum zur im den dem des auf bei haben hat gibt es oder durch uber nach ob kann konnen auch alle dass daten vom aus wer was sowie'.split(
      ' ',
    ),
  ),
  fr: new Set(
    "le la les des du et est sont vous votre vos une un pour par avec dans sur quel quelle quels quelles comment l'application aux au ce cette ces qui que ne pas ou sont-ils est-ce d'une d'un il elle en mise leur leurs tous toutes afin etre".split(
      ' ',
    ),
  ),
  es: new Set(
    'el los las del y es son una para por con que en su sus se como cual cuales cuenta existe dispone tiene proveedor informacion debe deben esta estan al lo si no segun cuando donde mediante entre seguridad'.split(
      ' ',
    ),
  ),
};

type Hits = Record<'en' | 'de' | 'fr' | 'es', number>;

function hitsOf(text: string): Hits {
  const hits: Hits = { en: 0, de: 0, fr: 0, es: 0 };
  for (const word of fold(text).match(/[\p{L}'-]+/gu) ?? []) {
    for (const language of ['en', 'de', 'fr', 'es'] as const) {
      if (FUNCTION_WORDS[language].has(word)) hits[language] += 1;
    }
  }
  if (/[äöüß]/i.test(text)) hits.de += 1;
  if (/[¿¡ñ]/i.test(text)) hits.es += 2;
  if (/[èêçàœ]|\b[ldqn]['’]/i.test(text)) hits.fr += 1;
  return hits;
}

function isForeignScript(text: string): boolean {
  if (!/[\u0370-\uffff]/.test(text)) return false;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters > 0 && latin * 2 < letters;
}

function best(hits: Hits): { language: 'en' | 'de' | 'fr' | 'es'; lead: number; count: number } {
  const ranked = (Object.keys(hits) as (keyof Hits)[]).sort((a, b) => hits[b] - hits[a]);
  const [first = 'en', second = 'de'] = ranked;
  return { language: first, lead: hits[first] - hits[second], count: hits[first] };
}

/** So many texts tell a sheet's language. */
const ENOUGH_TEXTS = 200;

/** The language most texts of a sheet are in; English where nothing tells. */
export function sheetLanguage(all: readonly string[]): Language {
  const texts = all.slice(0, ENOUGH_TEXTS);
  const total: Hits = { en: 0, de: 0, fr: 0, es: 0 };
  let foreign = 0;
  for (const text of texts) {
    if (isForeignScript(text)) foreign += 1;
    const hits = hitsOf(text);
    for (const language of ['en', 'de', 'fr', 'es'] as const) total[language] += hits[language];
  }
  if (foreign * 2 > texts.length) return 'other';
  return best(total).language;
}

/** The language of one text; the sheet's where the text is too short to tell. */
export function textLanguage(text: string, sheet: Language): Language {
  if (isForeignScript(text)) return 'other';
  const { language, lead, count } = best(hitsOf(text));
  return count >= 2 && lead >= 1 ? language : sheet;
}
