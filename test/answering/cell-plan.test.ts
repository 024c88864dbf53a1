import { describe, expect, it } from 'vitest';
import { cellKey, planWrites } from '../../src/answering/cell-plan.js';
import { type AnswerPolicy, suggest } from '../../src/answering/suggestion.js';
import { toWrite } from '../../src/answering/to-write.js';
import type { Entry, Verdict } from '../../src/knowledge/knowledge-base.js';
import type { AnswerCells } from '../../src/questionnaire/question.js';
import type { Vocabulary } from '../../src/questionnaire/vocabulary.js';
import { cellReference } from '../../src/workbook/address.js';
import { type SheetTextOptions, sheetFromText } from '../workbook/sheet-from-text.js';
import { dropDown, entry, knowledgeBase, match, question } from './made.js';

const POLICY: AnswerPolicy = { minConfidence: 0, citations: 'auto', today: '2026-11-23' };
const TEXT = 'Our sso is in place.';
const LINE = 'Source: Security FAQ, "Is there sso?"';
const PASSAGE = 'Security FAQ, "Is there sso?": "There is sso."';

const yesNo = dropDown({ yes: 'Yes', no: 'No', na: 'N/A' });
const cell = (column: number, vocabulary: Vocabulary | null): AnswerCells['answer'] => ({
  kind: 'cell',
  column,
  vocabulary,
});
const marks: AnswerCells['answer'] = {
  kind: 'marks',
  mark: 'X',
  columns: [
    { verdict: 'yes', column: 2 },
    { verdict: 'no', column: 3 },
  ],
};

interface Case {
  name: string;
  cells: Partial<AnswerCells>;
  verdict?: Verdict | null;
  more?: Partial<Entry>;
  policy?: Partial<AnswerPolicy>;
  table?: string;
  sheet?: SheetTextOptions;
  language?: 'en' | 'de';
  refused?: Record<string, string>;
  writes?: Record<string, string>;
  obstacle?: RegExp;
}

function plan(test: Case) {
  const kb = knowledgeBase([]);
  const policy = { ...POLICY, ...test.policy };
  const asked = question(test.cells, { language: test.language ?? 'en', sheet: 'Sheet1' });
  const answer = entry('sso', test.more);
  const found = match([answer], test.verdict === undefined ? {} : { verdict: test.verdict });
  const sheet = sheetFromText(test.table ?? 'Question\nIs it in place?', test.sheet);
  const refused = new Map(Object.entries(test.refused ?? {}));
  const decided = toWrite(suggest(asked, found, kb, policy));
  if (decided === null) throw new Error('nothing to write');
  return planWrites(asked, decided, sheet, policy.citations, refused);
}

