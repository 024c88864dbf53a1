import type { Concept, Lexicon } from '../knowledge/lexicon.js';
import { remember } from './remember.js';
import { foldWord, standardise } from './tokens.js';

/** Which concepts a text names: concept id -> the positions of the words that name it. */
export type ConceptMap = ReadonlyMap<string, ReadonlySet<number>>;

export interface Mentions {
  concepts: ConceptMap;
  /** Concepts that only ambiguous forms name. */
  faint: ReadonlySet<string>;
}

export interface ConceptFinder {
  find(words: readonly string[], german: boolean): Mentions;
  concept(id: string): Concept | undefined;
  /** True where the word alone opens a form of some concept. */
  knows(word: string): boolean;
  /** The words of all forms, without wildcards; targets of spelling repair. */
  words: ReadonlySet<string>;
}

type WordPattern = string | RegExp;

interface FormPattern {
  concept: string;
  germanOnly: boolean;
  faint: boolean;
  words: readonly WordPattern[];
}

const REMEMBERED_WORDS = 100_000;

interface Found {
  concept: string;
  from: number;
  to: number;
  faint: boolean;
}

/** Compiles the lexicon once; finding costs time in the number of words only. */
export function createConceptFinder(lexicon: Lexicon): ConceptFinder {
  const concepts = new Map(lexicon.concepts.map((concept) => [concept.id, concept]));
  const patterns = compilePatterns(lexicon);
  const related = relatedGroups(lexicon);
  const openersOf = remember(patterns.startingWith, REMEMBERED_WORDS);
  return {
    concept: (id) => concepts.get(id),
    knows: (word) => openersOf(word).length > 0,
    words: patterns.words,
    find(words, german) {
      const found: Found[] = [];
      for (let at = 0; at < words.length; at++) {
        for (const form of openersOf(words[at] ?? '')) {
          if (form.germanOnly && !german) continue;
          const to = at + form.words.length;
          if (to <= words.length && continuesAt(form, words, at))
            found.push({ concept: form.concept, from: at, to, faint: form.faint });
        }
      }
      const kept = keepLongest(found, related);
      const firm = new Set(kept.flatMap((one) => (one.faint ? [] : [one.concept])));
      const concepts = withDerived(positionsOf(kept), lexicon);
      return { concepts, faint: new Set(kept.map((one) => one.concept).filter((id) => !firm.has(id))) };
    },
  };
}

function compilePatterns(lexicon: Lexicon) {
  const exact = new Map<string, FormPattern[]>();
  const prefixed = new Map<string, FormPattern[]>();
  const open: FormPattern[] = [];
  const words = new Set<string>();
  const push = (map: Map<string, FormPattern[]>, key: string, form: FormPattern) => {
    const list = map.get(key);
    if (list) list.push(form);
    else map.set(key, [form]);
  };
  for (const concept of lexicon.concepts) {
    const forms = [
      ...concept.forms.map((text) => ({ text, germanOnly: false, faint: false })),
      ...concept.german.map((text) => ({ text, germanOnly: true, faint: false })),
      ...concept.ambiguous.map((text) => ({ text, germanOnly: false, faint: true })),
    ];
    for (const { text, germanOnly, faint } of forms) {
      const parts = formWords(text);
      const first = parts[0];
      if (first === undefined) continue;
      for (const part of parts) if (!part.includes('*') && part.length > 4) words.add(part);
      const form = { concept: concept.id, germanOnly, faint, words: parts.map(wordPattern) };
      if (!first.includes('*')) push(exact, first, form);
      else if (/^[a-z0-9]{3}/.test(first)) push(prefixed, first.slice(0, 3), form);
      else open.push(form);
    }
  }
  const startingWith = (word: string): FormPattern[] =>
    [
      ...(exact.get(word) ?? []),
      ...(word.endsWith('s') && word.length > 4 ? (exact.get(word.slice(0, -1)) ?? []) : []),
      ...(prefixed.get(word.slice(0, 3)) ?? []),
      ...open,
    ].filter((form) => matchesWord(form.words[0], word));
  return { startingWith, words };
}

/** The words of a lexicon form, folded as questions are; wildcards kept. */
function formWords(text: string): string[] {
  return standardise(text.replaceAll('*', 'zqz'))
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map((part) => foldWord(part).replaceAll('zqz', '*'))
    .filter((part) => part !== '');
}

function wordPattern(part: string): WordPattern {
  return part.includes('*') ? new RegExp(`^${part.replaceAll('*', '[a-z0-9]*')}$`) : part;
}

function matchesWord(pattern: WordPattern | undefined, word: string): boolean {
  if (pattern === undefined) return false;
  if (typeof pattern !== 'string') return pattern.test(word);
  return pattern === word || (pattern.length > 3 && word === `${pattern}s`);
}

/** Whether the form that opens at `at` goes on as the words do. */
function continuesAt({ words: patterns }: FormPattern, words: readonly string[], at: number): boolean {
  for (let offset = 1; offset < patterns.length; offset++)
    if (!matchesWord(patterns[offset], words[at + offset] ?? '')) return false;
  return true;
}

function relatedGroups(lexicon: Lexicon): (one: string, other: string) => boolean {
  const groups = new Map<string, number[]>();
  lexicon.related.forEach((group, index) => {
    for (const concept of group) groups.set(concept, [...(groups.get(concept) ?? []), index]);
  });
  return (one, other) => {
    const others = groups.get(other);
    return others !== undefined && (groups.get(one) ?? []).some((group) => others.includes(group));
  };
}

/** A longer form hides the shorter forms of other concepts that lie within it, unless the concepts are related. */
function keepLongest(found: readonly Found[], related: (one: string, other: string) => boolean): Found[] {
  return found.filter(
    (short) =>
      !found.some(
        (long) =>
          long.to - long.from > short.to - short.from &&
          long.from <= short.from &&
          long.to >= short.to &&
          long.concept !== short.concept &&
          !related(long.concept, short.concept),
      ),
  );
}

function positionsOf(found: readonly Found[]): Map<string, Set<number>> {
  const concepts = new Map<string, Set<number>>();
  for (const { concept, from, to } of found) {
    const positions = concepts.get(concept) ?? new Set<number>();
    for (let at = from; at < to; at++) positions.add(at);
    concepts.set(concept, positions);
  }
  return concepts;
}

function withDerived(concepts: Map<string, Set<number>>, lexicon: Lexicon): ConceptMap {
  for (const rule of lexicon.derived) {
    if (concepts.has(rule.concept)) continue;
    if (!rule.all.every((id) => concepts.has(id)) || rule.not.some((id) => concepts.has(id))) continue;
    const positions = new Set<number>();
    for (const id of rule.all) for (const at of concepts.get(id) ?? []) positions.add(at);
    concepts.set(rule.concept, positions);
  }
  return concepts;
}
