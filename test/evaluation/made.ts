import type { LabelledRow } from '../../src/evaluation/labelled-row.js';
import type { Entry } from '../../src/knowledge/knowledge-base.js';
import type { Match } from '../../src/matching/match.js';
import { plainEntry } from '../made-entry.js';

/** An entry with one quote; the rest is empty. */
export function madeEntry(id: string, quote: string, heading = 'Heading'): Entry {
  return plainEntry({
    id,
    topic: heading,
    question: `Is ${id} so?`,
    answer: quote,
    quotes: [{ source: 'faq', heading, quote, anchor: null }],
  });
}

/** A labelled row, fully answerable by a passage unless said otherwise. */
export function madeRow(row: Partial<LabelledRow> = {}): LabelledRow {
  return {
    id: 'r1',
    set: 'set',
    voice: 'voice',
    style: 'style',
    language: 'en',
    section: null,
    text: 'Is data encrypted at rest?',
    isQuestion: true,
    answerable: 'full',
    gold: { kind: 'passages', headings: ['Heading'], quotes: ['Data is encrypted at rest on all disks.'] },
    verdict: 'yes',
    tags: [],
    disputed: false,
    ...row,
  };
}

/** A match that answers with these entries. */
export function madeMatch(entries: readonly Entry[], match: Partial<Match> = {}): Match {
  return {
    status: 'answered',
    entries,
    confidence: 0.95,
    verdict: 'yes',
    reason: 'asks what the entry says',
    missing: [],
    alternatives: [],
    ...match,
  } as Match;
}
