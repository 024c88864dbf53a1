import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgeRows } from '../../src/evaluation/evaluate.js';
import { parseLabelledSet } from '../../src/evaluation/labelled-set.js';
import { measure } from '../../src/evaluation/metrics.js';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../../src/knowledge/load.js';
import { createMatcher } from '../../src/matching/matcher.js';

const folder = new URL('../../fixtures/labelled/', import.meta.url);

/** Figures that README and release notes name; they are raised there and here together, never lowered unnoticed. */
const published: Readonly<
  Record<string, { precision: number; coverage: number; verdicts: number; traps: number }>
> = JSON.parse(readFileSync(new URL('published.json', folder), 'utf8'));

const matcher = createMatcher(await loadKnowledgeBase([defaultKnowledgeBasePath()]));

describe.each(Object.entries(published))('%s', (set, figures) => {
  const rows = parseLabelledSet(readFileSync(new URL(`${set}.json`, folder), 'utf8'), set, `${set}.json`);
  const judged = judgeRows(rows, (questions, minConfidence) =>
    matcher.matchAll(questions, { minConfidence }),
  );
  const metrics = measure(judged.filter(({ row }) => !row.disputed));

  test('answers are right at least as often as published', () => {
    expect(metrics.precision).toBeGreaterThanOrEqual(figures.precision);
  });

  test('as much is answered as published', () => {
    expect(metrics.coverage).toBeGreaterThanOrEqual(figures.coverage);
  });

  test('verdicts are right at least as often as published', () => {
    expect(metrics.verdictAccuracy ?? 1).toBeGreaterThanOrEqual(figures.verdicts);
  });

  test('near-miss traps are answered no more often than published', () => {
    expect(metrics.nearMissesAnswered ?? 0).toBeLessThanOrEqual(figures.traps);
  });
});
