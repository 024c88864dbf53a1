import { citationLine } from '../answering/citation-text.js';
import type { ReportedQuestion } from './report.js';
import { type ReviewRecord, shownShortAnswer } from './review-record.js';
import { cutToWidth } from './text-width.js';

/** The sheet with one row a question. */
export const REVIEW_SHEET = 'Review';

export type ReviewColumnKey =
  | 'status'
  | 'cell'
  | 'section'
  | 'question'
  | 'answer'
  | 'short'
  | 'decision'
  | 'edited'
  | 'confidence'
  | 'why'
  | 'source'
  | 'quote'
  | 'alternatives'
  | 'key';

interface ReviewColumn {
  key: ReviewColumnKey;
  title: string;
  width: number;
  note?: string;
  /** Rows are made high enough for its text. */
  tall?: true;
  value: (question: ReportedQuestion, record: ReviewRecord, key: number) => string | number | null;
}

/** Enough of an alternative to recognise it; `meshsec kb show` has it whole. */
const ALTERNATIVE_WIDTH = 160;

function alternativesText({ alternatives }: ReportedQuestion): string | null {
  const lines = alternatives.map(
    ({ entry, confidence, answer }) =>
      `${Math.round(confidence * 100)} % ${entry}: ${cutToWidth(answer.replace(/\s+/g, ' '), ALTERNATIVE_WIDTH)}`,
  );
  return lines.length === 0 ? null : lines.join('\n');
}

function whyText({ reason, missing }: ReportedQuestion): string | null {
  const lacks = missing.length === 0 ? '' : `missing: ${missing.join(', ')}`;
  const lines = [reason ?? '', lacks].filter(
    (line) => line !== '' && !(line === lacks && reason?.includes(missing.join(', '))),
  );
  return lines.length === 0 ? null : lines.join('\n');
}

/** The columns of the review sheet, left to right. */
export const COLUMNS: readonly ReviewColumn[] = [
  { key: 'status', title: 'Status', width: 12, value: ({ status }) => status },
  { key: 'cell', title: 'Cell', width: 18, value: ({ sheet, cell }) => `${sheet} ${cell}` },
  { key: 'section', tall: true, title: 'Section', width: 20, value: ({ section }) => section },
  {
    key: 'question',
    tall: true,
    title: 'Question',
    width: 50,
    value: ({ id, text }) => (id === null ? text : `${id}  ${text}`),
  },
  { key: 'answer', tall: true, title: 'Suggested answer', width: 60, value: ({ answer }) => answer },
  {
    key: 'short',
    title: 'Short answer',
    width: 14,
    note: 'In the sheet\'s own words. You may choose another one; it counts with "accept" or "edit".',
    value: (_, record) => shownShortAnswer(record),
  },
  {
    key: 'decision',
    title: 'Decision',
    width: 12,
    note: 'accept: the suggested answer stands in the answered workbook. edit: your text does. reject: the cells are put back as the customer had them. Blank: nothing changes.',
    value: () => null,
  },
  {
    key: 'edited',
    title: 'Edited answer',
    width: 44,
    note: 'Your text, with the decision "edit".',
    value: () => null,
  },
  {
    key: 'confidence',
    title: 'Confidence',
    width: 12,
    value: ({ confidence, answer }) => (answer === null ? null : confidence),
  },
  { key: 'why', tall: true, title: 'Why not answered', width: 36, value: (question) => whyText(question) },
  {
    key: 'source',
    tall: true,
    title: 'Source',
    width: 32,
    value: ({ citations }) =>
      citations.length === 0 ? null : citationLine(citations, 'en').replace(/^Source: /, ''),
  },
  {
    key: 'quote',
    tall: true,
    title: 'Quote',
    width: 50,
    value: ({ citations }) =>
      citations.length === 0 ? null : citations.map(({ quote }) => quote).join('\n'),
  },
  { key: 'alternatives', title: 'Alternatives', width: 50, value: (question) => alternativesText(question) },
  { key: 'key', title: 'Key', width: 8, value: (_, __, key) => String(key) },
];

/** Number of a column, from 1. */
export function columnOf(key: ReviewColumnKey): number {
  return COLUMNS.findIndex((column) => column.key === key) + 1;
}
