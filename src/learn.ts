import { matchQuestions } from './answer.js';
import { unfitBecause } from './answering/freshness.js';
import { givenAnswer, saysTheSame } from './answering/given-answer.js';
import { verdictOfShown } from './answering/short-answer.js';
import type { KnowledgeBase, Verdict } from './knowledge/knowledge-base.js';
import { type Lesson, polarityOf } from './knowledge/lessons.js';
import { foldWording } from './knowledge/wording.js';
import type { Match } from './matching/match.js';
import type { Matcher } from './matching/matcher.js';
import { detectQuestionnaire } from './questionnaire/detect.js';
import type { Question } from './questionnaire/question.js';
import { type ReviewedRow, readReview } from './reporting/read-review.js';
import { STORE_SHEET } from './reporting/review-store.js';
import type { Sheet } from './workbook/sheet.js';
import { openWorkbook } from './workbook/workbook.js';

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

function isOpposite(given: Verdict | null, known: Verdict | null): boolean {
  return (given === 'yes' && known === 'no') || (given === 'no' && known === 'yes');
}
