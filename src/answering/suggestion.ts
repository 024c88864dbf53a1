import { type Citation, citationsOf } from '../knowledge/citation.js';
import type { Entry, KnowledgeBase, Verdict } from '../knowledge/knowledge-base.js';
import type { Match } from '../matching/match.js';
import { remember, rememberFor } from '../matching/remember.js';
import type { Question } from '../questionnaire/question.js';
import { type AnswerText, answerText } from './answer-text.js';
import type { CitationPlace } from './citation-text.js';
import { rejectedBecause, unfitBecause } from './freshness.js';
import { verdictOfShown } from './short-answer.js';

/** What the user decides about answering. */
export interface AnswerPolicy {
  /** Below it nothing is written; 0 to 1. Null: the matcher's own threshold. */
  minConfidence: number | null;
  citations: CitationPlace;
  /** ISO date that expiry is judged by; null: nothing expires. */
  today: string | null;
}

export interface AlternativeSuggestion {
  entry: string;
  confidence: number;
  answer: string;
  citations: readonly Citation[];
}

/** What we would say to one question, and whether it is trusted enough to be written. */
export interface Suggestion {
  status: 'answered' | 'review' | 'unanswered' | 'prefilled';
  verdict: Verdict | null;
  answer: AnswerText | null;
  entries: readonly Entry[];
  confidence: number;
  citations: readonly Citation[];
  /** Why it is not answered; null where it is. */
  reason: string | null;
  missing: readonly string[];
  alternatives: readonly AlternativeSuggestion[];
}

const MOST_ALTERNATIVES = 3;

/** Languages that the language of the field covers; in others words are missed, and a missed word is a wrong answer. */
const UNDERSTOOD: readonly Question['language'][] = ['en', 'de'];

/** The policy's objections to writing what the matcher trusts, each a sentence; none: it is written. */
function objections({ language, text, cells }: Question, match: Match, policy: AnswerPolicy): string[] {
  const found = match.entries.flatMap(
    (entry) => unfitBecause(entry, policy.today) ?? rejectedBecause(entry, text) ?? [],
  );
  if (policy.minConfidence !== null && match.confidence < policy.minConfidence) {
    found.push(`confidence ${match.confidence.toFixed(2)} is below the required ${policy.minConfidence}`);
  }
  if (!UNDERSTOOD.includes(language))
    found.push('only English and German questions are understood well enough');
  if (cells.answer?.kind === 'cell' && cells.answer.checked !== undefined)
    found.push(
      `"${cells.answer.checked}" asks whether it was checked; the knowledge base says that it is so`,
    );
  return found;
}

const MOST_LANGUAGES = 10;

/** What an entry says as an alternative, by language; the same few entries come up in every other row. */
const aloneOf = rememberFor((knowledge: KnowledgeBase) =>
  rememberFor((entry: Entry) =>
    remember(
      (language) => ({
        entry: entry.id,
        answer: answerText([entry], entry.verdict, language)?.text ?? entry.answer,
        citations: citationsOf([entry], knowledge),
      }),
      MOST_LANGUAGES,
    ),
  ),
);

function alternativesOf(match: Match, language: string, knowledge: KnowledgeBase): AlternativeSuggestion[] {
  const taken = new Set(match.entries.map(({ id }) => id));
  return match.alternatives
    .filter(({ entry }) => !taken.has(entry.id))
    .slice(0, MOST_ALTERNATIVES)
    .map(({ entry, confidence }) => {
      const { entry: id, answer, citations } = aloneOf(knowledge)(entry)(language);
      return { entry: id, confidence, answer, citations };
    });
}

/** The suggestion for a question: the matcher's decision under the user's policy. */
export function suggest(
  question: Question,
  match: Match,
  knowledge: KnowledgeBase,
  policy: AnswerPolicy,
): Suggestion {
  const alternatives = alternativesOf(match, question.language, knowledge);
  const { missing, confidence } = match;
  if (match.status === 'unanswered' || match.entries.length === 0) {
    const status = question.prefilled === null ? 'unanswered' : 'prefilled';
    const reason = status === 'prefilled' ? filledIn(question) : match.reason;
    const nothing = { verdict: null, answer: null, entries: [], citations: [] };
    return { ...nothing, status, confidence, reason, missing, alternatives };
  }
  const against = match.status === 'answered' ? objections(question, match, policy) : [match.reason];
  const suggestion = {
    verdict: match.verdict,
    answer: answerText(match.entries, match.verdict, question.language),
    entries: match.entries,
    citations: citationsOf(match.entries, knowledge),
    confidence,
    missing,
    alternatives,
  };
  if (question.prefilled !== null)
    return { ...suggestion, status: 'prefilled', reason: filledIn(question, match) };
  if (against.length > 0) return { ...suggestion, status: 'review', reason: against.join('; ') };
  return { ...suggestion, status: 'answered', reason: null };
}

/** What stands there already; said aloud where it contradicts what would have been answered. */
function filledIn({ prefilled, cells }: Question, match: Match | null = null): string {
  const text = (prefilled ?? '').replace(/\s+/g, ' ').trim();
  const says = `the cell already says "${text.length > 60 ? `${text.slice(0, 59)}…` : text}"`;
  const there = verdictOfShown(cells.answer, text);
  const ours = match?.status === 'answered' ? match.verdict : null;
  const opposed = (ours === 'yes' && there === 'no') || (ours === 'no' && there === 'yes');
  return opposed ? `${says}, but the knowledge base says ${ours === 'yes' ? 'Yes' : 'No'}: check it` : says;
}

/** The suggestion, held back for a person. */
export function heldBack(suggestion: Suggestion, reason: string): Suggestion {
  return { ...suggestion, status: 'review', reason };
}
