import { cellReference, columnLetters } from '../workbook/address.js';
import type { CellLook } from './own-looks.js';
import { ownWorkbookBytes } from './own-package.js';
import type { DropDown, OwnCell, OwnRow, OwnSheet } from './own-sheet.js';
import type { FileReport, QuestionStatus, ReportedQuestion } from './report.js';
import { COLUMNS, columnOf, REVIEW_SHEET, type ReviewColumnKey } from './review-columns.js';
import { type ReviewIdentity, type ReviewRecord, shortAnswerChoices } from './review-record.js';
import { storeSheet } from './review-store.js';
import { summarySheet } from './review-summary.js';
import { textWidth } from './text-width.js';

/** What a review workbook is made of. */
export interface ReviewInput {
  file: FileReport;
  identity: ReviewIdentity;
  /** One a question, in the order of the report. */
  records: readonly ReviewRecord[];
}

/** A question with its record and its place in the report. */
interface ReviewRow {
  key: number;
  question: ReportedQuestion;
  record: ReviewRecord;
}

/** What needs a person first comes first. */
const ORDER: readonly QuestionStatus[] = ['review', 'answered', 'unanswered', 'prefilled'];

const TEXT: CellLook = { vertical: 'top', wrap: true, border: 'line' };
const HEADER: CellLook = {
  bold: true,
  colour: 'FFFFFFFF',
  fill: 'FF1F3864',
  vertical: 'center',
  wrap: true,
};
const STATUS: Readonly<Record<QuestionStatus, CellLook>> = {
  answered: { ...TEXT, fill: 'FFD9EAD3' },
  review: { ...TEXT, fill: 'FFFFF2CC' },
  unanswered: { ...TEXT, fill: 'FFEDEDED' },
  prefilled: { ...TEXT, fill: 'FFDCE6F1' },
};
const TO_FILL_IN: CellLook = { ...TEXT, border: 'box' };
const LOOKS: Readonly<Partial<Record<ReviewColumnKey, CellLook>>> = {
  cell: { ...TEXT, colour: 'FF0563C1', underline: true },
  confidence: { ...TEXT, percent: true },
  decision: TO_FILL_IN,
  edited: TO_FILL_IN,
};

/** Points. */
const LINE_HEIGHT = 15;
const HEADER_HEIGHT = 30;
const HIGHEST_ROW = 240;

/** Lists of short answers, one a column of a hidden sheet: a list in the drop-down itself holds 255 characters only. */
const LISTS_SHEET = 'Lists';

/** Height for the texts that are read first, in points; programs that do not fit rows themselves show them whole. */
function heightOf(texts: readonly (string | number | null)[]): number {
  const lines = COLUMNS.map(({ width, tall }, i) => {
    const text = texts[i];
    if (!tall || typeof text !== 'string') return 1;
    const each = text.split('\n').map((line) => Math.max(1, Math.ceil((textWidth(line) * 1.1) / width)));
    return each.reduce((sum, count) => sum + count, 0);
  });
  return Math.min(LINE_HEIGHT * Math.max(2, ...lines), HIGHEST_ROW);
}

function sheetRow({ question, record, key }: ReviewRow): OwnRow {
  const values = COLUMNS.map(({ value }) => value(question, record, key));
  const cells = COLUMNS.map(({ key: column }, i): OwnCell => {
    const look = column === 'status' ? STATUS[question.status] : (LOOKS[column] ?? TEXT);
    return { value: values[i] ?? null, look };
  });
  return { cells, height: heightOf(values) };
}

/** Drop-downs over the rows: the decision, and the short answer in the sheet's own words, with the lists they refer to. */
function dropDownsOf(rows: readonly ReviewRow[]): { dropDowns: DropDown[]; lists: OwnSheet } {
  const decisions = rows.map((_, i) => cellReference(i + 2, columnOf('decision')));
  const byChoices = new Map<string, { choices: readonly string[]; cells: string[] }>();
  rows.forEach(({ record }, i) => {
    const choices = shortAnswerChoices(record.question);
    if (choices === null) return;
    const id = JSON.stringify(choices);
    const known = byChoices.get(id) ?? { choices, cells: [] };
    known.cells.push(cellReference(i + 2, columnOf('short')));
    byChoices.set(id, known);
  });
  const columns = [...byChoices.values()];
  const longest = Math.max(0, ...columns.map(({ choices }) => choices.length));
  const refusal = { title: 'Decision', text: 'accept, edit or reject' };
  return {
    dropDowns: [
      ...(rows.length === 0 ? [] : [{ cells: decisions, list: '"accept,edit,reject"', refusal }]),
      ...columns.map(({ choices, cells }, i) => {
        const letters = columnLetters(i + 1);
        return { cells, list: `${LISTS_SHEET}!$${letters}$1:$${letters}$${choices.length}` };
      }),
    ],
    lists: {
      name: LISTS_SHEET,
      veryHidden: true,
      columns: [],
      rows: Array.from({ length: longest }, (_, row) => ({
        cells: columns.map(({ choices }) => ({ value: choices[row] ?? null })),
      })),
    },
  };
}

/** A link to a cell of the answered workbook. */
function linkTo(answered: string, { sheet, cell }: ReportedQuestion): string {
  // Half a character has no place in a URL.
  const whole = (text: string) => text.replace(/\p{Cs}/gu, '\ufffd');
  const file = whole(answered).split('/').map(encodeURIComponent).join('/');
  return `${file}#${encodeURI(`'${whole(sheet).replaceAll("'", "''")}'!${cell}`)}`;
}

function questionSheet(
  rows: readonly ReviewRow[],
  dropDowns: readonly DropDown[],
  { answered }: ReviewIdentity,
): OwnSheet {
  const header = COLUMNS.map(({ title }) => ({ value: title, look: HEADER }));
  return {
    name: REVIEW_SHEET,
    landscape: true,
    frozen: { columns: 2, rows: 1, cursor: 'G2' },
    columns: COLUMNS.map(({ key, width }) => ({ width, hidden: key === 'key' })),
    rows: [{ cells: header, height: HEADER_HEIGHT }, ...rows.map(sheetRow)],
    filter: true,
    dropDowns,
    links: rows.map(({ question }, i) => ({
      cell: cellReference(i + 2, columnOf('cell')),
      url: linkTo(answered, question),
    })),
    notes: COLUMNS.flatMap(({ note }, i) =>
      note === undefined ? [] : [{ row: 1, column: i + 1, text: note }],
    ),
  };
}

function rowsOf({ file, records }: ReviewInput): ReviewRow[] {
  const rows = file.questions.flatMap((question, key): ReviewRow[] => {
    const record = records[key];
    return record === undefined ? [] : [{ key, question, record }];
  });
  const rank = ({ question }: ReviewRow) => ORDER.indexOf(question.status);
  return rows.sort((a, b) => rank(a) - rank(b) || a.key - b.key);
}

/** The review workbook: a summary, one row a question with a decision to take, and what `apply` needs, hidden. */
export function reviewWorkbook(input: ReviewInput): Uint8Array {
  const { file, identity, records } = input;
  const rows = rowsOf(input);
  const { dropDowns, lists } = dropDownsOf(rows);
  const sheets = [
    summarySheet(file, identity),
    lists,
    questionSheet(rows, dropDowns, identity),
    storeSheet(identity, records),
  ];
  return ownWorkbookBytes({
    title: `Review of ${identity.input}`,
    sheets,
    active: sheets.findIndex(({ name }) => name === REVIEW_SHEET),
  });
}
