import { cellReference, columnLetters } from '../workbook/address.js';
import type { Sheet } from '../workbook/sheet.js';
import { additionsFor } from './additions.js';
import type { AnalysedTable } from './analysed-table.js';
import { answerCells, type CellContext, prefilledAnswer } from './answer-cells.js';
import type { ScoredAnswer } from './answer-columns.js';
import type { ColumnProfile, ScoredColumn } from './columns.js';
import { isBlankLike } from './folded-text.js';
import { sheetLanguage, textLanguage } from './language.js';
import { questionParts } from './parts.js';
import { defaultValue } from './placeholders.js';
import type { Question } from './question.js';
import type { ColumnChoice, LayoutProfile, QuestionSheet } from './questionnaire.js';
import { referredRow } from './rows.js';
import { sectionLookup } from './sections.js';
import { questionCount } from './sheet-choice.js';
import { vocabularyOfHeader, vocabularyOfUse } from './vocabularies.js';

/** A runner-up this close (points) makes the choice unsure and is told to the user. */
const CLOSE = 1.5;

/** Makes the plain-data result of a sheet from its understood tables. */
export function questionSheet(taken: {
  sheet: Sheet;
  tables: readonly AnalysedTable[];
  why: readonly string[];
  addsColumns: boolean;
  profile: LayoutProfile | null;
}): QuestionSheet {
  const { sheet, addsColumns, profile } = taken;
  const tables = taken.tables.filter((table) => questionCount(table) > 0);
  const [main] = [...tables].sort((a, b) => questionCount(b) - questionCount(a));
  if (!main) throw new TypeError(`"${sheet.name}" was taken without questions`);
  const language = sheetLanguage(main.rows.filter((row) => row.kind === 'question').map((row) => row.text));
  const additions = addsColumns ? additionsFor(sheet, main, language) : [];
  const [answer, comment, reference] = additions;
  const added =
    answer && comment && reference
      ? {
          headerRow: answer.headerRow,
          answer: answer.column,
          comment: comment.column,
          reference: reference.column,
        }
      : null;
  return {
    name: sheet.name,
    position: sheet.position,
    headerRow: tables[0]?.table.header?.bottom ?? 0,
    columns: columnsOf(main),
    additions,
    questions: tables.flatMap((table) =>
      questionsOf(cellContext(sheet, table, added, profile), table, language),
    ),
    doubts: doubtsOf(main),
    why: taken.why,
  };
}

function columnsOf(main: AnalysedTable): QuestionSheet['columns'] {
  const { layout } = main;
  const marks = layout.marks.map(
    (mark): ColumnChoice => ({
      column: columnLetters(mark.column),
      header: mark.header,
      evidence: [`takes a mark for "${mark.verdict}"`],
      runnerUp: null,
    }),
  );
  return {
    id: profileChoice(main.id, 'ids on the question rows'),
    section: profileChoice(main.section, 'header names a section'),
    question: scoredChoice(main.question, main.runnerUp),
    answer: marks.length > 0 ? marks : layout.answers.map((one) => answerChoice(one)),
    comment: layout.comment && answerChoice(layout.comment),
    reference: layout.reference && answerChoice(layout.reference),
  };
}

function profileChoice(profile: ColumnProfile | null, evidence: string): ColumnChoice | null {
  if (!profile) return null;
  return {
    column: columnLetters(profile.column),
    header: profile.header?.text ?? null,
    evidence: [evidence],
    runnerUp: null,
  };
}

function scoredChoice(chosen: ScoredColumn, runnerUp: ScoredColumn | null): ColumnChoice {
  return {
    column: columnLetters(chosen.profile.column),
    header: chosen.profile.header?.text ?? null,
    evidence: chosen.evidence,
    runnerUp: runnerUp && {
      column: columnLetters(runnerUp.profile.column),
      why: runnerUp.evidence.join(', ') || 'holds texts',
    },
  };
}

function answerChoice(answer: ScoredAnswer): ColumnChoice {
  return {
    column: columnLetters(answer.column),
    header: answer.header,
    evidence: answer.evidence,
    runnerUp: null,
  };
}

function doubtsOf(main: AnalysedTable): readonly string[] {
  const doubts: string[] = [];
  const { question, runnerUp, layout } = main;
  if (runnerUp && question.score - runnerUp.score < CLOSE) {
    const [a, b] = [question, runnerUp].map((one) => columnLetters(one.profile.column));
    doubts.push(`The questions may stand in column ${b} instead of ${a}; --question-column settles it.`);
  }
  const [first, second] = layout.answers;
  if (first && second && first.score - second.score < CLOSE && second.score >= 3.5) {
    doubts.push(
      `Both ${columnLetters(first.column)} and ${columnLetters(second.column)} look like the answer column; --answer-column settles it.`,
    );
  }
  if (!main.table.header) doubts.push('No header row was found; --header-row settles it.');
  return doubts;
}

function questionsOf(
  context: CellContext,
  table: AnalysedTable,
  language: Question['language'],
): readonly Question[] {
  const { sheet } = context;
  const questions: Question[] = [];
  const sectionOf = sectionLookup(sheet, table);
  table.rows.forEach((row, i) => {
    if (row.kind !== 'question') return;
    const cells = answerCells(context, row.row);
    questions.push({
      sheet: sheet.name,
      row: row.row,
      cell: cellReference(row.row, row.cell.column),
      id: row.id,
      section: sectionOf(row.row),
      text: row.text,
      language: textLanguage(row.text, language),
      parts: questionParts(row.text),
      refersTo: referredRow(table.rows, i),
      cells,
      prefilled: prefilledAnswer(context, row.row, cells, row.text),
    });
  });
  return questions;
}

function cellContext(
  sheet: Sheet,
  table: AnalysedTable,
  added: CellContext['added'],
  profile: LayoutProfile | null,
): CellContext {
  const rows = table.rows.filter((row) => row.kind === 'question').map((row) => row.row);
  const columns = [...table.layout.answers, table.layout.comment, table.layout.reference].filter(
    (c) => c !== null,
  );
  const vocabularies = new Map<number, ReturnType<typeof vocabularyOfHeader>>();
  const defaults = new Map<number, string | null>();
  for (const { column, header } of columns) {
    const values = rows.map((row) => sheet.cellAt(row, column)?.text ?? '');
    vocabularies.set(
      column,
      (header === null ? null : vocabularyOfHeader(header, column)) ?? vocabularyOfUse(values, column),
    );
    defaults.set(column, defaultValue(values, rows.length));
  }
  return {
    sheet,
    layout: table.layout,
    vocabularies,
    defaults,
    mark: markOf(sheet, table, rows),
    added,
    profile,
  };
}

/** The mark a sheet uses: what stands in its mark columns, what their drop-down offers, or an X. */
function markOf(sheet: Sheet, table: AnalysedTable, rows: readonly number[]): string {
  for (const { column } of table.layout.marks) {
    const used = rows
      .map((row) => sheet.cellAt(row, column)?.text.trim())
      .find((text) => !isBlankLike(text) && (text?.length ?? 9) <= 2);
    if (used !== undefined) return used;
    const [first] = rows;
    const offered =
      first === undefined
        ? undefined
        : sheet.validationAt(first, column)?.values?.filter((value) => value.trim() !== '');
    if (offered?.length === 1 && offered[0] !== undefined) return offered[0];
  }
  return 'X';
}