const WRITES: Case[] = [
  {
    name: 'drop-down and comment',
    cells: { answer: cell(2, yesNo), comment: { column: 3 } },
    writes: { B2: 'Yes', C2: `${TEXT}\n${LINE}` },
  },
  {
    name: 'drop-down, comment and reference column',
    cells: { answer: cell(2, yesNo), comment: { column: 3 }, reference: { column: 4 } },
    writes: { B2: 'Yes', C2: TEXT, D2: PASSAGE },
  },
  {
    name: "the drop-down's own word",
    cells: { answer: cell(2, dropDown({ yes: 'Compliant', no: 'Not compliant' })), comment: { column: 3 } },
    verdict: 'no',
    writes: { B2: 'Not compliant', C2: `${TEXT}\n${LINE}` },
  },
  {
    name: 'a verdict without a word leaves the drop-down blank',
    cells: { answer: cell(2, dropDown({ yes: 'Yes', no: 'No' })), comment: { column: 3 } },
    verdict: 'partial',
    writes: { C2: `${TEXT}\n${LINE}` },
  },
  {
    name: 'no verdict leaves the drop-down blank',
    cells: { answer: cell(2, yesNo), comment: { column: 3 } },
    verdict: null,
    writes: { C2: `${TEXT}\n${LINE}` },
  },
  { name: 'a drop-down alone takes the verdict', cells: { answer: cell(2, yesNo) }, writes: { B2: 'Yes' } },
  {
    name: 'an X in the right column, text in the comment',
    cells: { answer: marks, comment: { column: 4 } },
    verdict: 'no',
    writes: { C2: 'X', D2: `${TEXT}\n${LINE}` },
  },
  {
    name: 'text answer column alone says the verdict too',
    cells: { answer: cell(2, null) },
    writes: { B2: `Yes. ${TEXT}\n${LINE}` },
  },
  {
    name: 'text answer column alone: no second Yes',
    cells: { answer: cell(2, null) },
    more: { answer: 'Yes, it is.' },
    writes: { B2: `Yes, it is.\n${LINE}` },
  },
  {
    name: 'an inverted question turns the opening round',
    cells: { answer: cell(2, null) },
    more: { answer: 'Yes, meshStack supports SSO.' },
    verdict: 'no',
    writes: { B2: `No. meshStack supports SSO.\n${LINE}` },
  },
  {
    name: 'text answer and comment: the short answer, then the text',
    cells: { answer: cell(2, null), comment: { column: 3 } },
    writes: { B2: 'Yes', C2: `${TEXT}\n${LINE}` },
  },
  {
    name: 'an open question is answered in the answer column',
    cells: { answer: cell(2, null), comment: { column: 3 } },
    verdict: null,
    writes: { B2: `${TEXT}\n${LINE}` },
  },
  {
    name: 'comment column only',
    cells: { comment: { column: 3 } },
    writes: { C2: `${TEXT}\n${LINE}` },
  },
  {
    name: 'German words of ours, English text',
    cells: { answer: cell(2, null), comment: { column: 3 } },
    language: 'de',
    writes: { B2: 'Ja', C2: `${TEXT}\n${LINE}` },
  },
  {
    name: 'German text where it is verified',
    cells: { answer: cell(2, null) },
    language: 'de',
    more: { translations: { de: { answer: 'SSO ist möglich.', verified: '2026-01-01' } } },
    writes: { B2: 'Ja. SSO ist möglich.\nQuelle: Security FAQ, „Is there sso?“' },
  },
  {
    name: 'an unverified translation is not used',
    cells: { comment: { column: 3 } },
    language: 'de',
    more: { translations: { de: { answer: 'SSO ist möglich.', verified: null } } },
    writes: { C2: `${TEXT}\n${LINE}` },
  },
  {
    name: 'citations: none',
    cells: { comment: { column: 3 }, reference: { column: 4 } },
    policy: { citations: 'none' },
    writes: { C2: TEXT },
  },
  {
    name: 'citations: comment',
    cells: { comment: { column: 3 }, reference: { column: 4 } },
    policy: { citations: 'comment' },
    writes: { C2: `${TEXT}\n${LINE}` },
  },
  {
    name: 'citations: reference, where there is no such column',
    cells: { comment: { column: 3 } },
    policy: { citations: 'reference' },
    writes: { C2: TEXT },
  },
  {
    name: "a reference cell that is not empty is the customer's",
    cells: { comment: { column: 3 }, reference: { column: 4 } },
    table: 'Question\nIs it? | | | see policy 7',
    writes: { C2: `${TEXT}\n${LINE}` },
  },
  {
    name: "a comment cell that is not empty is the customer's",
    cells: { answer: cell(2, null), comment: { column: 3 } },
    table: 'Question\nIs it? | | Explain here',
    writes: { B2: `Yes. ${TEXT}\n${LINE}` },
  },
  {
    name: 'a locked drop-down: the comment still helps',
    cells: { answer: cell(2, yesNo), comment: { column: 3 } },
    sheet: { protected: true, unlocked: ['C2'] },
    writes: { C2: `${TEXT}\n${LINE}` },
  },
  {
    name: 'a cell that the writer refused is not tried again',
    cells: { answer: cell(2, yesNo), comment: { column: 3 } },
    refused: { [cellKey('Sheet1', 2, 3)]: 'C2 is an array formula' },
    writes: { B2: 'Yes' },
  },
];

const OBSTACLES: Case[] = [
  {
    name: 'conditions, and no cell for the text',
    cells: { answer: cell(2, yesNo) },
    more: { hedged: true },
    obstacle: /conditions/,
  },
  {
    name: 'conditions, and the comment is not empty',
    cells: { answer: cell(2, yesNo), comment: { column: 3 } },
    more: { hedged: true },
    table: 'Question\nIs it? | | Explain here',
    obstacle: /conditions.*C2 is not empty/,
  },
  {
    name: 'an open question and a drop-down alone',
    cells: { answer: cell(2, yesNo) },
    verdict: null,
    obstacle: /no cell/,
  },
  {
    name: 'a verdict without a word or text',
    cells: { answer: cell(2, yesNo) },
    verdict: 'partial',
    obstacle: /no cell/,
  },
  {
    name: "our word is not on the cell's real list",
    cells: { answer: cell(2, yesNo) },
    sheet: { lists: { B2: ['Y', 'N'] } },
    obstacle: /B2 takes only values of its list/,
  },
  { name: 'no cell at all', cells: {}, obstacle: /no cell/ },
  { name: 'locked', cells: { comment: { column: 3 } }, sheet: { protected: true }, obstacle: /C2 is locked/ },
  {
    name: 'formula',
    cells: { comment: { column: 3 } },
    table: 'Question\nIs it? | | =x',
    obstacle: /C2 holds a formula/,
  },
  {
    name: 'merged with the row above',
    cells: { comment: { column: 3 } },
    sheet: { merges: ['C1:C2'] },
    obstacle: /C2 is merged/,
  },
  {
    name: 'hidden sheet',
    cells: { comment: { column: 3 } },
    sheet: { visibility: 'hidden' },
    obstacle: /hidden sheet/,
  },
];

describe('what is written where', () => {
  it.each(WRITES)('$name', (test) => {
    const { writes, obstacle } = plan(test);
    const cells = writes.map(({ row, column, value }) => [cellReference(row, column), value]);
    expect(obstacle).toBeNull();
    expect(Object.fromEntries(cells)).toEqual(test.writes);
  });
});

describe('what is held back', () => {
  it.each(OBSTACLES)('$name', (test) => {
    const { writes, obstacle } = plan(test);
    expect(writes).toEqual([]);
    expect(obstacle).toMatch(test.obstacle ?? /never/);
  });
});
