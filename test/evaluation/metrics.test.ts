import { describe, expect, test } from 'vitest';
import { compareRuns, parseEarlierRun } from '../../src/evaluation/comparison.js';
import { evaluate } from '../../src/evaluation/evaluate.js';
import type { LabelledRow } from '../../src/evaluation/labelled-row.js';
import { evaluationJson, evaluationText } from '../../src/reporting/evaluation.js';
import { madeEntry, madeMatch, madeRow } from './made.js';

const enc = madeEntry('enc', 'Data is encrypted at rest on all our disks.');
const nothing = madeMatch([], { status: 'unanswered', confidence: 0, verdict: null });
const none = { answerable: 'none' as const, gold: { kind: 'entries' as const, ids: [] }, verdict: null };

/** 4 answers: 2 right, 1 overclaim, 1 near miss; 1 answerable row is not answered. */
const rows: readonly LabelledRow[] = [
  madeRow({ id: 'a', voice: 'one' }),
  madeRow({ id: 'b', voice: 'two', verdict: 'no' }),
  madeRow({ id: 'c', voice: 'one', text: 'unmatched', language: 'de' }),
  madeRow({ id: 'd', answerable: 'partial' }),
  madeRow({ id: 'e', ...none, tags: ['near-miss'] }),
  madeRow({ id: 'f', ...none, text: 'unmatched', tags: ['near-miss'] }),
  madeRow({ id: 'g', disputed: true }),
  madeRow({ id: 'h', isQuestion: false }),
];

const batches: string[][] = [];
const evaluation = evaluate(rows, (questions, minConfidence) => {
  if (minConfidence === null) batches.push(questions.map(({ text }) => text));
  return questions.map(({ text }) =>
    text === 'unmatched' ? nothing : madeMatch([enc], { confidence: 0.85 }),
  );
});

describe('figures', () => {
  test('over all rows', () => {
    expect(evaluation.overall).toEqual({
      questions: 6,
      full: 3,
      partial: 1,
      none: 2,
      answered: 4,
      precision: 3 / 4,
      coverage: 2 / 3,
      firstThree: 2 / 3,
      overclaims: 1,
      nearMisses: 2,
      nearMissesAnswered: 1 / 2,
      verdicts: 3,
      verdictAccuracy: 2 / 3,
    });
  });

  test('each voice is matched as one questionnaire; a row that is no question is not matched', () => {
    expect(batches.map(({ length }) => length)).toEqual([2, 1, 4]);
  });

  test('by voice, language and entry', () => {
    expect(evaluation.byVoice.map(({ name, metrics }) => [name, metrics.coverage])).toEqual([
      ['set/one', 1 / 2],
      ['set/two', 1],
      ['set/voice', null],
    ]);
    expect(evaluation.byLanguage.map(({ name, metrics }) => [name, metrics.answered])).toEqual([
      ['en', 4],
      ['de', 0],
    ]);
    expect(evaluation.byEntry.map(({ name }) => name)).toEqual(['enc']);
  });

  test('reliability compares confidence with the share that is right', () => {
    expect(evaluation.reliability).toHaveLength(1);
    expect(evaluation.reliability[0]).toMatchObject({
      from: 0.8,
      suggestions: 4,
      right: 0.5,
      answeredRight: 0.5,
    });
    expect(evaluation.calibrationError).toBeCloseTo(0.35);
  });

  test('a higher threshold keeps fewer answers', () => {
    const answered = evaluation.curve.map((point) => [point.minConfidence, point.answered]);
    expect(answered).toContainEqual([0.85, 4]);
    expect(answered).toContainEqual([0.9, 0]);
  });
});

describe('two runs', () => {
  const earlier = JSON.parse(evaluationJson(evaluation, null));

  test('a run equals itself', () => {
    const same = compareRuns(parseEarlierRun(JSON.stringify(earlier), 'e.json'), evaluation);
    expect(same).toMatchObject({ changed: [], onlyNow: 0, onlyBefore: 0 });
  });

  test('a changed row is named', () => {
    earlier.rows[0].outcome = 'withheld';
    const { changed } = compareRuns(parseEarlierRun(JSON.stringify(earlier), 'e.json'), evaluation);
    expect(changed.map(({ id, before, now }) => [id, before, now])).toEqual([['a', 'withheld', 'right']]);
  });

  test('anything else is refused', () => {
    expect(() => parseEarlierRun('{}', 'e.json')).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

test('the text has a line for each voice, fits its width and is plain', () => {
  const text = evaluationText(evaluation, { width: 100, detail: true });
  expect(text).toMatch(/^set\/two +1 +1 +100\.0 %/m);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});
