import type { Entry, KnowledgeBase } from '../knowledge/knowledge-base.js';
import { type Decide, decide as decideAnew } from './decision.js';
import { createEntryIndex, type EntryIndex } from './entry-index.js';
import { readIndexTables } from './make-index-tables.js';
import type { Match, MatchQuestion, SearchHit } from './match.js';
import type { DecisionModel } from './model.js';
import { loadDecisionModel } from './model-file.js';
import { createReader, type Reading } from './reading.js';
import { type KeptReadings, loadReadings } from './readings-file.js';
import { createSearch } from './search.js';
import { makeWordTables } from './vocabulary.js';
import { listen, type Voice } from './voice.js';

export interface MatchOptions {
  /** Answers need this confidence (0 to 1) instead of the model's own threshold. */
  minConfidence?: number | null;
}

/** Answers questions from one knowledge base. Pure: the same questions give the same matches. */
export interface Matcher {
  /** Matches all questions of one questionnaire at once: what recurs over its rows explains itself. One match a question, in order. */
  matchAll(questions: readonly MatchQuestion[], options?: MatchOptions): Match[];
  /** Entries for a query, best first: acronyms, typos, German, topic words, answer text. */
  search(query: string, limit: number): SearchHit[];
}

/** What a matcher is made of, where somebody has it at hand already. */
export interface MatcherParts {
  /** The texts of this knowledge base, read; null: read here. */
  readings?: KeptReadings | null;
  /** Decides on one question; one that remembers gives the same decisions. */
  decide?: Decide;
}

/** Builds the index once; matching then costs well under a millisecond a question for a hundred entries. */
export function createMatcher(
  kb: KnowledgeBase,
  model: DecisionModel = loadDecisionModel(),
  { readings = null, decide = decideAnew }: MatcherParts = {},
): Matcher {
  const kept = readings ?? loadReadings(kb);
  const reader = createReader(kb.lexicon, kept?.words ?? makeWordTables(kb));
  const index = createEntryIndex(kb, kept?.tables ?? readIndexTables(kb, reader));
  const search = createSearch(kb, reader, index);
  const sections = new Map<string, Reading>();
  const readSection = (section: string | null) => {
    if (!section) return null;
    const known = sections.get(section) ?? reader.readKnown(section);
    sections.set(section, known);
    return known;
  };
  // "Please motivate your answer." asks for no fact of its own.
  const readIfItAsks = (part: string, voice: Voice): Reading[] => {
    const segments = voice.segmentsOf(reader.prepare(part));
    if (segments.every((segment) => voice.isTemplate(segment))) return [];
    const reading = reader.read(part, voice);
    const asks = reading.units.some(
      ({ kind, place }) => kind !== 'glue' && kind !== 'weak' && place !== 'form',
    );
    return asks ? [reading] : [];
  };
  const matchOne = (question: MatchQuestion, voice: Voice, minConfidence: number | null): Match => {
    const section = readSection(question.section);
    const text = question.context ? `${question.context}\n${question.text}` : question.text;
    // Most rows ask one thing and need no second reading.
    const parts =
      question.parts.length > 1 ? question.parts.flatMap((part) => readIfItAsks(part, voice)) : [];
    if (parts.length <= 1) {
      const match = decide(reader.read(text, voice), section, index, model, minConfidence);
      if (!question.context || match.status !== 'answered') return match;
      return namesSubject(reader.read(question.text, voice), match, index) ? match : hangingOn(match);
    }
    return combine(parts.map((part) => decide(part, section, index, model, minConfidence)));
  };
  return {
    search,
    matchAll(questions, options = {}) {
      const voice = listen(questions.map(({ text }) => reader.prepare(text)));
      const cache = new Map<string, Match>();
      return questions.map((question) => {
        const key = JSON.stringify([
          question.text,
          question.section,
          question.context,
          question.parts.length,
        ]);
        const match = cache.get(key) ?? matchOne(question, voice, options.minConfidence ?? null);
        cache.set(key, match);
        return match;
      });
    },
  };
}

/** A cell with several questions is answered only if each of them is. */
function combine(parts: readonly Match[]): Match {
  const suggested = parts.filter(({ status }) => status !== 'unanswered');
  const entries = [...new Set(suggested.flatMap((part): readonly Entry[] => part.entries))];
  const all = parts.every(({ status }) => status === 'answered');
  const open = parts.find(({ status }) => status !== 'answered');
  const verdict = parts[0]?.verdict ?? null;
  return {
    status: all ? 'answered' : suggested.length > 0 ? 'review' : 'unanswered',
    entries,
    confidence: Math.min(...parts.map(({ confidence }) => confidence)),
    verdict: all && parts.every((part) => part.verdict === verdict) ? verdict : null,
    reason: all
      ? (parts[0]?.reason ?? '')
      : `Not every question of this cell is answered. ${open?.reason ?? ''}`,
    missing: [...new Set(parts.flatMap(({ missing }) => missing))],
    alternatives: parts
      .flatMap(({ alternatives }) => alternatives)
      .filter(({ entry }) => !entries.includes(entry))
      .slice(0, 3),
  };
}

/** True where the row itself, without the row it hangs on, names a topic that the answer speaks of. */
function namesSubject({ units }: Reading, match: Match, index: EntryIndex): boolean {
  const entries = index.entries.filter(({ entry }) => match.entries.includes(entry));
  return units.some(
    ({ key, kind }) => kind === 'topic' && entries.some((entry) => index.says(entry, index.unitNumber(key))),
  );
}

/** What answers the row above need not answer the one that hangs on it. */
function hangingOn(match: Match): Match {
  const reason = 'The row hangs on the one above and does not itself name what the nearest entry is about.';
  return { ...match, status: 'review', verdict: null, reason };
}
