import exceljs from 'exceljs';
import { expect, it } from 'vitest';
import { labelledFromWorkbook } from '../../src/evaluation/answered-workbook.js';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../../src/knowledge/load.js';

const base = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
const answerOf = (id: string) => base.entries.find((entry) => entry.id === id)?.answer ?? '';

const ROWS: readonly {
  question: string;
  answer: string;
  comment: string;
  ids: string[];
  disputed: boolean;
}[] = [
  {
    question: 'Is customer data encrypted at rest?',
    answer: 'Yes',
    comment: `${answerOf('enc-rest')}\nSource: Security FAQ`,
    ids: ['enc-rest'],
    disputed: false,
  },
  {
    question: 'Do you support single sign-on and MFA?',
    answer: 'Yes',
    comment: `${answerOf('sso')} ${answerOf('mfa')}`,
    ids: ['sso', 'mfa'],
    disputed: false,
  },
  { question: 'How many people work for you?', answer: '', comment: '', ids: [], disputed: false },
  {
    question: 'Do you have a cyber insurance?',
    answer: 'Yes',
    comment: 'The policy is held by the parent company and covers ten million.',
    ids: [],
    disputed: true,
  },
];

it('approved text names the entries, an empty cell none, other words are not counted', async () => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('Security');
  sheet.addRow(['Question', 'Answer', 'Comment']);
  for (const { question, answer, comment } of ROWS) sheet.addRow([question, answer, comment]);
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  const rows = labelledFromWorkbook(bytes, 'answered.xlsx', 'answered', base);
  expect(
    rows.map(({ id, text, gold, disputed, answerable, verdict }) => ({
      id,
      text,
      gold,
      disputed,
      answerable,
      verdict,
    })),
  ).toEqual(
    ROWS.map(({ question, answer, ids, disputed }, index) => ({
      id: `Security!A${index + 2}`,
      text: question,
      gold: { kind: 'entries', ids: ids.length === 0 ? [] : expect.arrayContaining(ids) },
      disputed,
      answerable: ids.length > 0 ? 'full' : 'none',
      verdict: answer === 'Yes' ? 'yes' : null,
    })),
  );
});
