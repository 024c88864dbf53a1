import type { Sheet } from '../workbook/sheet.js';
import type { AnswerLayout } from './answer-columns.js';
import { isBlankLike } from './folded-text.js';
import { asksForCheck } from './header-words.js';
import { isPlaceholder } from './placeholders.js';
import { withProfileWords } from './profile.js';
import type { AnswerCells } from './question.js';
import type { LayoutProfile } from './questionnaire.js';
import { vocabularyOfList, vocabularyOfOptions } from './vocabularies.js';
import type { Vocabulary } from './vocabulary.js';

/** What holds for all rows of a table. */
export interface CellContext {
  sheet: Sheet;
  layout: AnswerLayout;
  /** Vocabulary per answer column that has none of its own in the cell. */
  vocabularies: ReadonlyMap<number, Vocabulary | null>;
  /** Value a column was delivered with, per column. */
  defaults: ReadonlyMap<number, string | null>;
  mark: string;
  /** Columns of ours that will be added. */
  added: { headerRow: number; answer: number; comment: number; reference: number } | null;
  /** The saved layout that fits the sheet; its words count. */
  profile: LayoutProfile | null;
}

/** The cells of one row that are ours to fill. Cells that are locked, formulas, or part of another cell are not. */
export function answerCells(context: CellContext, row: number): AnswerCells {
  const { sheet, layout, added } = context;
  // The titles of our columns need a row; a question in it has no cell of ours.
  if (added && row <= added.headerRow) return { answer: null, comment: null, reference: null };
  if (added) {
    const vocabulary =
      layout.options === null
        ? null
        : vocabularyOfOptions(sheet.cellAt(row, layout.options)?.text ?? '', row, layout.options);
    return {
      answer: { kind: 'cell', column: added.answer, vocabulary },
      comment: { column: added.comment },
      reference: { column: added.reference },
    };
  }
  const usable = (column: number | undefined): column is number =>
    column !== undefined && isFree(sheet, row, column);
  const marks = layout.marks.filter((mark) => usable(mark.column));
  const answer = layout.answers.find((each) => usable(each.column));
  const comment = layout.comment?.column;
  const reference = layout.reference?.column;
  return {
    answer:
      marks.length > 0
        ? {
            kind: 'marks',
            columns: marks.map(({ verdict, column: at }) => ({ verdict, column: at })),
            mark: context.mark,
          }
        : answer === undefined
          ? null
          : {
              kind: 'cell',
              column: answer.column,
              vocabulary: withProfileWords(vocabularyAt(context, row, answer.column), context.profile),
              ...(asksForCheck(answer.header) ? { checked: answer.header } : {}),
            },
    comment: usable(comment) ? { column: comment } : null,
    reference: usable(reference) ? { column: reference } : null,
  };
}

function vocabularyAt(
  { sheet, layout, vocabularies }: CellContext,
  row: number,
  column: number,
): Vocabulary | null {
  const list = sheet.validationAt(row, column);
  if (list) return vocabularyOfList(list, row, column);
  const options = layout.options === null ? undefined : sheet.cellAt(row, layout.options)?.text;
  const own =
    options === undefined || layout.options === null
      ? null
      : vocabularyOfOptions(options, row, layout.options);
  return own ?? vocabularies.get(column) ?? null;
}

/** Not locked, no formula, and not covered by a merge that starts elsewhere. */
function isFree(sheet: Sheet, row: number, column: number): boolean {
  const merge = sheet.mergeAt(row, column);
  if (merge && (merge.left !== column || merge.top !== row)) return false;
  return !sheet.lockedAt(row, column) && sheet.cellAt(row, column)?.formula !== true;
}

/** The answer that already stands in a row's cells, or null; placeholders and delivered defaults are none. */
export function prefilledAnswer(
  context: CellContext,
  row: number,
  cells: AnswerCells,
  question: string,
): string | null {
  const { sheet, defaults } = context;
  const textAt = (column: number): string | null => {
    const text = sheet.cellAt(row, column)?.text;
    if (text === undefined || isPlaceholder(text, question)) return null;
    return text === defaults.get(column) ? null : text.trim();
  };
  const { answer, comment } = cells;
  if (answer?.kind === 'marks') {
    const marked = answer.columns.find((mark) => !isBlankLike(sheet.cellAt(row, mark.column)?.text));
    if (marked) return marked.verdict;
  }
  const short = answer?.kind === 'cell' ? textAt(answer.column) : null;
  return short ?? (comment ? textAt(comment.column) : null);
}
