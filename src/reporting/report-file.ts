import type { Suggestion } from '../answering/suggestion.js';
import type { Question } from '../questionnaire/question.js';
import type { Questionnaire, QuestionSheet } from '../questionnaire/questionnaire.js';
import { cellReference, parseReference } from '../workbook/address.js';
import type { PatchResult } from '../workbook/patch.js';
import type { Counts, FileReport, Report, ReportedQuestion, ReportedSheet, ReportedWrite } from './report.js';

function reportSheet(sheet: QuestionSheet, written: ReadonlySet<string>): ReportedSheet {
  const { id, section, question, answer, comment, reference } = sheet.columns;
  const letters = (choice: { column: string } | null) => choice?.column ?? null;
  const headers = sheet.additions.map(({ headerRow, column, title }) => ({
    cell: cellReference(headerRow, column),
    column,
    value: title,
  }));
  return {
    name: sheet.name,
    headerRow: sheet.headerRow,
    columns: {
      id: letters(id),
      section: letters(section),
      question: question.column,
      answer: answer.map(({ column }) => column),
      comment: letters(comment),
      reference: letters(reference),
    },
    questions: sheet.questions.length,
    added: headers
      .filter(({ column }) => written.has(`${sheet.name}!${column}`))
      .map(({ cell, value }) => ({ cell, value })),
  };
}

function reportQuestion(
  question: Question,
  suggestion: Suggestion,
  writes: readonly ReportedWrite[],
): ReportedQuestion {
  const { status, verdict, answer, confidence, entries, reason, missing, citations, alternatives } =
    suggestion;
  const { sheet, row, cell, id, section, text, language } = question;
  const ids = entries.map((entry) => entry.id);
  return {
    ...{ sheet, row, cell, id, section, text, language },
    ...{ status, verdict, answer: answer?.text ?? null, confidence },
    ...{ entry: ids[0] ?? null, entries: ids, reason, missing, citations, alternatives, writes },
  };
}

/** The counts of questions by status. */
export function countsOf(questions: readonly { status: ReportedQuestion['status'] }[]): Counts {
  const counts = { questions: questions.length, answered: 0, review: 0, unanswered: 0, prefilled: 0 };
  for (const { status } of questions) counts[status] += 1;
  return counts;
}

function warningsOf(questionnaire: Questionnaire, patch: PatchResult): string[] {
  const doubts = questionnaire.sheets.flatMap(({ name, doubts: all }) =>
    all.map((doubt) => `${name}: ${doubt}`),
  );
  const cut = patch.written.filter((written) => written.cut);
  const cuts = cut.map(
    ({ sheet, cell }) => `${sheet}!${cell}: the text was cut to what an Excel cell can hold`,
  );
  return [...patch.warnings, ...cuts, ...doubts];
}

/** The report on one questionnaire whose answers are written; where it is stored is filled in by who stores it. */
export function reportFile(
  input: string,
  questionnaire: Questionnaire,
  suggestions: readonly Suggestion[],
  patch: PatchResult,
): FileReport {
  const byRow = new Map<string, ReportedWrite[]>();
  const columns = new Set<string>();
  for (const { sheet, cell, value } of patch.written) {
    const place = parseReference(cell);
    const key = `${sheet}!${place?.row}`;
    columns.add(`${sheet}!${place?.column}`);
    byRow.set(key, [...(byRow.get(key) ?? []), { sheet, cell, value }]);
  }
  const asked = questionnaire.sheets.flatMap((sheet) => sheet.questions);
  const questions = asked.flatMap((question, i) => {
    const suggestion = suggestions[i];
    if (suggestion === undefined) return [];
    const written =
      suggestion.status === 'answered' ? byRow.get(`${question.sheet}!${question.row}`) : undefined;
    return [reportQuestion(question, suggestion, written ?? [])];
  });
  return {
    input,
    output: null,
    review: null,
    status: 'ok',
    error: null,
    warnings: warningsOf(questionnaire, patch),
    sheets: questionnaire.sheets.map((sheet) => reportSheet(sheet, columns)),
    questions,
    summary: countsOf(questions),
  };
}

/** The report on a file that could not be processed. */
export function reportFailure(input: string, error: FileReport['error']): FileReport {
  const nothing = { output: null, review: null, warnings: [], sheets: [], questions: [] };
  return { input, status: 'failed', error, ...nothing, summary: countsOf([]) };
}

/** The document behind `answer --json`. */
export function reportOf(files: readonly FileReport[]): Report {
  const sum = { ...countsOf([]), files: files.length, failed: 0 };
  for (const { status, summary } of files) {
    if (status === 'failed') sum.failed += 1;
    sum.questions += summary.questions;
    sum.answered += summary.answered;
    sum.review += summary.review;
    sum.unanswered += summary.unanswered;
    sum.prefilled += summary.prefilled;
  }
  const { files: count, failed, ...counts } = sum;
  return { version: 1, files, summary: { files: count, failed, ...counts } };
}
