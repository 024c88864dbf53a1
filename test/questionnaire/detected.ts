import { detectQuestionnaire } from '../../src/questionnaire/detect.js';
import type { LayoutOverrides, Questionnaire, QuestionSheet } from '../../src/questionnaire/questionnaire.js';
import type { Sheet } from '../../src/workbook/sheet.js';

/** What detection makes of sheets written as text. */
export function detect(sheets: readonly Sheet[] | Sheet, overrides: LayoutOverrides = {}): Questionnaire {
  const all = Array.isArray(sheets) ? sheets : [sheets as Sheet];
  return detectQuestionnaire(
    { name: 'test.xlsx', sheets: all, hasMacros: false, signed: false, hasFormulas: false },
    overrides,
  );
}

/** The only question sheet of a workbook. */
export function detectOne(sheet: Sheet, overrides: LayoutOverrides = {}): QuestionSheet {
  const { sheets, skipped } = detect(sheet, overrides);
  const [first] = sheets;
  if (!first || sheets.length > 1)
    throw new Error(`expected one question sheet; skipped: ${JSON.stringify(skipped)}`);
  return first;
}

/** Columns in one line: "id A, section -, question B, answer C D, comment E, reference -". */
export function columnsOf({ columns }: QuestionSheet): string {
  const answers = columns.answer.map((choice) => choice.column).join(' ');
  const one = (name: 'id' | 'section' | 'comment' | 'reference'): string =>
    `${name} ${columns[name]?.column ?? '-'}`;
  return [
    one('id'),
    one('section'),
    `question ${columns.question.column}`,
    `answer ${answers || '-'}`,
    one('comment'),
    one('reference'),
  ].join(', ');
}

/** Row numbers of the questions. */
export function rowsOf(sheet: QuestionSheet): readonly number[] {
  return sheet.questions.map((question) => question.row);
}
