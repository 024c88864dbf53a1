import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import { createEntryIndex } from './entry-index.js';
import { type Candidate, candidatesFor } from './features.js';
import type { MatchQuestion } from './match.js';
import { nearestUnanswered, rankEntries } from './rank.js';
import { createReader } from './reading.js';
import { knowledgeWords } from './vocabulary.js';
import { listen } from './voice.js';

/** The candidates of every question, unjudged; questions of one array make up one questionnaire. For training only. */
export function createCandidateFinder(
  kb: KnowledgeBase,
): (questions: readonly MatchQuestion[]) => Candidate[][] {
  const reader = createReader(kb.lexicon, knowledgeWords(kb));
  const index = createEntryIndex(kb, reader);
  return (questions) => {
    const voice = listen(questions.map(({ text }) => reader.prepare(text)));
    return questions.map((question) => {
      const reading = reader.read(question.text, voice);
      const section = question.section ? reader.readKnown(question.section) : null;
      const near = nearestUnanswered(reading, index)?.dice ?? 0;
      return candidatesFor(reading, rankEntries(reading, index), section, near, index);
    });
  };
}
