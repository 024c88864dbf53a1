import { describe, expect, test } from 'vitest';
import { judge } from '../../src/evaluation/judgement.js';
import { madeEntry, madeMatch, madeRow } from './made.js';

const right = madeEntry('enc', 'Data is encrypted at rest on all our disks.');
const otherHeading = madeEntry('enc-2', 'Data is encrypted at rest on all our disks.', 'Elsewhere');
const otherPassage = madeEntry('backup', 'Backups are taken and kept in the region of the customer.');
const none = {
  answerable: 'none' as const,
  gold: { kind: 'passages' as const, headings: [], quotes: [] },
  verdict: null,
};

describe('a row is right when it cites the heading and holds the passage', () => {
  test.each([
    ['heading and passage', madeRow(), madeMatch([right]), 'right'],
    ['passage under another heading', madeRow(), madeMatch([otherHeading]), 'wrong-passage'],
    ['heading, another passage', madeRow(), madeMatch([otherPassage]), 'wrong-passage'],
    ['one of several entries', madeRow(), madeMatch([otherPassage, right]), 'right'],
    ['only part is known', madeRow({ answerable: 'partial' }), madeMatch([right]), 'overclaim'],
    ['nothing is known', madeRow(none), madeMatch([right]), 'wrong-none'],
    ['for review', madeRow(), madeMatch([right], { status: 'review' }), 'withheld'],
    ['unanswered', madeRow(none), madeMatch([], { status: 'unanswered' }), 'withheld'],
    ['by id', madeRow({ gold: { kind: 'entries', ids: ['enc'] } }), madeMatch([right]), 'right'],
    [
      'by another id',
      madeRow({ gold: { kind: 'entries', ids: ['mfa'] } }),
      madeMatch([right]),
      'wrong-passage',
    ],
  ])('%s', (_, row, match, expected) => {
    expect(judge(row, match).outcome).toBe(expected);
  });
});

describe('verdicts count where a Yes or No is labelled, given, and the answer is right', () => {
  test.each([
    ['as labelled', madeRow(), madeMatch([right]), true],
    ['the opposite', madeRow({ verdict: 'no' }), madeMatch([right]), false],
    ['open request', madeRow({ verdict: 'text' }), madeMatch([right]), null],
    ['none given', madeRow(), madeMatch([right], { verdict: null }), null],
    ['wrong passage', madeRow(), madeMatch([otherPassage]), null],
  ])('%s', (_, row, match, expected) => {
    expect(judge(row, match).verdictRight).toBe(expected);
  });
});

describe('first three', () => {
  const offered = (ids: readonly string[]) =>
    ids.map((id) => ({
      entry: id === 'enc' ? right : madeEntry(id, `All about ${id}.`, id),
      confidence: 0.5,
      phrasing: null,
    }));
  test.each([
    ['second alternative', ['a', 'enc'], true],
    ['third alternative', ['a', 'b', 'enc'], false],
  ])('%s', (_, ids, expected) => {
    const match = madeMatch([madeEntry('x', 'Something else.', 'x')], { alternatives: offered(ids) });
    expect(judge(madeRow(), match).inFirstThree).toBe(expected);
  });

  test('the suggestion itself is not counted again among the alternatives', () => {
    const first = madeEntry('x', 'Something else.', 'x');
    const repeated = { entry: first, confidence: 0.9, phrasing: null };
    const match = madeMatch([first], { alternatives: [repeated, ...offered(['a', 'enc'])] });
    expect(judge(madeRow(), match).inFirstThree).toBe(true);
  });
});

test.each([['near-miss'], ['trap']])('an unanswerable row tagged %s is a near miss', (tag) => {
  expect(judge(madeRow({ ...none, tags: [tag] }), madeMatch([right])).nearMiss).toBe(true);
  expect(judge(madeRow({ tags: [tag] }), madeMatch([right])).nearMiss).toBe(false);
});
