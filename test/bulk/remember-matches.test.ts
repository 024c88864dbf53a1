import { describe, expect, test } from 'vitest';
import { rememberMatches } from '../../src/bulk/remember-matches.js';
import type { Match, MatchQuestion } from '../../src/matching/match.js';
import type { MatchOptions } from '../../src/matching/matcher.js';

function ask(...texts: readonly string[]): MatchQuestion[] {
  return texts.map((text) => ({ text, parts: [text], section: null, sheet: 'S', context: null }));
}

/** A matcher that numbers its calls, and tells how often it was asked. */
function counted(mostRows?: number) {
  let calls = 0;
  const matchAll = (questions: readonly MatchQuestion[]): Match[] => {
    calls += 1;
    return questions.map(({ text }) => ({
      ...{ status: 'unanswered', entries: [], confidence: 0, verdict: null, missing: [], alternatives: [] },
      reason: `${text} ${calls}`,
    }));
  };
  const matcher = rememberMatches({ matchAll, search: () => [] }, mostRows);
  const reasons = (questions: readonly MatchQuestion[], options?: MatchOptions) =>
    matcher.matchAll(questions, options).map(({ reason }) => reason);
  return { reasons, calls: () => calls };
}

describe('matches remembered over questionnaires', () => {
  test('the very same questions are matched once', () => {
    const { reasons } = counted();
    expect(reasons(ask('a', 'b'))).toEqual(['a 1', 'b 1']);
    expect(reasons(ask('a', 'b'))).toEqual(['a 1', 'b 1']);
  });

  test.each([
    ['another row', ask('a', 'c'), undefined],
    ['a row more, as what recurs over the rows counts', ask('a', 'b', 'c'), undefined],
    ['another order', ask('b', 'a'), undefined],
    ['another section', ask('a', 'b').map((row) => ({ ...row, section: 'Access' })), undefined],
    ['another row it refers to', ask('a', 'b').map((row) => ({ ...row, context: 'x' })), undefined],
    ['other parts', ask('a', 'b').map((row) => ({ ...row, parts: ['a', 'b'] })), undefined],
    ['another threshold', ask('a', 'b'), { minConfidence: 0.5 }],
  ])('%s is matched anew', (_, questions, options) => {
    const { reasons, calls } = counted();
    reasons(ask('a', 'b'));
    reasons(questions, options);
    expect(calls()).toBe(2);
  });

  test('a caller that changes its list changes nothing for the next', () => {
    const matcher = rememberMatches({ matchAll: (rows) => rows.map(() => ({}) as Match), search: () => [] });
    matcher.matchAll(ask('a')).pop();
    expect(matcher.matchAll(ask('a'))).toHaveLength(1);
  });

  test('the oldest are forgotten first', () => {
    const { reasons } = counted(4);
    for (const text of ['a', 'b', 'c']) reasons(ask(text, text));
    expect(reasons(ask('c', 'c'))).toEqual(['c 3', 'c 3']);
    expect(reasons(ask('b', 'b'))).toEqual(['b 2', 'b 2']);
    expect(reasons(ask('a', 'a'))).toEqual(['a 4', 'a 4']);
  });
});
