import type { Entry, KnowledgeBase } from '../../src/knowledge/knowledge-base.js';
import type { Match } from '../../src/matching/match.js';
import type { AnswerCells, Question } from '../../src/questionnaire/question.js';
import type { Vocabulary } from '../../src/questionnaire/vocabulary.js';
import { plainEntry } from '../made-entry.js';

/** An entry with what a test says of it. */
export function entry(id: string, more: Partial<Entry> = {}): Entry {
  return plainEntry({
    id,
    topic: 'Security',
    question: `Is ${id} in place?`,
    answer: `Our ${id} is in place.`,
    quotes: [{ source: 'faq', heading: `Is there ${id}?`, quote: `There is ${id}.`, anchor: id }],
    ...more,
  });
}

/** A knowledge base of one source. */
export function knowledgeBase(entries: readonly Entry[], url: string | null = null): KnowledgeBase {
  return {
    title: 'Test',
    names: [],
    sources: [{ id: 'faq', title: 'Security FAQ', path: null, url }],
    entries,
    unanswered: [],
    lexicon: {
      concepts: [],
      derived: [],
      related: [],
      stop: [],
      glue: [],
      translations: {},
      specific: [],
      frequencies: { rows: 0, of: new Map() },
    },
    files: [],
    fingerprint: '0',
  };
}

/** A match that is trusted unless a test says otherwise. */
export function match(entries: readonly Entry[], more: Partial<Match> = {}): Match {
  return {
    status: 'answered',
    entries,
    confidence: 0.97,
    verdict: entries[0]?.verdict ?? null,
    reason: 'all that is asked is known',
    missing: [],
    alternatives: [],
    ...more,
  };
}

/** A question in row 2, text in A2. */
export function question(cells: Partial<AnswerCells>, more: Partial<Question> = {}): Question {
  return {
    sheet: 'Sheet',
    row: 2,
    cell: 'A2',
    id: null,
    section: null,
    text: 'Is it in place?',
    language: 'en',
    parts: ['Is it in place?'],
    refersTo: null,
    cells: { answer: null, comment: null, reference: null, ...cells },
    prefilled: null,
    ...more,
  };
}

/** A drop-down of words for yes, no and whatever else is given. */
export function dropDown(words: Vocabulary['words']): Vocabulary {
  return { values: Object.values(words), words, source: 'drop-down of B2', closed: true };
}
