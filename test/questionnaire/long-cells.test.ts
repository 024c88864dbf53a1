import { describe, expect, it } from 'vitest';
import { detectQuestionnaire } from '../../src/questionnaire/detect.js';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { buildWorkbook, cellsXml } from '../workbook/build-workbook.js';

const ASKED = [
  'Do you support SSO?',
  'Is data encrypted at rest?',
  'Do you back up data?',
  'Do you have MFA?',
  'Is there a penetration test?',
  'Who is responsible?',
];

/** What a pattern that tries again at every character takes the square of; a cell can hold 100,000 of them. */
const BAITS: readonly [name: string, bait: string][] = [
  ['dots', `Do you ${'.'.repeat(99_000)}?`],
  ['ellipses', `Do you ${'…'.repeat(99_000)}?`],
  ['tabs', `a${'\t'.repeat(99_000)}!`],
  ['line breaks', `a${'\n'.repeat(99_000)}!`],
  ['slashes', 'a/'.repeat(49_000)],
  ['one word', 'a'.repeat(99_000)],
  ['quotes', 'a’'.repeat(49_000)],
  ['sample addresses', `${'a@example.'.repeat(9_900)} b`],
  ['brackets', '('.repeat(99_000)],
  ['numbering', '1.'.repeat(49_000)],
];

/** Where a text can stand: title, header, section row, id, answer, comment, beside the table. */
const PLACES = ['A1', 'B2', 'A7', 'A8', 'C8', 'D10', 'F10'] as const;

function questionnaire(place: string, bait: string): Buffer {
  const texts = new Map<string, string>([
    ['A1', 'Assessment'],
    ['A2', 'No'],
    ['B2', 'Question'],
    ['C2', 'Answer'],
    ['D2', 'Comment'],
    ...ASKED.flatMap((question, i): [string, string][] => [
      [`A${2 * i + 3}`, `Section ${i}`],
      [`A${2 * i + 4}`, `Q-${i + 1}`],
      [`B${2 * i + 4}`, question],
    ]),
    [place, bait],
  ]);
  const rows: Record<number, [string, string][]> = {};
  for (const [reference, text] of texts) {
    const row = Number(reference.slice(1));
    rows[row] = [...(rows[row] ?? []), [reference, text]];
  }
  return buildWorkbook({ sheets: { Q: cellsXml(rows) } });
}

describe('a cell of 99,000 characters', () => {
  it.each(BAITS.flatMap(([name, bait]) => PLACES.map((place) => [name, place, bait] as const)))(
    'of %s in %s holds nothing up',
    (_name, place, bait) => {
      const found = detectQuestionnaire(openWorkbook(questionnaire(place, bait), 'q.xlsx'), {});
      const asked = found.sheets.flatMap((sheet) => sheet.questions.map(({ text }) => text));
      expect(asked).toEqual(expect.arrayContaining(place === 'B2' ? [] : ASKED.slice(0, 2)));
    },
  );
});

describe('drop-downs over one another', () => {
  it('by the thousand, over whole columns and beyond the table, hold nothing up', () => {
    const cells = ASKED.concat(ASKED).concat(ASKED);
    const rows = Array.from({ length: 2000 }, (_, i): [number, [string, string][]] => [
      i + 2,
      [[`B${i + 2}`, `${cells[i % cells.length]} (${i})`]],
    ]);
    const head: [string, string][] = [
      ['B1', 'Question'],
      ['C1', 'Answer'],
      ['XFD1', 'far away'],
    ];
    const lists = Array.from(
      { length: 20_000 },
      (_, i) =>
        `<dataValidation type="list" sqref="C1:XFD${1_048_576 - i}"><formula1>"Yes,No"</formula1></dataValidation>`,
    );
    const inside = `${cellsXml({ 1: head, ...Object.fromEntries(rows) })}<dataValidations>${lists.join('')}</dataValidations>`;
    const found = detectQuestionnaire(openWorkbook(buildWorkbook({ sheets: { Q: inside } }), 'q.xlsx'), {});
    expect(found.sheets.map(({ questions }) => questions.length)).toEqual([2000]);
  });
});
