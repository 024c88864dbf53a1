import type { Reading } from './reading.js';
import { foldedWords, standardise } from './tokens.js';

/** Whether a question is, word for word, among those the knowledge base lists as not answered. The list is folded when first asked for. */
export function createListedQuestions(texts: readonly string[]): (reading: Reading) => boolean {
  let listed: ReadonlySet<string> | null = null;
  return ({ plain, words }) => {
    listed ??= new Set(texts.map(foldQuestion));
    return listed.has(plain) || listed.has(words.join(' '));
  };
}

function foldQuestion(text: string): string {
  return foldedWords(standardise(text)).join(' ');
}
