import type { FileReport, Report, ReportedQuestion } from '../../src/reporting/report.js';

/** A reported question; unanswered unless said otherwise. */
export function madeQuestion(question: Partial<ReportedQuestion> = {}): ReportedQuestion {
  return {
    ...{
      sheet: 'Sheet1',
      row: 2,
      cell: 'B2',
      id: 'Q-1',
      section: 'Access',
      text: 'Is MFA supported?',
      language: 'en',
    },
    ...{ status: 'unanswered', verdict: null, answer: null, confidence: 0, entry: null, entries: [] },
    ...{
      reason: 'the knowledge base does not say',
      missing: [],
      citations: [],
      alternatives: [],
      writes: [],
    },
    ...question,
  };
}

/** A file that was answered. */
export function madeFile(input: string, questions: readonly ReportedQuestion[]): FileReport {
  const count = (status: string) => questions.filter((question) => question.status === status).length;
  return {
    ...{
      input,
      output: `${input}.answered.xlsx`,
      review: null,
      status: 'ok',
      error: null,
      warnings: [],
      sheets: [],
    },
    questions,
    summary: {
      questions: questions.length,
      answered: count('answered'),
      review: count('review'),
      unanswered: count('unanswered'),
      prefilled: count('prefilled'),
    },
  };
}

/** The report on these files. */
export function madeReport(files: readonly FileReport[]): Report {
  const sum = (key: keyof FileReport['summary']) =>
    files.reduce((total, { summary }) => total + summary[key], 0);
  return {
    version: 1,
    files,
    summary: {
      files: files.length,
      failed: files.filter(({ status }) => status === 'failed').length,
      questions: sum('questions'),
      answered: sum('answered'),
      review: sum('review'),
      unanswered: sum('unanswered'),
      prefilled: sum('prefilled'),
    },
  };
}

const citation = {
  source: 'Security FAQ',
  heading: 'Does it support MFA?',
  quote: 'Yes, MFA is supported.',
  url: null,
};

/** Three files: 250 rows, a hostile one, and one that failed. */
export const bigReport: Report = madeReport([
  madeFile(
    'customers/alpha.xlsx',
    Array.from({ length: 250 }, (_, i) =>
      i % 5 === 0
        ? madeQuestion({
            ...{
              row: i + 2,
              cell: `B${i + 2}`,
              id: `Q-${i}`,
              status: 'answered',
              verdict: 'yes',
              reason: null,
            },
            ...{
              answer: `Yes, MFA is supported (${i}).`,
              confidence: 0.97,
              entry: 'mfa',
              citations: [citation],
            },
          })
        : madeQuestion({
            row: i + 2,
            cell: `B${i + 2}`,
            id: `Q-${i}`,
            text: `Is log ${i} kept?`,
            section: 'Logging',
          }),
    ),
  ),
  madeFile('customers/<b>beta.xlsx', [
    madeQuestion({
      ...{
        text: '</script><img src=x onerror=alert(1)>',
        section: '"><script>alert(2)</script>',
        status: 'review',
      },
      ...{ answer: 'Only <partly>.', confidence: 0.5, entry: 'mfa', citations: [citation] },
    }),
  ]),
  {
    ...madeFile('customers/broken.xlsx', []),
    output: null,
    status: 'failed',
    error: { code: 'damaged', message: 'the zip directory is missing', hint: 'Ask for a new copy.' },
  },
]);
