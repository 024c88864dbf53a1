import { foldedWords, type Token, tokenise } from './tokens.js';

/** How a segment speaks. */
export type SegmentMood = 'question' | 'request' | 'statement' | 'fragment';

/** A sentence, labelled field or parenthesis of a row. */
export interface Segment {
  text: string;
  /** The folded words, joined: equal keys say the same. */
  key: string;
  words: readonly string[];
  tokens: readonly Token[];
  /** "Evidence required" of "Evidence required: copy of the report"; folded, or null. */
  label: string | null;
  /** The label as written, or empty. */
  heading: string;
  mood: SegmentMood;
  /** Stands in parentheses. */
  aside: boolean;
  /** Gives the asker's reason ("since we outsource core banking"): nothing of it is asked. */
  reason: boolean;
}

const ABBREVIATION =
  /\b(?:e\.\s?g|i\.\s?e|z\.\s?B|d\.\s?h|u\.\s?a|bzw|ggf|inkl|incl|excl|etc|vs|approx|no|nr|art|sec|abs|sog|ca|usw|max|min|dr|st|ltd|inc|bspw|resp)\.(?=\s?\S)/giu;
const GUARD = '\u0001';
const NUMBERING =
  /^\s*(?:[§#]\s{0,2}\d[\d.]*(?:\([a-z0-9]{1,3}\))*|[A-Za-z]{1,6}[-._ ]?\d+(?:[.\-_]\d+)*[a-z]?(?=\s*[|:)]|\s+[–-]\s|\.\s|\.\d)(?:[.\d])*|[A-Z]\.\d+(?:\.\d+)*\.?|\d+(?:\.\d+)+[.)]?|\d{1,3}[.)]|\([a-z0-9]{1,3}\)|[a-z]\))(?:\s*\([A-Z0-9]\))?\s*(?:[|:–-]\s+)?(?=\S)/u;
/** A code that opens most rows of a sheet although nothing sets it off ("OUT-1.5 Does ...", "NMU-VB-02", "KRY-B1", "A1c", "II.3"). */
const LOOSE_CODE =
  /^\s*[([§#]{0,2}\s?(?=\S{0,24}\d|[IVX]{1,5}[.)])[\p{L}\d]{1,8}(?:[-._/:][\p{L}\d]{1,8}){0,4}(?:\([A-Za-z0-9]{1,3}\))*[\]).:]{0,2}\s+(?=\S)/u;

/** Takes the row's own number off: "GOV-01 | ", "§ 1.1(a) ", "C.2.2 (B) ". `looseCodes`: the sheet opens its rows with bare codes. */
function stripNumbering(text: string, looseCodes: boolean): string {
  const strict = text.replace(NUMBERING, '');
  if (strict !== text) return strict;
  return looseCodes ? text.replace(LOOSE_CODE, '') : text;
}

/** True where a text opens with what looks like a bare code. */
export function opensWithCode(text: string): boolean {
  return LOOSE_CODE.test(text);
}

const EXAMPLES =
  /,?\s*(?:\be\.\s?g\.|\bz\.\s?B\.|\bfor example\b|\bfor instance\b|\bbeispielsweise\b|\bbspw\.)[^,?;.|]{0,200}(?=[,?;.|]|$)/giu;
/** Where one may begin: a quick look, for the whole pattern costs ten times as much and rarely finds one. */
const EXAMPLE = /e\.\s?g\.|z\.\s?B\.|for example|for instance|beispielsweise|bspw\./iu;
const PADDING: readonly RegExp[] = [
  /[([](?:[^()[\]]{0,40}\b(?:e\.\s?g\.|i\.\s?e\.|such as|including|for example|for instance|z\.\s?B\.|bspw\.|beispielsweise|u\.\s?a\.|d\.\s?h\.|yes\s?\/\s?no|y\s?\/\s?n|ja\s?\/\s?nein)[^()[\]]{0,400})[)\]]/giu,
  EXAMPLES,
  /\b(?:if (?:so|yes|applicable|not|no|available|any)|where (?:applicable|possible|appropriate|necessary|relevant|required|available)|wherever (?:possible|applicable)|as (?:applicable|appropriate|needed|necessary|required)|wo möglich|falls (?:ja|nein|nicht|vorhanden|zutreffend)|wenn ja|gegebenenfalls|ggf\.)(?=[\s,.;?!]|$),?/giu,
  /\b(?:please |bitte )?(?:describe|explain|elaborate|specify|provide (?:further |more |additional |brief )?(?:details?|information|an? (?:brief )?(?:description|explanation|overview))|give details?|comment|outline|briefly)(?:\s+(?:how|briefly|in detail|below|accordingly|your approach))?\s*[.!]?\s*$/giu,
];

/** Wording that says nothing about the subject: examples, "if applicable", "please describe". */
function stripPadding(text: string): string {
  let result = text;
  for (const padding of PADDING) {
    if (padding !== EXAMPLES || EXAMPLE.test(result)) result = result.replace(padding, ' ');
  }
  return /\p{L}/u.test(result) ? result : text;
}

/** Sentences, fields between bars, lines and parentheses of a standardised text, each on its own; numbering and padding are gone. */
export function splitSegments(text: string, looseCodes: boolean): Segment[] {
  const guarded = stripPadding(stripNumbering(text, looseCodes)).replace(ABBREVIATION, (abbreviation) =>
    abbreviation.replaceAll('.', GUARD),
  );
  const asides: string[] = [];
  const reasons: string[] = [];
  const open = guarded.replace(/[([]([^()[\]]{0,400})[)\]]/g, (_, inside: string) => {
    asides.push(inside);
    return ' ';
  });
  const sentences = open
    .split(/\s*[|\n\r]+\s*|(?<=[?!])\s*(?=\p{L})|(?<=[^\s.]{2}[.;])\s+(?=[\p{L}\p{N}"„“(*])/u)
    .map((sentence) => withoutReason(sentence, reasons))
    .flatMap(splitAtAsk);
  return [
    ...reasons.map((reason) => toSegment(reason, { reason: true })),
    ...sentences.map((sentence) => toSegment(sentence)),
    ...asides.map((aside) => toSegment(aside, { aside: true })),
  ].filter((segment) => segment.words.length > 0);
}

const REASON =
  '(?:da|weil|obwohl|obgleich|wenngleich|zumal|because|given that|although|even though|since (?!when)|as (?:we|our))\\s[^,;?!|]{8,240}';
/** What the answer is wanted for: "Um die Kette nachvollziehen zu können, ...", "In order to plan our audit, ...". */
const PURPOSE =
  '(?:um\\s[^,;:?!|]{4,200}\\szu\\s[^\\s,;:?!|]{3,30}(?:\\s\\p{L}{3,12})?|in order (?:to|that)\\s[^,;:?!|]{8,200})';
/** The asker's own consequence: ", sodass wir unsere Risikoanalyse anpassen können". */
const CONSEQUENCE =
  '(?:sodass|so dass|damit|so that|such that|in order that)\\s(?:wir|unser\\p{L}{0,3}|we|our|the (?:bank|customer|client))\\s[^;?!|]{4,200}';
/** The asker's comment on the whole sentence: ", was wir ablehnen müssten, ". */
const COMMENT = '(?:was|which we|which our)\\s[^,;?!|]{8,160}';
const UNASKED: readonly RegExp[] = [
  new RegExp(`^(${REASON})[,:]\\s+`, 'iu'),
  new RegExp(`^(${PURPOSE})[,:]\\s+`, 'iu'),
  new RegExp(`,\\s+(${REASON}),(?=\\s)`, 'iu'),
  new RegExp(`,\\s+(${COMMENT}),(?=\\s)`, 'iu'),
  new RegExp(`,\\s+(${CONSEQUENCE}|(?:weil|zumal)\\s[^;?!|]{8,240})(?=[?.!]?$)`, 'iu'),
  /,?\s(because\s[^;?!|]{8,240})(?=[?.!]?$)/iu,
];

/** Takes clauses out that only say why, or what for, is asked. */
function withoutReason(sentence: string, reasons: string[]): string {
  let rest = sentence;
  for (const pattern of UNASKED) {
    const found = pattern.exec(rest);
    if (!found?.[1]) continue;
    reasons.push(found[1]);
    rest = rest.replace(found[0], found.index === 0 ? '' : ' ').trim();
  }
  return rest;
}

const ASK_AFTER_COMMA =
  /,\s+(?:so\s+|and\s+|und\s+)?(?=(?:does|do|is|are|can|could|will|would|has|have|how|what|which|who|where|ist|sind|kann|koennen|können|wird|werden|wie|welche[rsmn]?|wo|wer)\b)/iu;
const SPEAKS_OF_US = /\b(?:we|our|us|wir|unser[a-z]*|uns)\b/iu;

/** "We use Okta, does SSO work with it?" -> context and ask. */
function splitAtAsk(sentence: string): string[] {
  const at = ASK_AFTER_COMMA.exec(sentence);
  if (!at) return [sentence];
  const before = sentence.slice(0, at.index);
  if (!SPEAKS_OF_US.test(before) || opensQuestion(foldedWords(before))) return [sentence];
  return [before, sentence.slice(at.index + at[0].length)];
}

function toSegment(raw: string, { aside = false, reason = false } = {}): Segment {
  const text = raw.replaceAll(GUARD, '.').trim();
  const labelled = /^([\p{L}][\p{L}\p{N} /&-]{1,40}):\s+(\S.*)$/su.exec(text);
  const body = labelled?.[2] ?? text;
  const tokens = tokenise(body);
  const words = tokens.map(({ word }) => word);
  return {
    text: body,
    key: words.join(' '),
    words,
    tokens,
    label: labelled ? foldedWords(labelled[1] ?? '').join(' ') : null,
    heading: labelled?.[1] ?? '',
    mood: moodOf(body, words),
    aside,
    reason,
  };
}

const QUESTION_OPENERS = new Set(
  `is are was were do does did can could may might must shall should will would has have had am how what which who whom
  whose where when why r
  ist sind war hat haben wird werden kann koennen darf duerfen muss muessen soll sollen gibt wie was welche welcher welches
  welchem welchen wer wem wen wo woher wohin wann warum wieso weshalb wozu wofuer womit inwieweit inwiefern liegt liegen
  bestehen besteht erfolgt erfolgen verfuegen verfuegt nutzen nutzt setzen setzt unterstuetzt unterstuetzen erfuellt erfuellen
  bieten bietet besitzt besitzen betreiben betreibt verarbeitet verarbeiten speichert speichern verwendet verwenden
  existiert existieren wurde wurden obliegt umfasst`.split(/\s+/),
);
const PREPOSITIONS = new Set(
  'in on at by to for from with under of an auf bei zu von mit nach aus unter fuer durch ueber'.split(' '),
);
const WH = new Set(
  `how what which who whom whose where when why wie was welche welcher welches welchem welchen wer wem wen wo wann warum`.split(
    /\s+/,
  ),
);
const REQUEST_OPENERS = new Set(
  `describe explain list state specify provide name identify indicate confirm detail outline summarise summarize give tell
  define enumerate advise elaborate disclose demonstrate quote attach
  beschreiben beschreibe erlaeutern erlaeutere nennen nenne listen geben legen stellen bestaetigen skizzieren benennen
  schildern angeben fuehren`.split(/\s+/),
);
const POLITE = new Set('please pls plz kindly bitte and und also if so'.split(' '));
const FINITE = new Set(
  `is are do does has have had can could may might must shall should will would was were been supports support provides
  provide uses use ensures ensure maintains complies holds performs encrypts encrypted stores allows warrants agrees
  ist sind wird werden hat haben kann koennen muss muessen darf duerfen soll sollen verfuegt gibt sichert stellt erfolgt
  betreibt unterhaelt erkennt loescht`.split(/\s+/),
);

function opensQuestion(words: readonly string[]): boolean {
  const first = words[0] ?? '';
  if (QUESTION_OPENERS.has(first)) return true;
  return PREPOSITIONS.has(first) && WH.has(words[1] ?? '');
}

function moodOf(text: string, words: readonly string[]): SegmentMood {
  const start = words.findIndex((word) => !POLITE.has(word));
  const rest = start < 0 ? [] : words.slice(start);
  if (/\?\W{0,3}$/.test(text)) return 'question';
  if (REQUEST_OPENERS.has(rest[0] ?? '')) return 'request';
  if (isGermanRequest(words)) return 'request';
  if (opensQuestion(rest)) return 'question';
  return words.some((word) => FINITE.has(word)) ? 'statement' : 'fragment';
}

/** "Es ist darzulegen, wie ...", "... sind anzugeben." */
function isGermanRequest(words: readonly string[]): boolean {
  return words.some((word) =>
    /^(?:dar|an|aus|auf|vor|nach)zu(?:legen|geben|fuehren|weisen|stellen|zeigen)$/.test(word),
  );
}
