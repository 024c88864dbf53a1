import { fold, wordCount } from './folded-text.js';

/** What a row is, when it is no question. */
export type OtherRow =
  | 'section'
  | 'instruction'
  | 'note'
  | 'total'
  | 'signature'
  | 'contact'
  | 'withdrawn'
  | 'footer'
  | 'header'
  | 'mirror';

/** `certain`: no table row of this wording asks for an answer. `likely`: structure (an id, a drop-down) can outweigh it. */
type Strength = 'certain' | 'likely';

/** Wordings of rows that are no questions, after folding; the first that fits decides. */
const WORDINGS: readonly (readonly [OtherRow, Strength, RegExp])[] = [
  [
    'footer',
    'certain',
    /^(©|\(c\) |copyright\b)|all rights reserved|alle rechte vorbehalten|tous droits reserves|^end of (worksheet|standard|document|sheet|questionnaire|form)|^(ende|fin) (der|des|du|de la) |^end table data|do not distribute|^page \d+ (of|\/)/,
  ],
  [
    'withdrawn',
    'certain',
    /^\[?(withdrawn|deprecated|deleted|removed|retired|entfallen|entfallt|obsolete|reserved|intentionally left blank|retire|supprime|eliminado|retirado|not used|n\/a - removed)\b.{0,60}$|^(diese (anforderung|frage|massnahme) (ist|wurde) (entfallen|gestrichen))|-- ?empty|\bthis (question|requirement|control|section) (has been|was|is) (withdrawn|removed|deleted|deprecated|retired|incorporated|merged|moved|replaced|superseded)\b|^(or|and|oder|und|ou|o|y)$/,
  ],
  [
    'total',
    'certain',
    /^((sub|grand|overall|sum)?[- ]?total|sum|overall score|gesamt(punktzahl|ergebnis|reifegrad|score|bewertung|summe)?|zwischensumme|summe|score total|total general|resultado total|average|durchschnitt|moyenne|promedio|(total|overall) (score|points|result|rating))\b(?!.*\?)/,
  ],
  [
    'signature',
    'certain',
    /_{3,}.*_{3,}|(^|\W)(signatures?|signed by|unterschrift(en)?|firma (del|autorizada)|signature du|signataire)\b(?!.*(\?|digital|electronic|code|e-mail|email|certif|elektron))|(place|ort),? ?(and |und )?(date|datum)|printed name|^(lieu|lugar) (et date|y fecha)|cachet de/,
  ],
  [
    'contact',
    'certain',
    /^(name|e-?mail|phone|telephone|tel|address|title|fax|website|company|organi[sz]ation|vendor|supplier|firma|anschrift|adresse|telefon|ansprechpartner|abteilung|nom|prenom|societe|nombre|empresa|correo|datum|date|fecha)\b[^?]{0,20}:$/,
  ],
  [
    'contact',
    'likely',
    /^((company|vendor|supplier|organi[sz]ation|respondent|applicant|bidder|provider|business|contact|legal|product|project|client|customer|your|registered|primary|firmen|unternehmens|lieferanten|bieter|kontakt|produkt|projekt)[ -]?(person)?('s)?[ -]?)*(contact )?(name|legal name|e-?mail( address)?|phone( number)?|telephone( number)?|address|title|job title|position|website|web site|web address|url|contact|contact person|fax|role|headquarters|hq)( (and|\/|&|,|und|or) ?[a-z -]{0,30})?( \(.{0,40}\))?\W*$|^(name,? (function|role|title|position|and|e-?mail|phone|funktion|vorname)\b.{0,120})$|^(ansprechpartner|kontaktperson|firmenname|firmensitz|anschrift|telefon|adresse|raison sociale|razon social|nom de (la societe|l'entreprise)|nombre de la empresa|persona de contacto|name des|name der|name und|bearbeiter|ausgefullt (am|durch|von)|completed (by|on)|filled (in|out) by|prepared by|date (of )?(submission|completed|completion|prepared|of assessment)|submission date|(abgabe|erstellungs|bearbeitungs)?datum\b|fecha de|date de|assessed by|respondent|interviewer|interview date|project|organization|version)\b[^?]{0,80}$/,
  ],
  [
    'note',
    'certain',
    /^(note|notes|hinweis|anmerkung|remarque|nota|legend|legende|leyenda|key|disclaimer|definitions?|glossar\w*|glossary|confidential|vertraulich)\s*[:–-]|^(legend|legende|leyenda|symbol|symbole)$|^guidance:?$|reviewer comments?|leave (this )?blank|(bitte )?(frei lassen|nicht ausfullen)|do not (fill|complete|write|edit)|for (internal|office) use/,
  ],
  [
    'instruction',
    'certain',
    /^(instructions?|how to (use|complete|fill)|anleitung|ausfullhinweise?|bearbeitungshinweise?|hinweise? zum|instrucciones|mode d'emploi)\b|^skip (this|the|to)\b|^(please |kindly )?(complete|fill (in|out)|answer|return|use the drop|do not complete)\b.{0,60}\b(questionnaire|form|section|part|sheet|tab|column|rows?|all|every|each|questions|below|following)\b|\b(is|are) (requested|asked|required) to (complete|fill|answer)\b|pick a value|drop-?down|^(instruction|step \d+) ?:|\bin (column|spalte|colonne|columna) [a-z]\b|\b(dieses?|das|der|den) (formular|fragebogen|dokument)\b.{0,40}\b(vollstandig|ausfullen|auszufullen|zuruck)|(bitte).{0,80}\b(ausfullen|zurucksenden|eintragen|ankreuzen|zuruck an|beantworten|tragen sie)\b|\btragen sie\b|^veuillez (remplir|completer|repondre)|^(por favor,? )?(complete|rellene|cumplimente|responda)\b/,
  ],
  [
    'instruction',
    'likely',
    /^(the )?following (questions|section|table|controls)|^(this|these) (section|questions?|part|sheet|tab)\b(?!.*\?)|^(dieser|diese) (abschnitt|teil|fragen)\b(?!.*\?)|^if you (answered|responded|selected|can provide)\b.{0,160}(skip|proceed|continue|go to|complete|below|above)|(to be (completed|filled)|auszufullen) (by|von|durch)\b/,
  ],
  [
    'section',
    'likely',
    /^((domain|section|part|chapter|article|appendix|annex|exhibit|module|category|topic|area|teil|abschnitt|kapitel|anlage|anhang|bereich|themenbereich|modul|partie|chapitre|annexe|parte|capitulo|anexo|seccion|domaine|dominio)\s+([a-z]|[ivxlc]+|\d+)\b[ .:–-]?[^?]{0,120})$/,
  ],
];

/** What the wording alone says a row is, or null. */
export function wordingOf(text: string): { row: OtherRow; strength: Strength } | null {
  const folded = fold(text);
  const found = WORDINGS.find(([, , pattern]) => pattern.test(folded));
  return found ? { row: found[0], strength: found[1] } : null;
}

/** True for a text that looks like a heading: short, no sentence, in capitals or numbered at the top level. */
export function looksLikeHeading(text: string): boolean {
  const plain = text.trim();
  if (plain.length > 90 || /[?？.;!]$/.test(plain) || wordCount(plain) > 10) return false;
  const letters = plain.replace(/[^\p{L}]/gu, '');
  const isCapitals =
    letters.length > 3 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
  const isTopLevel = /^(\d{1,2}\.?0?|[IVXLC]+\.|[A-Z]\.?( -)?)\s+\p{Lu}/u.test(plain);
  const hasWord = /\p{L}{6}/u.test(plain);
  return (isCapitals && hasWord && wordCount(plain) > 1) || isTopLevel;
}
