import { matchQuestions } from './answer.js';
import { unfitBecause } from './answering/freshness.js';
import { verdictOfShown } from './answering/short-answer.js';
import type { Entry, KnowledgeBase, Verdict } from './knowledge/knowledge-base.js';
import { type Lesson, polarityOf } from './knowledge/lessons.js';
import { wordLikeness } from './knowledge/similar-passage.js';
import { foldWording } from './knowledge/wording.js';
import type { Match } from './matching/match.js';
import type { Matcher } from './matching/matcher.js';
import { detectQuestionnaire } from './questionnaire/detect.js';
import type { Question } from './questionnaire/question.js';
import { type ReviewedRow, readReview } from './reporting/read-review.js';
import { STORE_SHEET } from './reporting/review-store.js';
import type { Sheet } from './workbook/sheet.js';
import { openWorkbook } from './workbook/workbook.js';

/** Share of words (Dice) from which on a colleague's text says the same as an approved answer. */
const SAME_ANSWER = 0.85;

/** A text with fewer letters is a remark, no answer worth keeping. */
const ANSWER_LETTERS = 25;

/** What a reviewed or completed questionnaire teaches; which of the two it is, the workbook tells. */
export function lessonsOf(bytes: Uint8Array, name: string, base: KnowledgeBase, matcher: Matcher): Lesson[] {
  const workbook = openWorkbook(bytes, name);
  const isReview = workbook.sheets.some((sheet) => sheet.name === STORE_SHEET);
  if (isReview) return readReview(bytes, name).rows.flatMap((row) => lessonsOfRow(row, name, base));
  const questionnaire = detectQuestionnaire(workbook, {});
  const questions = questionnaire.sheets.flatMap((sheet) => sheet.questions);
  const matches = matcher.matchAll(matchQuestions(questionnaire));
  const sheets = new Map(workbook.sheets.map((sheet) => [sheet.name, sheet]));
  return questions.flatMap((question, index) => {
    const sheet = sheets.get(question.sheet);
    const match = matches[index];
    return sheet && match ? lessonsOfAnswer(question, sheet, match, name, base) : [];
  });
}

function originOf(name: string, { sheet, cell }: Question): string {
  return `${name}, ${sheet}!${cell}`;
}

/** A decision in a review workbook. */
function lessonsOfRow(row: ReviewedRow, name: string, base: KnowledgeBase): Lesson[] {
  const { record, decision, edited, shortAnswer } = row;
  const { question, entries } = record;
  const origin = originOf(name, question);
  const { text } = question;
  const verdict = shortAnswer === null ? record.verdict : verdictOfShown(question.cells.answer, shortAnswer);
  const [entry] = entries;
  const suggested = record.text?.text ?? '';
  const kept = decision === 'edit' && edited !== null && foldWording(edited) === foldWording(suggested);
  if (decision === 'reject') return entries.map((id) => ({ kind: 'not-for', entry: id, text, origin }));
  if (decision === 'accept' || kept) {
    // An answered row is answered next time too; a compound question is no wording of one entry.
    if (entry === undefined || entries.length > 1 || record.status === 'answered') return [];
    return [{ kind: 'phrasing', entry, polarity: polarityOf(verdict), text, origin }];
  }
  if (decision !== 'edit' || edited === null) return [];
  const known = base.entries.find(({ id }) => id === entry);
  if (known && entries.length === 1 && record.text?.language === 'en') {
    return [{ kind: 'answer', entry: known.id, question: text, was: known.answer, now: edited, origin }];
  }
  return [{ kind: 'new-entry', question: text, verdict, answer: edited, origin }];
}

/** A row that a colleague has filled in. */
function lessonsOfAnswer(
  question: Question,
  sheet: Sheet,
  match: Match,
  name: string,
  base: KnowledgeBase,
): Lesson[] {
  const { verdict, text } = givenAnswer(question, sheet);
  if (verdict === null && text === null) return [];
  const origin = originOf(name, question);
  const [entry] = match.entries;
  const same = text === null ? undefined : base.entries.find((each) => saysTheSame(each, text));
  const opposite = match.entries.length === 1 && isOpposite(verdict, match.verdict);
  if (opposite && match.status === 'answered') {
    const said = text === null ? '' : ` ("${text}")`;
    const problem = `answered with ${verdict}, the knowledge base says ${match.verdict}${said}`;
    return [{ kind: 'conflict', entry: entry?.id ?? null, question: question.text, problem, origin }];
  }
  if (match.status === 'answered' || opposite) return [];
  if (same && unfitBecause(same, null) === null) {
    return [{ kind: 'phrasing', entry: same.id, polarity: polarityOf(verdict), text: question.text, origin }];
  }
  const letters = text?.match(/\p{L}/gu)?.length ?? 0;
  if (entry !== undefined || text === null || letters < ANSWER_LETTERS) return [];
  return [{ kind: 'new-entry', question: question.text, verdict, answer: text, origin }];
}

/** The colleague copied, or nearly copied, an approved answer. */
function saysTheSame(entry: Entry, text: string): boolean {
  const answers = [entry.answer, ...Object.values(entry.translations).map(({ answer }) => answer)];
  return answers.some((answer) => wordLikeness(answer, text) >= SAME_ANSWER);
}

function isOpposite(given: Verdict | null, known: Verdict | null): boolean {
  return (given === 'yes' && known === 'no') || (given === 'no' && known === 'yes');
}

/** The short answer and the longest text that stand in the cells of a question. */
function givenAnswer(question: Question, sheet: Sheet): { verdict: Verdict | null; text: string | null } {
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
