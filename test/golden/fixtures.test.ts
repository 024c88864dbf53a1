import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LAYOUTS } from '../../fixtures/layouts.js';
import { fixtureRows } from '../../fixtures/make.js';
import { type AnsweredWorkbook, answerWorkbook } from '../../src/answer.js';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../../src/knowledge/load.js';
import { createMatcher } from '../../src/matching/matcher.js';

const knowledge = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
const matcher = createMatcher(knowledge);

function answer(name: string): AnsweredWorkbook {
  const bytes = readFileSync(new URL(`../../fixtures/${name}.xlsx`, import.meta.url));
  const options = { layout: {}, citations: 'auto', minConfidence: null, today: null } as const;
  return answerWorkbook(bytes, `${name}.xlsx`, knowledge, matcher, options);
}

/** Where questions and answers stand in each example, as its maker drew it. */
const COLUMNS: Readonly<Record<string, object>> = {
  'cloud-controls': { id: 'A', question: 'B', answer: ['C'], comment: 'E', reference: null },
  'consensus-marks': { id: 'B', question: 'C', answer: ['D', 'E', 'F'], comment: 'G', reference: null },
  'supplier-due-diligence': { id: 'A', question: 'B', answer: ['C'], comment: 'D', reference: null },
  'bank-de': { id: 'A', question: 'B', answer: ['C'], comment: 'D', reference: 'E' },
  plain: { id: null, question: 'A', answer: ['B'], comment: 'C', reference: null },
};

describe.each(Object.keys(LAYOUTS))('%s', (name) => {
  const rows = fixtureRows(name);
  const { report } = answer(name);

  test('every row is seen as a question, in the right columns', () => {
    expect(report.questions.map(({ text }) => text)).toEqual(rows.map(({ q }) => q));
    expect(report.sheets.filter(({ questions }) => questions > 0)).toMatchObject([
      { columns: COLUMNS[name] },
    ]);
  });

  test('nothing is answered that is not expected to be, and no verdict is wrong', () => {
    const wrong = report.questions.flatMap((question, i) => {
      const row = rows[i];
      if (question.status !== 'answered' || !row) return [];
      const expected = row.answers.some((id) => question.entries.includes(id)) && !row.partial;
      const labelled = row.verdict === 'yes' || row.verdict === 'no';
      const verdictWrong = labelled && question.verdict !== null && question.verdict !== row.verdict;
      return expected && !verdictWrong ? [] : [`${question.text} -> ${question.entry} ${question.verdict}`];
    });
    expect(wrong).toEqual([]);
  });

  test('what is not answered is not written', () => {
    const written = report.questions.filter(
      ({ status, writes }) => status !== 'answered' && writes.length > 0,
    );
    expect(written).toEqual([]);
  });

  // Renewed by `npm run golden` only; read the difference before committing it.
  test('is answered as it was before', async () => {
    const questions = report.questions.map(({ row, id, status, verdict, entries, writes }) => ({
      row,
      id,
      status,
      verdict,
      entries,
      writes: writes.map(({ cell, value }) => `${cell}: ${value}`),
    }));
    const golden = { summary: report.summary, questions };
    await expect(`${JSON.stringify(golden, null, 2)}\n`).toMatchFileSnapshot(
      `../../fixtures/golden/${name}.json`,
    );
  });
});
