import type { Lexicon } from '../knowledge/lexicon.js';
import { foldWord, standardise } from './tokens.js';

/** Where a form holds: everywhere, in German text only, or only beside other signs of its concept. */
export type FormKind = 'firm' | 'german' | 'faint';

/** A form of a concept. */
export interface ConceptForm {
  /** Position of the concept in the lexicon. */
  concept: number;
  kind: FormKind;
  /** Folded words; `*` stands for any letters. */
  words: readonly string[];
}

/**
 * All forms of a lexicon, by how they open. Each is kept as a line of text ("12 german at rest") until a text holds its
 * first word: of ten thousand forms a questionnaire touches a few hundred.
 */
export interface ConceptForms {
  /** First word -> forms. */
  exact: ReadonlyMap<string, string>;
  /** First three letters -> forms whose first word has a wildcard behind them. */
  prefixed: ReadonlyMap<string, string>;
  /** Forms that open with a wildcard. */
  open: string;
  /** The words of all forms, without wildcards. */
  words: readonly string[];
}

/** Folds the forms of a lexicon. */
export function makeConceptForms(lexicon: Lexicon): ConceptForms {
  const exact = new Map<string, string>();
  const prefixed = new Map<string, string>();
  const open: string[] = [];
  const words = new Set<string>();
  for (const [concept, { forms, german, ambiguous }] of lexicon.concepts.entries()) {
    const kinds = { firm: forms, german, faint: ambiguous };
    for (const [kind, texts] of Object.entries(kinds)) {
      for (const text of texts) {
        const parts = formWords(text);
        const [first] = parts;
        if (first === undefined) continue;
        for (const part of parts) if (!part.includes('*') && part.length > 4) words.add(part);
        const line = [concept, kind, ...parts].join(' ');
        if (!first.includes('*')) append(exact, first, line);
        else if (/^[a-z0-9]{3}/.test(first)) append(prefixed, first.slice(0, 3), line);
        else open.push(line);
      }
    }
  }
  return { exact, prefixed, open: open.join('\n'), words: [...words] };
}

/** The forms of some lines. */
export function readForms(lines: string | undefined): ConceptForm[] {
  if (!lines) return [];
  return lines.split('\n').map((line) => {
    const [concept, kind, ...words] = line.split(' ');
    return { concept: Number(concept), kind: kind as FormKind, words };
  });
}

function append(map: Map<string, string>, key: string, line: string): void {
  const known = map.get(key);
  map.set(key, known === undefined ? line : `${known}\n${line}`);
}

/** The words of a form, folded as questions are; wildcards kept. */
function formWords(text: string): string[] {
  return standardise(text.replaceAll('*', 'zqz'))
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map((part) => foldWord(part).replaceAll('zqz', '*'))
    .filter((part) => part !== '');
}

/** True where a word fits one of a form: itself, its plural, or what its wildcards allow. */
export function fitsWord(pattern: string, word: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === word || (pattern.length > 3 && word === `${pattern}s`);
  // Nearly all wildcards stand at the end.
  if (star === pattern.length - 1) return word.startsWith(pattern.slice(0, star));
  return fitsWildcards(pattern.split('*'), word);
}

function fitsWildcards(parts: readonly string[], word: string): boolean {
  const first = parts[0] ?? '';
  const last = parts[parts.length - 1] ?? '';
  if (!word.startsWith(first) || !word.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = word.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at + last.length <= word.length;
}
