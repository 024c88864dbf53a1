import type { Verdict } from '../knowledge/knowledge-base.js';
import type { AnswerCells } from '../questionnaire/question.js';
import type { Vocabulary } from '../questionnaire/vocabulary.js';
import { wordingOf } from './language.js';

const VERDICTS: readonly Verdict[] = ['yes', 'no', 'partial', 'na'];

/** A verdict in the sheet's own words, and the column it goes to. */
export interface ShortAnswer {
  column: number;
  value: string;
}

/** The sheet's word for a verdict; null where it has none, so that nothing foreign gets into a closed list. */
export function verdictWord(
  vocabulary: Vocabulary | null,
  verdict: Verdict,
  language: string,
): string | null {
  if (vocabulary === null) return wordingOf(language).verdicts[verdict];
  const word = vocabulary.words[verdict] ?? null;
  if (word === null || !vocabulary.closed || vocabulary.values.includes(word)) return word;
  return null;
}

/** The short answer for a question's answer cells; null where the sheet has no place or word for it. */
export function shortAnswer(
  answer: AnswerCells['answer'],
  verdict: Verdict | null,
  language: string,
): ShortAnswer | null {
  if (answer === null || verdict === null) return null;
  if (answer.kind === 'marks') {
    const column = answer.columns.find((mark) => mark.verdict === verdict)?.column;
    return column === undefined ? null : { column, value: answer.mark };
  }
  const value = verdictWord(answer.vocabulary, verdict, language);
  return value === null ? null : { column: answer.column, value };
}

/** The verdict behind a short answer that a person chose: by the sheet's words, or the plain ones of mark columns. */
export function verdictOfShown(answer: AnswerCells['answer'], shown: string): Verdict | null {
  const words =
    answer?.kind === 'cell' && answer.vocabulary !== null
      ? answer.vocabulary.words
      : wordingOf('en').verdicts;
  const same = (word: string | undefined) => word?.toLowerCase() === shown.toLowerCase();
  return VERDICTS.find((verdict) => same(words[verdict])) ?? null;
}
