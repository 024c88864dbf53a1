import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import { createEntryIndex, type EntryIndex } from './entry-index.js';
import { type Candidate, candidatesFor } from './features.js';
import { readIndexTables } from './make-index-tables.js';
import type { MatchQuestion } from './match.js';
import { createReader, type Reader } from './reading.js';
import { makeWordTables } from './vocabulary.js';
import { listen, type Voice } from './voice.js';

/** The candidates of every question, unjudged; questions of one array make up one questionnaire. For training only. */
export function createCandidateFinder(
  kb: KnowledgeBase,
): (questions: readonly MatchQuestion[]) => Candidate[][] {
  const reader = createReader(kb.lexicon, makeWordTables(kb));
  const index = createEntryIndex(kb, readIndexTables(kb, reader));
  return (questions) => {
    const voice = listen(questions.map(({ text }) => reader.prepare(text)));
    return questions.map((question) => find(reader, index, question.text, voice, question.section));
  };
}

function find(
  reader: Reader,
  index: EntryIndex,
  text: string,
  voice: Voice | null,
  section: string | null,
): Candidate[] {
  const reading = reader.read(text, voice);
  return candidatesFor(reading, section ? reader.readKnown(section) : null, index).candidates;
}

/** A wording of the knowledge base itself, with its candidates among everything else it says. */
export interface OwnWording {
  /** The entry it asks for; null for a line that none answers. */
  entry: string | null;
  candidates: Candidate[];
}

const FOLDS = 3;

/** Phrasings and unanswered lines as questions, each against a knowledge base that lacks it and two thirds stay. For training only. */
export function findOwnWordings(kb: KnowledgeBase): OwnWording[] {
  const reader = createReader(kb.lexicon, makeWordTables(kb));
  const found: OwnWording[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const keep = (texts: readonly string[]) => texts.filter((text) => foldOf(text) !== fold);
    const rest: KnowledgeBase = {
      ...kb,
      entries: kb.entries.map((entry) => ({
        ...entry,
        phrasings: {
          yes: keep(entry.phrasings.yes),
          no: keep(entry.phrasings.no),
          open: keep(entry.phrasings.open),
        },
      })),
      unanswered: kb.unanswered.filter(({ text }) => foldOf(text) !== fold),
    };
    const index = createEntryIndex(rest, readIndexTables(rest, reader));
    const wordings = [
      ...kb.entries.flatMap((entry) =>
        [...entry.phrasings.yes, ...entry.phrasings.no, ...entry.phrasings.open].map((text) => ({
          entry: entry.id,
          text,
        })),
      ),
      ...kb.unanswered.map(({ text }) => ({ entry: null, text })),
    ];
    for (const { entry, text } of wordings) {
      if (foldOf(text) === fold) found.push({ entry, candidates: find(reader, index, text, null, null) });
    }
  }
  return found;
}

/** A text's fold, from its letters only, so that folds stay when lines move. */
function foldOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return hash % FOLDS;
}
