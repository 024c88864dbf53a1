import type { Concept, Lexicon } from '../knowledge/lexicon.js';
import { type ConceptForm, type ConceptForms, fitsWord, readForms } from './concept-forms.js';
import { remember } from './remember.js';

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

const REMEMBERED_WORDS = 100_000;

interface Found {
  concept: string;
  from: number;
  to: number;
  faint: boolean;
}

/** Finding costs time in the number of words only. */
export function createConceptFinder(lexicon: Lexicon, forms: ConceptForms): ConceptFinder {
  const concepts = new Map(lexicon.concepts.map((concept) => [concept.id, concept]));
  const open = readForms(forms.open);
  const related = relatedGroups(lexicon);
  const prefixed = remember((prefix) => readForms(forms.prefixed.get(prefix)), REMEMBERED_WORDS);
  const openersOf = remember(
    (word) => [
      ...openedExactly(word, forms),
      ...[...prefixed(word.slice(0, 3)), ...open].filter((form) => fitsWord(form.words[0] ?? '', word)),
    ],
    REMEMBERED_WORDS,
  );
  return {
    concept: (id) => concepts.get(id),
    knows: (word) => openersOf(word).length > 0,
    words: new Set(forms.words),
    find(words, german) {
      const found: Found[] = [];
      for (let at = 0; at < words.length; at++) {
        for (const form of openersOf(words[at] ?? '')) {
          if (form.kind === 'german' && !german) continue;
          const to = at + form.words.length;
          const concept = lexicon.concepts[form.concept];
          if (concept && to <= words.length && continuesAt(form, words, at))
            found.push({ concept: concept.id, from: at, to, faint: form.kind === 'faint' });
        }
      }
      const kept = keepLongest(found, related, concepts);
      const firm = new Set(kept.flatMap((one) => (one.faint ? [] : [one.concept])));
      const mentioned = withDerived(positionsOf(kept), lexicon);
      return {
        concepts: mentioned,
        faint: new Set(kept.map((one) => one.concept).filter((id) => !firm.has(id))),
      };
    },
  };
}

/** The forms that open with the word, or with the word that it is the plural of. */
function openedExactly(word: string, { exact }: ConceptForms): ConceptForm[] {
  const singular = word.endsWith('s') && word.length > 4 ? word.slice(0, -1) : null;
  return [...readForms(exact.get(word)), ...readForms(singular === null ? undefined : exact.get(singular))];
}

/** Whether the form that opens at `at` goes on as the words do. */
function continuesAt({ words: patterns }: ConceptForm, words: readonly string[], at: number): boolean {
  for (let offset = 1; offset < patterns.length; offset++)
    if (!fitsWord(patterns[offset] ?? '', words[at + offset] ?? '')) return false;
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

/** A longer form hides the shorter forms of other concepts that lie within it, unless the concepts are related or the shorter turns the sense. */
function keepLongest(
  found: readonly Found[],
  related: (one: string, other: string) => boolean,
  concepts: ReadonlyMap<string, Concept>,
): readonly Found[] {
  if (found.every(({ from, to }) => to - from === 1)) return found;
  return found.filter(
    (short) =>
      !found.some(
        (long) =>
          long.to - long.from > short.to - short.from &&
          long.from <= short.from &&
          long.to >= short.to &&
          long.concept !== short.concept &&
          !related(long.concept, short.concept) &&
          concepts.get(short.concept)?.kind !== 'polarity',
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
