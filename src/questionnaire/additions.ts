import type { Sheet } from '../workbook/sheet.js';
import type { AnalysedTable } from './analysed-table.js';
import type { Question } from './question.js';
import type { QuestionSheet } from './questionnaire.js';

type Addition = QuestionSheet['additions'][number];

const TITLES: Readonly<Record<Question['language'], Readonly<Record<Addition['role'], string>>>> = {
  en: { answer: 'Answer', comment: 'Explanation', reference: 'Reference' },
  de: { answer: 'Antwort', comment: 'Erläuterung', reference: 'Nachweis' },
  fr: { answer: 'Réponse', comment: 'Explication', reference: 'Référence' },
  es: { answer: 'Respuesta', comment: 'Explicación', reference: 'Referencia' },
  other: { answer: 'Answer', comment: 'Explanation', reference: 'Reference' },
};
/** Widths in characters: a word, a paragraph, a title with its heading. */
const WIDTHS = { answer: 14, comment: 70, reference: 40 } as const;

/** Columns of ours to the right of everything on the sheet, titled in its language. */
export function additionsFor(
  sheet: Sheet,
  main: AnalysedTable,
  language: Question['language'],
): readonly Addition[] {
  const headerRow = main.table.header?.bottom ?? Math.max((main.rows[0]?.row ?? 2) - 1, 1);
  const right = sheet.merges.reduce(
    (most, merge) => (merge.right < 16000 ? Math.max(most, merge.right) : most),
    sheet.lastColumn,
  );
  return (['answer', 'comment', 'reference'] as const).map((role, i) => ({
    column: right + 1 + i,
    headerRow,
    title: TITLES[language][role],
    width: WIDTHS[role],
    neighbour: right,
    role,
  }));
}
