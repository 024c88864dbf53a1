import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import { type ConceptForms, makeConceptForms } from './concept-forms.js';
import { stem } from './stems.js';
import { foldWord } from './tokens.js';

/** Tables over the words of a knowledge base and of questionnaires; costly to make, so kept with the readings. */
export interface WordTables {
  /** Folded words that the knowledge base itself uses, with how often; misspelt words are repaired towards them. */
  vocabulary: ReadonlyMap<string, number>;
  /** English stem -> number of questionnaire rows that hold a word of it. */
  stemRows: ReadonlyMap<string, number>;
  /** Stems, in both languages, of words that carry no topic. */
  glueStems: ReadonlySet<string>;
  forms: ConceptForms;
  /** German stem -> the English word it is read as. */
  translations: ReadonlyMap<string, string>;
}

/** Makes the tables from the knowledge base and its lexicon. */
export function makeWordTables(kb: KnowledgeBase): WordTables {
  const texts = kb.entries.flatMap((entry) => [
    ...entry.quotes.map(({ quote }) => quote),
    ...entry.phrasings.yes,
    ...entry.phrasings.no,
    ...entry.phrasings.open,
  ]);
  const vocabulary = new Map<string, number>();
  for (const text of texts) {
    for (const word of text.match(/\p{L}{4,}/gu) ?? []) {
      const folded = foldWord(word);
      vocabulary.set(folded, (vocabulary.get(folded) ?? 0) + 1);
    }
  }
  const stemRows = new Map<string, number>();
  for (const [word, rows] of kb.lexicon.frequencies.of) {
    const key = stem(word, 'en');
    stemRows.set(key, (stemRows.get(key) ?? 0) + rows);
  }
  return {
    vocabulary,
    stemRows,
    glueStems: stemsOf(kb.lexicon.glue),
    forms: makeConceptForms(kb.lexicon),
    translations: new Map(
      Object.entries(kb.lexicon.translations).map(([german, english]) => [
        stem(foldWord(german), 'de'),
        foldWord(english),
      ]),
    ),
  };
}

function stemsOf(words: readonly string[]): Set<string> {
  return new Set(words.map(foldWord).flatMap((word) => [stem(word, 'en'), stem(word, 'de')]));
}
