import type { CellLook } from './own-looks.js';
import type { OwnRow, OwnSheet } from './own-sheet.js';
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
  for (const question of questions) {
    const group = groups.get(name(question));
    if (group) group.push(question);
    else groups.set(name(question), [question]);
  }
  return groups;
}

const TITLE: CellLook = { bold: true, size: 16 };
const HEADING: CellLook = { bold: true };
const NUMBER_HEADING: CellLook = { bold: true, horizontal: 'right' };
const NAME: CellLook = { wrap: true, vertical: 'top' };
const SHARE: CellLook = { percent: true };
const EMPTY: OwnRow = { cells: [] };

function line(value: string, look?: CellLook): OwnRow {
  return { cells: [look === undefined ? { value } : { value, look }] };
}

function countRows(title: string, rows: readonly (readonly [string, Counts])[]): OwnRow[] {
  const head = [
    { value: title, look: HEADING },
    ...HEADINGS.map((value) => ({ value, look: NUMBER_HEADING })),
  ];
  return [
    EMPTY,
    { cells: head },
    ...rows.map(([name, { questions, answered, review, unanswered, prefilled }]) => ({
      cells: [
        { value: name, look: NAME },
        ...[questions, answered, review, unanswered, prefilled].map((value) => ({ value })),
        { value: questions === 0 ? 0 : answered / questions, look: SHARE },
      ],
    })),
  ];
}

/** The first sheet: what was answered, by sheet and by topic, and how to go on. */
export function summarySheet(file: FileReport, identity: ReviewIdentity): OwnSheet {
  const bySheet = groupedBy(file.questions, (question) => question.sheet);
  const byTopic = groupedBy(
    file.questions,
    ({ section }) => section?.replace(/\s+/g, ' ').trim() || '(no section)',
  );
  const counted = (groups: typeof bySheet) =>
    [...groups].map(([name, questions]) => [name, countsOf(questions)] as const);
  const all = bySheet.size > 1 ? [['All sheets', file.summary] as const] : [];
  return {
    name: 'Summary',
    withoutGrid: true,
    landscape: true,
    columns: [{ width: 50 }, ...HEADINGS.map(() => ({ width: 14 }))],
    rows: [
      line(`Review of ${identity.input}`, TITLE),
      line(`Answered workbook: ${identity.answered}`),
      EMPTY,
      ...STEPS.map((step, i) => line(`${i + 1}. ${step}`)),
      ...countRows('Sheet', [...counted(bySheet), ...all]),
      ...countRows('Topic', counted(byTopic)),
    ],
  };
}
