import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/knowledge/knowledge-base.js';
import type { AnswerCells } from '../../src/questionnaire/question.js';
import { readReview } from '../../src/reporting/read-review.js';
import type { ReportedQuestion } from '../../src/reporting/report.js';
import { columnOf } from '../../src/reporting/review-columns.js';
import type { ReviewIdentity, ReviewRecord } from '../../src/reporting/review-record.js';
import { reviewWorkbook } from '../../src/reporting/review-workbook.js';
import type { Sheet } from '../../src/workbook/sheet.js';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { dropDown, question } from '../answering/made.js';
import { lintWorkbook } from '../workbook/lint-ooxml.js';
import { fileReport, reported } from './reports.js';

const identity: ReviewIdentity = {
  version: 1,
  input: 'q.xlsx',
  answered: 'my files/q.answered.xlsx',
  fingerprint: 'f00d',
  knowledge: 'cafe',
  citations: 'auto',
  packageMark: 'beef',
  additions: [],
};

const dropDownCell: AnswerCells['answer'] = {
  kind: 'cell',
  column: 4,
  vocabulary: dropDown({ yes: 'Ja, erfüllt', no: 'Nein' }),
};

function recordOf(
  { row, sheet, status, verdict }: ReportedQuestion,
  verdictOf: Verdict | null = verdict,
): ReviewRecord {
  return {
    question: question({ answer: dropDownCell }, { row, sheet }),
    status,
    entries: ['sso'],
    verdict: verdictOf,
    text: { text: 'Yes, it is so.', language: 'en' },
    citations: [],
    hedged: false,
    cells: [{ column: 4, before: '<c r="D2" s="3"/>', beforeText: '', value: 'Ja, erfüllt' }],
  };
}

const questions = [
  reported(2),
  reported(3, { status: 'unanswered', answer: null, verdict: null, citations: [], entry: null, entries: [] }),
  reported(4, {
    status: 'review',
    reason: 'how often is not known',
    missing: ['how often'],
    text: 'Ω\u000bü\n"=1+1"',
  }),
  reported(5, { status: 'prefilled', section: null }),
];
const input = () => ({
  file: fileReport(questions),
  identity,
  records: questions.map((each) => recordOf(each)),
});

function sheetNamed(bytes: Uint8Array, name: string): Sheet {
  const sheet = openWorkbook(bytes, 'q.review.xlsx').sheets.find((each) => each.name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}

describe('the review workbook', () => {
  it('what needs a person comes first', async () => {
    const sheet = sheetNamed(await reviewWorkbook(input()), 'Review');
    const statuses = [2, 3, 4, 5].map((row) => sheet.cellAt(row, columnOf('status'))?.text);
    expect(statuses).toEqual(['review', 'answered', 'unanswered', 'prefilled']);
  });

  it('has drop-downs for the decision and for the short answer', async () => {
    const sheet = sheetNamed(await reviewWorkbook(input()), 'Review');
    expect(sheet.validationAt(2, columnOf('decision'))?.values).toEqual(['accept', 'edit', 'reject']);
    expect(sheet.validationAt(3, columnOf('short'))?.values).toEqual(['Ja, erfüllt', 'Nein']);
    expect(sheet.cellAt(3, columnOf('short'))?.text).toBe('Ja, erfüllt');
  });

  it('hides what is for programs only', async () => {
    const bytes = await reviewWorkbook(input());
    expect(sheetNamed(bytes, 'Review').columnHidden(columnOf('key'))).toBe(true);
    expect(sheetNamed(bytes, 'meshsec').visibility).toBe('veryHidden');
    expect(sheetNamed(bytes, 'Summary').visibility).toBe('visible');
  });

  it('is what Excel accepts without repairs, and shows other programs what we put in', async () => {
    const bytes = await reviewWorkbook(input());
    expect(lintWorkbook(bytes)).toEqual([]);
    const book = new exceljs.Workbook();
    await book.xlsx.load(Buffer.from(bytes) as unknown as ArrayBuffer);
    const sheet = book.getWorksheet('Review');
    expect(sheet?.getCell('B2').value).toEqual({
      text: 'Fragen C4',
      hyperlink: "my%20files/q.answered.xlsx#'Fragen'!$C$4",
    });
    expect(sheet?.getCell('I2').numFmt).toBe('0%');
    expect(sheet?.getCell('A2').fill).toMatchObject({ fgColor: { argb: 'FFFFF2CC' } });
    expect(sheet?.getCell('D2').value).toContain('=1+1');
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 1 });
    expect(sheet?.autoFilter).toBe('A1:N5');
  });

  it('the same content gives the same bytes', async () => {
    const [one, other] = [await reviewWorkbook(input()), await reviewWorkbook(input())];
    expect(Buffer.compare(Buffer.from(one), Buffer.from(other))).toBe(0);
  });

  it('the summary counts by sheet and topic', async () => {
    const sheet = sheetNamed(await reviewWorkbook(input()), 'Summary');
    const rows = new Map(
      sheet.cells.filter(({ column }) => column === 1).map(({ row, text }) => [text, row]),
    );
    const counts = (name: string) => [2, 3, 4, 5, 6].map((c) => sheet.cellAt(rows.get(name) ?? 0, c)?.text);
    expect(counts('Fragen')).toEqual(['4', '1', '1', '1', '1']);
    expect(counts('Access')).toEqual(['3', '1', '1', '1', '0']);
    expect(counts('(no section)')).toEqual(['1', '0', '0', '0', '1']);
  });
});

describe('a review workbook read back', () => {
  it('gives identity and records as they were, and no decision yet', async () => {
    const { identity: read, rows } = readReview(await reviewWorkbook(input()), 'q.review.xlsx');
    expect(read).toEqual(identity);
    expect(rows.map(({ record }) => record.question.row)).toEqual([4, 2, 3, 5]);
    expect(rows[0]?.record).toEqual(recordOf(questions[2] ?? reported(0)));
    expect(rows.every(({ decision, edited, shortAnswer }) => !decision && !edited && !shortAnswer)).toBe(
      true,
    );
  });

  it('a long record survives in several cells', async () => {
    const made = input();
    const long = { ...recordOf(reported(2)), text: { text: 'ü '.repeat(40_000), language: 'de' } };
    const { rows } = readReview(
      await reviewWorkbook({ ...made, records: [long, ...made.records.slice(1)] }),
      'r.xlsx',
    );
    expect(rows.find(({ record }) => record.question.row === 2)?.record).toEqual(long);
  });

  it('another workbook is refused', async () => {
    const { newWorkbook, workbookBytes } = await import('../../src/reporting/own-workbook.js');
    const other = newWorkbook('other');
    other.addWorksheet('Sheet').getCell('A1').value = 'x';
    const bytes = await workbookBytes(other);
    expect(() => readReview(bytes, 'other.xlsx')).toThrow(
      expect.objectContaining({ code: 'review-mismatch' }),
    );
  });
});
