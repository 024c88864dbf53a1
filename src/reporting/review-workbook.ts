import type { DataValidation, Style, Workbook, Worksheet } from 'exceljs';
import { columnLetters } from '../workbook/address.js';
import { newWorkbook, OWN_FONT, workbookBytes } from './own-workbook.js';
import type { FileReport, QuestionStatus, ReportedQuestion } from './report.js';
import { COLUMNS, columnOf, REVIEW_SHEET, type ReviewColumnKey } from './review-columns.js';
import { type ReviewIdentity, type ReviewRecord, shortAnswerChoices } from './review-record.js';
import { addRecords } from './review-store.js';
import { addSummary } from './review-summary.js';
import { textWidth } from './text-width.js';

/** What a review workbook is made of. */
export interface ReviewInput {
  file: FileReport;
  identity: ReviewIdentity;
  /** One a question, in the order of the report. */
  records: readonly ReviewRecord[];
}

/** What needs a person first comes first. */
const ORDER: readonly QuestionStatus[] = ['review', 'answered', 'unanswered', 'prefilled'];

const MOST_CHARACTERS = 32_000;
/** Points. */
const LINE_HEIGHT = 15;
const HIGHEST_ROW = 240;

function fill(argb: string) {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } } as const;
}

/** What cells look like. Cells share one object a look: exceljs works a style out once for each object it meets. */
type Look = Partial<Style>;

const HEADER: Look = {
  font: { ...OWN_FONT, bold: true, color: { argb: 'FFFFFFFF' } },
  fill: fill('FF1F3864'),
  alignment: { vertical: 'middle', wrapText: true },
};
const PLAIN: Look = { alignment: { vertical: 'top', wrapText: true }, border: { bottom: { style: 'hair' } } };
/** Cells that the reviewer fills in. */
const TO_FILL: Look = {
  ...PLAIN,
  border: { left: { style: 'thin' }, right: { style: 'thin' }, bottom: { style: 'hair' } },
};
const LOOKS: Readonly<Partial<Record<ReviewColumnKey, Look>>> = {
  cell: { ...PLAIN, font: { ...OWN_FONT, color: { argb: 'FF0563C1' }, underline: true } },
  confidence: { ...PLAIN, numFmt: '0%' },
  decision: TO_FILL,
  edited: TO_FILL,
};
const STATUS_LOOKS: Readonly<Record<QuestionStatus, Look>> = {
  answered: { ...PLAIN, fill: fill('FFD9EAD3') },
  review: { ...PLAIN, fill: fill('FFFFF2CC') },
  unanswered: { ...PLAIN, fill: fill('FFEDEDED') },
  prefilled: { ...PLAIN, fill: fill('FFDCE6F1') },
};

/** A link into the answered workbook; `$` keeps exceljs from taking it for a place in this workbook. */
function linkTo(path: string, { sheet, row, cell }: ReportedQuestion): string {
  const place = `'${sheet.replaceAll("'", "''")}'!$${/^[A-Z]+/.exec(cell)?.[0] ?? 'A'}$${row}`;
  const file = path.split('/').map(encodeURIComponent).join('/');
  return `${file}#${encodeURI(place)}`;
}

function addHeader(sheet: Worksheet): void {
  sheet.columns = COLUMNS.map(({ width, key }) => ({ width, key }));
  const header = sheet.getRow(1);
  COLUMNS.forEach(({ title, note }, i) => {
    const cell = header.getCell(i + 1);
    cell.value = title;
    cell.style = HEADER;
    if (note !== undefined) cell.note = note;
  });
  header.height = 30;
}

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

function addRow(sheet: Worksheet, at: number, key: number, record: ReviewRecord, input: ReviewInput): void {
  const question = input.file.questions[key];
  if (question === undefined) return;
  const row = sheet.getRow(at);
  const contents = COLUMNS.map(({ value }) => value(question, record, key));
  row.height = heightOf(contents);
  COLUMNS.forEach(({ key: column }, i) => {
    const cell = row.getCell(i + 1);
    const content = contents[i] ?? null;
    cell.value = typeof content === 'string' ? content.slice(0, MOST_CHARACTERS) : content;
    cell.style = column === 'status' ? STATUS_LOOKS[question.status] : (LOOKS[column] ?? PLAIN);
  });
  row.getCell(columnOf('cell')).value = {
    text: `${question.sheet} ${question.cell}`,
    hyperlink: linkTo(input.identity.answered, question),
  };
}

const DECISION: DataValidation = {
  type: 'list',
  allowBlank: true,
  formulae: ['"accept,edit,reject"'],
  showErrorMessage: true,
  errorTitle: 'Decision',
  error: 'accept, edit or reject',
};

/** Drop-downs over the rows: the decision, and the short answer in the sheet's own words. */
function addDropDowns(sheet: Worksheet, lists: Worksheet, records: readonly ReviewRecord[]): void {
  const columns = new Map<string, string>();
  records.forEach((record, i) => {
    sheet.getRow(i + 2).getCell(columnOf('decision')).dataValidation = DECISION;
    const choices = shortAnswerChoices(record.question);
    if (choices === null) return;
    const id = JSON.stringify(choices);
    const letters = columns.get(id) ?? columnLetters(columns.size + 1);
    if (!columns.has(id))
      choices.forEach((choice, n) => {
        lists.getCell(`${letters}${n + 1}`).value = choice;
      });
    columns.set(id, letters);
    sheet.getRow(i + 2).getCell(columnOf('short')).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`${lists.name}!$${letters}$1:$${letters}$${choices.length}`],
    };
  });
}

function addQuestions(workbook: Workbook, input: ReviewInput, lists: Worksheet): Worksheet {
  const sheet = workbook.addWorksheet(REVIEW_SHEET, {
    views: [{ state: 'frozen', xSplit: 2, ySplit: 1, activeCell: 'G2' }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  addHeader(sheet);
  const keys = input.file.questions.map((_, key) => key);
  const rank = (key: number) => ORDER.indexOf(input.file.questions[key]?.status ?? 'prefilled');
  const sorted = keys.sort((a, b) => rank(a) - rank(b) || a - b);
  const records: ReviewRecord[] = [];
  for (const key of sorted) {
    const record = input.records[key];
    if (record === undefined) continue;
    records.push(record);
    addRow(sheet, records.length + 1, key, record, input);
  }
  addDropDowns(sheet, lists, records);
  sheet.getColumn(columnOf('key')).hidden = true;
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: records.length + 1, column: COLUMNS.length } };
  return sheet;
}

/** The review workbook: a summary, one row a question with a decision to take, and what `apply` needs, hidden. */
export async function reviewWorkbook(input: ReviewInput): Promise<Uint8Array> {
  const workbook = newWorkbook(`Review of ${input.identity.input}`);
  addSummary(workbook, input.file, input.identity);
  const lists = workbook.addWorksheet('Lists', { state: 'veryHidden' });
  addQuestions(workbook, input, lists);
  addRecords(workbook, input.identity, input.records);
  // The sheet of questions is the third: summary, lists (hidden), review.
  workbook.views = [
    { x: 0, y: 0, width: 28_000, height: 16_000, firstSheet: 0, activeTab: 2, visibility: 'visible' },
  ];
  return workbookBytes(workbook);
}
