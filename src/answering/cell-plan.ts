import type { Citation } from '../knowledge/citation.js';
import type { Verdict } from '../knowledge/knowledge-base.js';
import type { Question } from '../questionnaire/question.js';
import { cellReference } from '../workbook/address.js';
import type { CellWrite } from '../workbook/patch.js';
import type { Sheet } from '../workbook/sheet.js';
import { type AnswerText, textWithVerdict } from './answer-text.js';
import { type CitationPlace, citationCell, citationLine } from './citation-text.js';
import { type ShortAnswer, shortAnswer, verdictWord } from './short-answer.js';
import { unwritableBecause, type WriteRole, type WriteTarget } from './writable-cell.js';

/** Cells that the writer refused, with the reason: `Sheet!D5` -> "is an array formula". */
export type RefusedCells = ReadonlyMap<string, string>;

/** An answer that a person or the policy has decided to write. */
export interface AnswerToWrite {
  text: AnswerText;
  verdict: Verdict | null;
  /** The short answer word for word, where a person chose it; else it follows from the verdict. */
  word: string | null;
  citations: readonly Citation[];
  /** The verdict alone would claim too much: the text must stand beside it. */
  hedged: boolean;
}

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
  answer: AnswerToWrite;
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

/** The short answer, before it is known whether its cell can be written. */
function shortOf({ question, answer }: Planning): ShortAnswer | null {
  const cells = question.cells.answer;
  if (answer.word !== null && cells?.kind === 'cell') return { column: cells.column, value: answer.word };
  return shortAnswer(cells, answer.verdict, question.language);
}

/** Where the full text goes: the comment column, else an answer cell that takes text. */
function textColumn(planning: Planning): number | null {
  const { answer: cells, comment } = planning.question.cells;
  const takesText = cells?.kind === 'cell' && !cells.vocabulary?.closed;
  const answerFirst = takesText && cells.vocabulary === null && shortOf(planning) === null;
  const columns = [comment?.column ?? null, takesText ? cells.column : null];
  if (answerFirst) columns.reverse();
  const value = planning.answer.text.text;
  for (const column of columns) {
    if (column !== null && writable(planning, { column, role: 'text', value })) return column;
  }
  return null;
}

/** The text, with the verdict where it stands alone, and the citations unless they go elsewhere. */
function textValue(planning: Planning, alone: boolean, place: CitationPlace, inReference: boolean): string {
  const { text, verdict, word, citations } = planning.answer;
  const cells = planning.question.cells.answer;
  const vocabulary = cells?.kind === 'cell' ? cells.vocabulary : null;
  const own =
    vocabulary === null || verdict === null ? null : verdictWord(vocabulary, verdict, text.language);
  const value = alone ? textWithVerdict(text, verdict, word ?? own) : text.text;
  const cited = place === 'comment' || (place === 'auto' && !inReference);
  return cited && citations.length > 0 ? `${value}\n${citationLine(citations, text.language)}` : value;
}

function referenceOf(planning: Planning, place: CitationPlace): ShortAnswer | null {
  const { citations, text } = planning.answer;
  const column = planning.question.cells.reference?.column;
  if (column === undefined || citations.length === 0 || place === 'none' || place === 'comment') return null;
  const value = citationCell(citations, text.language);
  return writable(planning, { column, role: 'reference', value }) ? { column, value } : null;
}

/** Why the answer cannot stand in the sheet as it should: without any cell, or as a bare verdict that claims too much. */
function obstacleOf(planning: Planning, hasShort: boolean, hasText: boolean): string | null {
  if (hasText) return null;
  const cells = [...new Set(planning.obstacles)].join('; ');
  if (!hasShort) return cells === '' ? 'the sheet has no cell that takes this answer' : cells;
  if (!planning.answer.hedged) return null;
  return `the answer has conditions and there is no cell for its text${cells === '' ? '' : ` (${cells})`}`;
}

/**
 * What to write where for an answer:
 *
 *     short answer -> answer cell (value of its list, X in its column, or text)
 *     full text    -> comment cell, else the answer cell where that takes text (it then says the verdict too)
 *     citation     -> reference cell, else last line of the text
 */
export function planWrites(
  question: Question,
  answer: AnswerToWrite,
  sheet: Sheet,
  place: CitationPlace,
  refused: RefusedCells,
): CellPlan {
  const planning: Planning = { question, answer, sheet, refused, obstacles: [] };
  const column = textColumn(planning);
  const alone =
    column !== null && question.cells.answer?.kind === 'cell' && question.cells.answer.column === column;
  const short = alone ? null : shortOf(planning);
  const hasShort = short !== null && writable(planning, { ...short, role: 'short' });
  const obstacle = obstacleOf(planning, hasShort, column !== null);
  if (obstacle !== null) return { writes: [], obstacle };

  const reference = referenceOf(planning, place);
  const write = (role: WriteRole, to: ShortAnswer): CellPlan['writes'][number] => {
    const wrap = to.value.length > WRAP_FROM || to.value.includes('\n') ? { wrap: true } : {};
    // Blank or a placeholder, as `writable` saw: the writer may overwrite just that.
    const before = sheet.cellAt(question.row, to.column)?.text ?? '';
    const replaces = before === '' ? {} : { replaces: before };
    const { sheet: name, row } = question;
    return { sheet: name, row, column: to.column, value: to.value, role, ...wrap, ...replaces };
  };
  const writes: CellPlan['writes'][number][] = [];
  if (hasShort) writes.push(write('short', short));
  if (column !== null) {
    writes.push(write('text', { column, value: textValue(planning, alone, place, reference !== null) }));
  }
  if (reference !== null) writes.push(write('reference', reference));
  return { writes, obstacle: null };
}
