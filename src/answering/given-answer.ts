import type { Entry, Verdict } from '../knowledge/knowledge-base.js';
import { wordLikeness } from '../knowledge/similar-passage.js';
import type { Question } from '../questionnaire/question.js';
import type { Sheet } from '../workbook/sheet.js';
import { verdictOfShown } from './short-answer.js';

/** Share of words (Dice) from which on a text says the same as an approved answer. */
const SAME_ANSWER = 0.85;

/** A person copied, or nearly copied, the approved answer of an entry, in any language. */
export function saysTheSame(entry: Entry, text: string): boolean {
  return approvedTexts(entry).some((answer) => wordLikeness(answer, text) >= SAME_ANSWER);
}

/** The approved answer of an entry in each of its languages. */
export function approvedTexts(entry: Entry): string[] {
  return [entry.answer, ...Object.values(entry.translations).map(({ answer }) => answer)];
}

/** The short answer and the longest text that stand in the cells of a question. */
export function givenAnswer(
  question: Question,
  sheet: Sheet,
): { verdict: Verdict | null; text: string | null } {
  const { answer, comment } = question.cells;
  const at = (column: number) => sheet.cellAt(question.row, column)?.text.trim() ?? '';
  const comments = comment === null ? '' : at(comment.column);
  if (answer === null) return { verdict: null, text: comments === '' ? null : comments };
  if (answer.kind === 'marks') {
    const marked = answer.columns.filter(({ column }) => at(column) !== '');
    const verdict = marked.length === 1 ? (marked[0]?.verdict ?? null) : null;
    return { verdict, text: comments === '' ? null : comments };
  }
  const shown = at(answer.column);
  const verdict = verdictOfShown(answer, shown) ?? leadingVerdict(shown);
  const text = comments.length > shown.length ? comments : shown;
  return { verdict, text: text === '' || verdictOfShown(answer, text) !== null ? null : text };
}

function leadingVerdict(text: string): Verdict | null {
  const word = /^(yes|ja|no|nein)\b/i.exec(text)?.[1]?.toLowerCase();
  if (word === undefined) return null;
  return word === 'yes' || word === 'ja' ? 'yes' : 'no';
}
