import type { Question } from '../questionnaire/question.js';
import { cellReference } from '../workbook/address.js';
import type { CellWrite } from '../workbook/patch.js';
import type { Sheet } from '../workbook/sheet.js';
import { textWithVerdict } from './answer-text.js';
import { citationCell, citationLine } from './citation-text.js';
import { shortAnswer, verdictWord } from './short-answer.js';
import type { AnswerPolicy, Suggestion } from './suggestion.js';
import { unwritableBecause, type WriteRole, type WriteTarget } from './writable-cell.js';

/** Cells that the writer refused, with the reason: `Sheet!D5` -> "is an array formula". */
export type RefusedCells = ReadonlyMap<string, string>;

/** What is written for one question, or why nothing can be. */
export interface CellPlan {
  writes: readonly (CellWrite & { role: WriteRole })[];
  /** Set where the answer has to be held back. */
  obstacle: string | null;
}

/** Longer texts get wrapping turned on; shorter ones stand on one line anyway. */
const WRAP_FROM = 60;

interface Planning {
  question: Question;
  suggestion: Suggestion;
  sheet: Sheet;
  refused: RefusedCells;
  obstacles: string[];
}

/** Key of a cell among refused ones. */
export function cellKey(sheet: string, row: number, column: number): string {
  return `${sheet}!${cellReference(row, column)}`;
}

function writable(planning: Planning, target: Omit<WriteTarget, 'row' | 'isAnswerCell'>): boolean {
  const { question, sheet, refused, obstacles } = planning;
  const { answer } = question.cells;
  const isAnswerCell =
    answer?.kind === 'cell'
      ? answer.column === target.column
      : (answer?.columns.some(({ column }) => column === target.column) ?? false);
  const key = cellKey(question.sheet, question.row, target.column);
  const why = refused.get(key) ?? unwritableBecause(sheet, { ...target, row: question.row, isAnswerCell });
  if (why !== null) obstacles.push(why);
  return why === null;
}

/** Where the full text goes: the comment column, else an answer cell that takes text. */
function textColumn(planning: Planning, value: string): number | null {
  const { answer, comment } = planning.question.cells;
  const takesText = answer?.kind === 'cell' && !answer.vocabulary?.closed;
  const answerFirst = takesText && answer.vocabulary === null && planning.suggestion.verdict === null;
  const columns = [comment?.column ?? null, takesText ? answer.column : null];
  if (answerFirst) columns.reverse();
  for (const column of columns) {
    if (column !== null && writable(planning, { column, role: 'text', value })) return column;
  }
  return null;
}

/** Citations as the last line of the text, unless they go elsewhere. */
function citedText(text: string, planning: Planning, policy: AnswerPolicy, inReference: boolean): string {
  const { citations, answer } = planning.suggestion;
  const wanted = policy.citations === 'comment' || (policy.citations === 'auto' && !inReference);
  if (!wanted || citations.length === 0) return text;
  return `${text}\n${citationLine(citations, answer?.language ?? 'en')}`;
}

function referenceWrite(planning: Planning, policy: AnswerPolicy): { column: number; value: string } | null {
  const { question, suggestion } = planning;
  const column = question.cells.reference?.column;
  if (column === undefined || suggestion.citations.length === 0) return null;
  if (policy.citations === 'none' || policy.citations === 'comment') return null;
  const value = citationCell(suggestion.citations, suggestion.answer?.language ?? 'en');
  return writable(planning, { column, role: 'reference', value }) ? { column, value } : null;
}

function obstacleOf(planning: Planning, hasShort: boolean, hasText: boolean): string | null {
  const { question, suggestion, obstacles } = planning;
  const cells = [...new Set(obstacles)].join('; ');
  if (hasText) return null;
  if (!hasShort) return cells === '' ? 'the sheet has no cell that takes this answer' : cells;
  if (suggestion.entries.some((entry) => entry.hedged)) {
    return `the answer has conditions and there is no cell for its text${cells === '' ? '' : ` (${cells})`}`;
  }
  return question.cells.answer === null ? cells : null;
}

function asWrite(
  planning: Planning,
  column: number,
  value: string,
  role: WriteRole,
): CellPlan['writes'][number] {
  const { sheet, row } = planning.question;
  const long = value.length > WRAP_FROM || value.includes('\n');
  return { sheet, row, column, value, role, ...(long ? { wrap: true } : {}) };
}

/**
 * What to write where for an answered question:
 *
 *     short answer -> answer cell (value of its list, X in its column, or text)
 *     full text    -> comment cell, else the answer cell where that takes text (it then says the verdict too)
 *     citation     -> reference cell, else last line of the text
 */
export function planWrites(
  question: Question,
  suggestion: Suggestion,
  sheet: Sheet,
  policy: AnswerPolicy,
  refused: RefusedCells,
): CellPlan {
  const planning: Planning = { question, suggestion, sheet, refused, obstacles: [] };
  const { answer, verdict } = suggestion;
  if (answer === null) return { writes: [], obstacle: 'there is no text to write' };
  const { answer: answerCells } = question.cells;
  const column = textColumn(planning, answer.text);
  const onlyColumn = column !== null && answerCells?.kind === 'cell' && answerCells.column === column;
  const short = onlyColumn ? null : shortAnswer(answerCells, verdict, question.language);
  const hasShort = short !== null && writable(planning, { ...short, role: 'short' });
  const obstacle = obstacleOf(planning, hasShort, column !== null);
  if (obstacle !== null) return { writes: [], obstacle };

  const reference = referenceWrite(planning, policy);
  const writes: CellPlan['writes'][number][] = [];
  if (hasShort) writes.push(asWrite(planning, short.column, short.value, 'short'));
  if (column !== null) {
    const vocabulary = answerCells?.kind === 'cell' ? answerCells.vocabulary : null;
    const word =
      verdict === null || vocabulary === null ? null : verdictWord(vocabulary, verdict, answer.language);
    const text = onlyColumn ? textWithVerdict(answer, verdict, word) : answer.text;
    writes.push(asWrite(planning, column, citedText(text, planning, policy, reference !== null), 'text'));
  }
  if (reference !== null) writes.push(asWrite(planning, reference.column, reference.value, 'reference'));
  return { writes, obstacle: null };
}
