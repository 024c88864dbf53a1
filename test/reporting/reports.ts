import type { FileReport, ReportedQuestion } from '../../src/reporting/report.js';
import { countsOf } from '../../src/reporting/report-file.js';

/** A reported question; what a test does not say is plain. */
export function reported(row: number, more: Partial<ReportedQuestion> = {}): ReportedQuestion {
  return {
    sheet: 'Fragen',
    row,
    cell: `C${row}`,
    id: `A-${row}`,
    section: 'Access',
    text: `Question ${row}?`,
    language: 'en',
    status: 'answered',
    verdict: 'yes',
    answer: 'Yes, it is so.',
    confidence: 0.97,
    entry: 'sso',
    entries: ['sso'],
    reason: null,
    missing: [],
    citations: [{ source: 'Security FAQ', heading: 'Is it so?', quote: 'It is so.', url: null }],
    alternatives: [],
    writes: [{ sheet: 'Fragen', cell: `D${row}`, value: 'Yes' }],
    ...more,
  };
}

/** The report on one file with these questions. */
export function fileReport(
  questions: readonly ReportedQuestion[],
  more: Partial<FileReport> = {},
): FileReport {
  return {
    input: 'q.xlsx',
    output: 'q.answered.xlsx',
    review: 'q.review.xlsx',
    status: 'ok',
    error: null,
    warnings: [],
    sheets: [
      {
        name: 'Fragen',
        headerRow: 1,
        columns: { id: 'A', section: 'B', question: 'C', answer: ['D'], comment: 'E', reference: null },
        questions: questions.length,
        added: [],
      },
    ],
    questions,
    summary: countsOf(questions),
    ...more,
  };
}
