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

/** Brings spellings of standards, contractions and quotes to one form; the text stays readable. */
export function standardise(text: string): string {
  let result = text.normalize('NFKC');
  for (const [spelling, form] of SPELLINGS) result = result.replace(spelling, form);
  return result;
}

/** A word in lower case ASCII: "Schlüssel" -> "schluessel", "café" -> "cafe". */
export function foldWord(raw: string): string {
  return raw
    .toLowerCase()
    .replace(/[äöüßæøå]/g, (letter) => UMLAUTS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '');
}

/** The words of a standardised text, in order. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let opensSentence = true;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+|[.?!:|]/gu)) {
    const raw = match[0];
    if (/^[.?!:|]$/.test(raw)) {
      opensSentence = true;
      continue;
    }
    const word = foldWord(raw);
    if (word === '') continue;
    tokens.push({ raw, word, named: !opensSentence && /^\p{Lu}\p{Ll}/u.test(raw) });
    opensSentence = false;
  }
  return tokens;
}
