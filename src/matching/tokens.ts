/** One word of a text as matching sees it. */
export interface Token {
  /** As written. */
  raw: string;
  /** Lower case, umlauts spelled out, ASCII only. */
  word: string;
  /** Starts with a capital followed by a small letter, and does not open a sentence. */
  named: boolean;
}

/** Spellings that would fall apart into several words, or mean one thing in many ways. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[’‘`´]/g, "'"],
  [/\bISO\s{0,3}\/?\s{0,3}IEC\s{0,3}/gi, 'ISO '],
  [/\bISO[\s-]{0,3}(?:Norm |Standard )?(\d{4,5})(?::\s?\d{4})?/gi, 'ISO$1'],
  [/(?<![\w])2700([12])\b/g, 'ISO2700$1'],
  [/\bSOC[ -]?(?:III|3)\b/gi, 'SOC3'],
  [/\bSOC[ -]?(?:II|2)\b/gi, 'SOC2'],
  [/\bSOC[ -]?(?:I|1)\b/gi, 'SOC1'],
  [/\bart(?:icle|ikel|\.)? ?(\d{1,3})\b/gi, 'Art$1'],
  [/\b24\s?[/x×]\s?7\b/gi, '24x7'],
  [/\bU\.?S\.?A?\.?(?=[\s,;:?)/-]|$)/g, 'USA'],
  [/\b(do|does|did|is|are|was|were|can|has|have|will|would|should|could)n't\b/gi, '$1 not'],
  [/\bcannot\b/gi, 'can not'],
  [/(\p{L})'s\b/gu, '$1'],
  [/s'(?=\s|$)/g, 's'],
  [/\bn\/a\b/gi, 'na'],
];

const UMLAUTS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  å: 'a',
};

/** What each of the spellings holds; most texts hold nothing of it. */
const MAY_VARY = /['’‘`´]|\b(?:ISO|SOC|art|2700|24|cannot|n\/a)/i;
const MAY_NAME_USA = /\bU\.?S/;

/** Brings spellings of standards, contractions and quotes to one form; the text stays readable. */
export function standardise(text: string): string {
  let result = text.normalize('NFKC');
  if (!MAY_VARY.test(result) && !MAY_NAME_USA.test(result)) return result;
  for (const [spelling, form] of SPELLINGS) result = result.replace(spelling, form);
  return result;
}

/** A word in lower case ASCII: "Schlüssel" -> "schluessel", "café" -> "cafe". */
export function foldWord(raw: string): string {
  switch (lettersOf(raw)) {
    case 'folded':
      return raw;
    case 'ascii':
      return raw.toLowerCase();
    default:
      return raw
        .toLowerCase()
        .replace(/[äöüßæøå]/g, (letter) => UMLAUTS[letter] ?? letter)
        .normalize('NFD')
        .replace(/[^a-z0-9]+/g, '');
  }
}

/** Nearly every word is plain ASCII, and folding is what reading does most. */
function lettersOf(raw: string): 'folded' | 'ascii' | 'any' {
  let kind: 'folded' | 'ascii' = 'folded';
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) continue;
    if (code < 65 || code > 90) return 'any';
    kind = 'ascii';
  }
  return kind;
}

const WORD_OR_STOP = /[\p{L}\p{N}\p{M}]+|[.?!:|]/gu;
const STOPS = '.?!:|';

/** The words of a standardised text, in order. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let opensSentence = true;
  for (const raw of text.match(WORD_OR_STOP) ?? []) {
    if (raw.length === 1 && STOPS.includes(raw)) {
      opensSentence = true;
      continue;
    }
    const word = foldWord(raw);
    if (word === '') continue;
    tokens.push({ raw, word, named: !opensSentence && opensWithCapital(raw) });
    opensSentence = false;
  }
  return tokens;
}

/** The words of a standardised text, folded. */
export function foldedWords(text: string): string[] {
  return tokenise(text).map(({ word }) => word);
}

function opensWithCapital(raw: string): boolean {
  const code = raw.charCodeAt(0);
  return (code < 97 || code > 122) && /^\p{Lu}\p{Ll}/u.test(raw);
}
