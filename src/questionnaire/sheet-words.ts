import { fold } from './folded-text.js';

/** Names of sheets that tell about the questionnaire instead of asking, after folding. */
const ABOUT: readonly (readonly [RegExp, string])[] = [
  [
    /change ?log|version|history|historie|historique|historial|anderung|revision|release notes/,
    'a change log',
  ],
  [
    /^(intro|introduction|cover|deckblatt|readme|read me|about|welcome|title|einleitung|overview|ubersicht)\b|instruction|anleitung|hinweise|how to|guidance|guide\b|help\b/,
    'an introduction',
  ],
  [/glossar|definition|acronym|abbreviation|legend|abkurzung/, 'a glossary'],
  [/acknowledg|licen[sc]e|copyright|attribution|credits|impressum|disclaimer/, 'a notice'],
  [
    /^(values|lists?|lookups?|drop ?downs?|options|auswahl|listen|picklist|settings|config|data validation|metadata|meta)\b|_meta$/,
    'a list of values',
  ],
  [
    /\bevaluation\b|\banalyst\b|report|dashboard|summary|scorecard|score ?card|chart|auswertung|zusammenfassung|synthese|tableau de bord|ergebnis|results?\b|statisti|roadmap|heat ?map|radar/,
    'a report',
  ],
  [/crosswalk|mapping|kreuzreferenz|cross[- ]?ref|matrix|zuordnung|correspondance/, 'a mapping'],
];

/** What a sheet's name says it is when it is not for answering ("a change log"), or null. */
export function aboutSheet(name: string): string | null {
  const folded = fold(name.replace(/[_-]+/g, ' '));
  return ABOUT.find(([pattern]) => pattern.test(folded) || pattern.test(fold(name)))?.[1] ?? null;
}
