import type { KnowledgeBase } from '../knowledge/knowledge-base.js';

/** The words that a knowledge base itself uses; a misspelt word of a question is repaired towards them. */
export function knowledgeWords(kb: KnowledgeBase): string[] {
  const texts = kb.entries.flatMap((entry) => [
    ...entry.quotes.map(({ quote }) => quote),
    ...entry.phrasings.yes,
    ...entry.phrasings.no,
    ...entry.phrasings.open,
  ]);
  return texts.flatMap((text) => text.match(/\p{L}{4,}/gu) ?? []);
}
