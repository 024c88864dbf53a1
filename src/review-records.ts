import type { AnsweredWorkbook } from './answer.js';
import type { AnswerCells } from './questionnaire/question.js';
import type { RecordedCell, ReviewRecord } from './reporting/review-record.js';
import { cellReference } from './workbook/address.js';
import { cellElements } from './workbook/restore.js';

/** The columns of a row that an answer could go to. */
function columnsOf({ answer, comment, reference }: AnswerCells): number[] {
  const short = answer?.kind === 'marks' ? answer.columns.map(({ column }) => column) : [answer?.column];
  return [...new Set([...short, comment?.column, reference?.column])].filter(
    (column) => column !== undefined,
  );
}

/** What the review workbook keeps for `apply` and `learn`: one record a question, in the order of the report. */
export function reviewRecords({
  report,
  original,
  questionnaire,
  suggestions,
}: AnsweredWorkbook): ReviewRecord[] {
  const questions = questionnaire.sheets.flatMap((sheet) => sheet.questions);
  const addresses = questions.flatMap(({ sheet, row, cells }) =>
    columnsOf(cells).map((column) => ({ sheet, row, column })),
  );
  const elements = cellElements(original, addresses);
  const sheets = new Map(original.sheets.map((sheet) => [sheet.name, sheet]));
  let next = 0;
  return questions.flatMap((question, i): ReviewRecord[] => {
    const written = new Map(report.questions[i]?.writes.map(({ cell, value }) => [cell, value]));
    const cells = columnsOf(question.cells).map((column): RecordedCell => {
      const before = elements[next++] ?? null;
      const beforeText = sheets.get(question.sheet)?.cellAt(question.row, column)?.text ?? '';
      const value = written.get(cellReference(question.row, column)) ?? null;
      return { column, before, beforeText, value };
    });
    const suggestion = suggestions[i];
    if (suggestion === undefined) return [];
    const { status, entries, verdict, answer: text, citations } = suggestion;
    const hedged = entries.some((entry) => entry.hedged);
    return [
      { question, status, entries: entries.map(({ id }) => id), verdict, text, citations, hedged, cells },
    ];
  });
}
