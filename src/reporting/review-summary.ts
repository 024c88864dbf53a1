import type { Workbook, Worksheet } from 'exceljs';
import { OWN_FONT } from './own-workbook.js';
import type { Counts, FileReport, ReportedQuestion } from './report.js';
import { countsOf } from './report-file.js';
import type { ReviewIdentity } from './review-record.js';

const HEADINGS = ['Questions', 'Answered', 'For review', 'Unanswered', 'Prefilled', 'Answered share'];

const STEPS = [
  'Go to the sheet "Review". The rows for review come first, then the answered ones.',
  'Read question, suggested answer and quote; choose accept, edit (and write your text) or reject.',
  'Save, then run "meshsec apply" on this file. Rows without a decision stay as they are.',
];

function groupedBy(
  questions: readonly ReportedQuestion[],
  name: (question: ReportedQuestion) => string,
): Map<string, ReportedQuestion[]> {
  const groups = new Map<string, ReportedQuestion[]>();
  for (const question of questions)
    groups.set(name(question), [...(groups.get(name(question)) ?? []), question]);
  return groups;
}

function addCounts(sheet: Worksheet, title: string, rows: readonly (readonly [string, Counts])[]): void {
  sheet.addRow([]);
  const head = sheet.addRow([title, ...HEADINGS]);
  head.font = { ...OWN_FONT, bold: true };
  HEADINGS.forEach((_, i) => {
    head.getCell(i + 2).alignment = { horizontal: 'right' };
  });
  for (const [name, { questions, answered, review, unanswered, prefilled }] of rows) {
    const share = questions === 0 ? 0 : answered / questions;
    const row = sheet.addRow([name, questions, answered, review, unanswered, prefilled, share]);
    row.getCell(1).alignment = { wrapText: true, vertical: 'top' };
    row.getCell(7).numFmt = '0%';
  }
}

/** The first sheet: what was answered, by sheet and by topic, and how to go on. */
export function addSummary(workbook: Workbook, file: FileReport, identity: ReviewIdentity): void {
  const sheet = workbook.addWorksheet('Summary', {
    views: [{ showGridLines: false }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = [{ width: 50 }, ...HEADINGS.map(() => ({ width: 14 }))];
  sheet.addRow([`Review of ${identity.input}`]).font = { ...OWN_FONT, bold: true, size: 16 };
  sheet.addRow([`Answered workbook: ${identity.answered}`]);
  sheet.addRow([]);
  for (const [i, step] of STEPS.entries()) sheet.addRow([`${i + 1}. ${step}`]);
  const bySheet = groupedBy(file.questions, (question) => question.sheet);
  addCounts(sheet, 'Sheet', [
    ...[...bySheet].map(([name, questions]) => [name, countsOf(questions)] as const),
    ...(bySheet.size > 1 ? [['All sheets', file.summary] as const] : []),
  ]);
  const byTopic = groupedBy(
    file.questions,
    ({ section }) => section?.replace(/\s+/g, ' ').trim() || '(no section)',
  );
  addCounts(
    sheet,
    'Topic',
    [...byTopic].map(([name, questions]) => [name, countsOf(questions)] as const),
  );
}
