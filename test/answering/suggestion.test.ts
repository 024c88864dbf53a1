import { describe, expect, it } from 'vitest';
import { type AnswerPolicy, suggest } from '../../src/answering/suggestion.js';
import type { Entry } from '../../src/knowledge/knowledge-base.js';
import type { Match } from '../../src/matching/match.js';
import type { Question } from '../../src/questionnaire/question.js';
import { entry, knowledgeBase, match, question } from './made.js';

const POLICY: AnswerPolicy = { minConfidence: 0, citations: 'auto', today: '2026-11-23' };
const sso = entry('sso');
const mfa = entry('mfa');

interface Case {
  name: string;
  match: Match;
  question?: Partial<Question>;
  policy?: Partial<AnswerPolicy>;
  status: string;
  reason: RegExp | null;
}

const ANSWER = { kind: 'cell' as const, column: 3, vocabulary: null };
const CELLS = { answer: ANSWER, comment: null, reference: null };
const withEntry = (more: Partial<Entry>) => match([entry('sso', more)]);

const CASES: Case[] = [
  { name: 'trusted', match: match([sso]), status: 'answered', reason: null },
  {
    name: 'below the required confidence',
    match: match([sso], { confidence: 0.8 }),
    policy: { minConfidence: 0.9 },
    status: 'review',
    reason: /confidence 0\.80 is below/,
  },
  {
    name: 'the matcher asks for review',
    match: match([sso], { status: 'review', reason: 'how often is not known' }),
    status: 'review',
    reason: /^how often is not known$/,
  },
  {
    name: 'stale',
    match: withEntry({ stale: { was: 'a', now: 'b' } }),
    status: 'review',
    reason: /source of "sso" has changed/,
  },
  {
    name: 'expired',
    match: withEntry({ expires: '2026-11-22' }),
    status: 'review',
    reason: /expired on 2026-11-22/,
  },
  { name: 'expires today', match: withEntry({ expires: '2026-11-23' }), status: 'answered', reason: null },
  { name: 'without a source', match: withEntry({ quotes: [] }), status: 'review', reason: /has no source/ },
  {
    name: 'a language that is not understood',
    match: match([sso]),
    question: { language: 'fr' },
    status: 'review',
    reason: /only English and German/,
  },
  { name: 'German', match: match([sso]), question: { language: 'de' }, status: 'answered', reason: null },
  {
    name: 'prefilled',
    match: match([sso]),
    question: { prefilled: 'N/A, see contract' },
    status: 'prefilled',
    reason: /already says "N\/A, see contract"/,
  },
  {
    name: 'prefilled with the opposite of what is known',
    match: match([sso], { verdict: 'yes' }),
    question: { prefilled: 'No', cells: CELLS },
    status: 'prefilled',
    reason: /already says "No", but the knowledge base says Yes: check it$/,
  },
  {
    name: 'prefilled with what is known',
    match: match([sso], { verdict: 'yes' }),
    question: { prefilled: 'Yes', cells: CELLS },
    status: 'prefilled',
    reason: /already says "Yes"$/,
  },
  {
    name: 'a column that asks whether it was checked',
    match: match([sso]),
    question: { cells: { ...CELLS, answer: { ...ANSWER, checked: 'Tested?' } } },
    status: 'review',
    reason: /^"Tested\?" asks whether it was checked/,
  },
  {
    name: 'prefilled, and nothing known',
    match: match([], { status: 'unanswered', reason: 'unknown' }),
    question: { prefilled: 'Yes' },
    status: 'prefilled',
    reason: /already says/,
  },
  {
    name: 'nothing known',
    match: match([], { status: 'unanswered', reason: 'the knowledge base does not say' }),
    status: 'unanswered',
    reason: /does not say/,
  },
];

describe('the status of a question', () => {
  it.each(CASES)('$name', (test) => {
    const asked = question({}, test.question);
    const suggestion = suggest(asked, test.match, knowledgeBase([]), { ...POLICY, ...test.policy });
    expect(suggestion.status).toBe(test.status);
    if (test.reason === null) expect(suggestion.reason).toBeNull();
    else expect(suggestion.reason).toMatch(test.reason);
  });
});

describe('what is suggested', () => {
  const suggestionOf = (found: Match, url: string | null = null) =>
    suggest(question({}), found, knowledgeBase([], url), POLICY);

  it('an unanswered question has no answer, verdict or citation', () => {
    expect(suggestionOf(match([], { status: 'unanswered', verdict: 'no' }))).toMatchObject({
      answer: null,
      verdict: null,
      entries: [],
      citations: [],
    });
  });

  it('several facts are joined, each with its citation; a shared sentence is said once', () => {
    const both = 'We support SSO and MFA.';
    const found = match([
      entry('sso', { answer: `Yes, ${both} SSO needs an IDP (e.g. Azure AD) of yours.` }),
      entry('mfa', { answer: `Yes, ${both} MFA is activated in the IDP.` }),
    ]);
    const suggestion = suggestionOf(found);
    expect(suggestion.answer?.text).toBe(
      `Yes, ${both} SSO needs an IDP (e.g. Azure AD) of yours.\nMFA is activated in the IDP.`,
    );
    expect(suggestion.citations.map(({ heading }) => heading)).toEqual(['Is there sso?', 'Is there mfa?']);
  });

  it('a citation links to its heading', () => {
    expect(suggestionOf(match([sso]), 'https://docs.example.com/faq').citations).toEqual([
      {
        source: 'Security FAQ',
        heading: 'Is there sso?',
        quote: 'There is sso.',
        url: 'https://docs.example.com/faq#sso',
      },
    ]);
  });

  it('at most three alternatives, none of them the suggestion itself', () => {
    const others = ['a', 'b', 'c', 'd'].map((id) => ({ entry: entry(id), confidence: 0.3, phrasing: null }));
    const found = match([mfa], {
      alternatives: [{ entry: mfa, confidence: 0.9, phrasing: null }, ...others],
    });
    expect(suggestionOf(found).alternatives.map((a) => a.entry)).toEqual(['a', 'b', 'c']);
  });
});
