/**
 * What a concept does when a question names it and an entry does not:
 * - topic: another subject, the entry does not answer; a key of the phrasings that name it
 * - facet: another aspect of the subject (how often, evidence, tested), the entry does not answer
 * - context: who, where, in which way; weighs `weight`, a key only for entries that list it in `anchors`
 * - name: a place, product or standard that must agree literally
 * - weak: never counts against an entry; may be required
 * - polarity: turns the question's sense; for verdicts
 */
export type ConceptKind = 'topic' | 'facet' | 'context' | 'name' | 'weak' | 'polarity';

export interface Concept {
  id: string;
  kind: ConceptKind;
  /** How much an unexplained mention counts, 0 to 1. */
  weight: number;
  /** For people: "how long something is kept". */
  label: string;
  /** Surface forms: words and phrases; `*` stands for any letters within a word, or one whole word. */
  forms: readonly string[];
  /** Forms that hold in German text only. */
  german: readonly string[];
  /** Forms that as often mean something else: alone, they name the concept only faintly. */
  ambiguous: readonly string[];
}

/** The language of the field: concepts, words that carry no topic, abbreviations. */
export interface Lexicon {
  concepts: readonly Concept[];
  /** Concepts that follow from others standing together. */
  derived: readonly {
    concept: string;
    all: readonly string[];
    not: readonly string[];
  }[];
  /** Groups of concepts that may overlap on the same words without one swallowing the other. */
  related: readonly (readonly string[])[];
  /** Function words. */
  stop: readonly string[];
  /** Words of questionnaires that carry no topic. */
  glue: readonly string[];
  /** Everyday-looking words that always narrow a question. */
  specific: readonly string[];
  /** German word -> the English word it is read as in German text. */
  translations: Readonly<Record<string, string>>;
  /** In how many of `rows` questionnaire rows a word stands; known words are no typos, rare ones say more. */
  frequencies: { rows: number; of: ReadonlyMap<string, number> };
}
