import type { AnswerToWrite } from './cell-plan.js';
import type { Suggestion } from './suggestion.js';

/** The part of a suggestion that the sheet gets to see; null where there is no answer. */
export function toWrite({ answer, verdict, citations, entries }: Suggestion): AnswerToWrite | null {
  if (answer === null) return null;
  return { text: answer, verdict, word: null, citations, hedged: entries.some(({ hedged }) => hedged) };
}
