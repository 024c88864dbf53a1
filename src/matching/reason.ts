import type { EntryIndex } from './entry-index.js';
import type { Candidate } from './features.js';
import { nearestWording } from './rank.js';
import type { Reading } from './reading.js';
import type { Veto } from './veto.js';

const MOST_NAMED = 4;

/** What is asked and the entry does not say, in words of the lexicon, most telling first. */
export function missingOf(candidate: Candidate): string[] {
  const named = candidate.leftovers
    .filter(({ unit, weight }) => unit.place !== 'context' && unit.kind !== 'recurring' && weight >= 0.3)
    .sort((a, b) => b.weight - a.weight || (a.unit.positions[0] ?? 0) - (b.unit.positions[0] ?? 0))
    .map(({ unit }) => (unit.concept ? unit.label : `"${unit.label}"`));
  return [...new Set(named)].slice(0, MOST_NAMED);
}

const notSaid = (missing: readonly string[]) => `The knowledge base does not say: ${missing.join(', ')}.`;

/** Vetoes of something the question names; without a name for it there is no sentence. */
const NAMES_MISSING: ReadonlySet<Veto> = new Set(['beyond', 'number', 'name']);

const VETO_REASON: Readonly<Record<Veto, (missing: readonly string[]) => string>> = {
  listed: () => 'The knowledge base lists this question among those it does not answer.',
  condition: () => 'The question sets a condition that the knowledge base does not speak about.',
  beyond: notSaid,
  number: (missing) =>
    `The question names a figure that the knowledge base does not state: ${missing.join(', ')}.`,
  name: (missing) => `The question names something that the knowledge base does not: ${missing.join(', ')}.`,
  advice: () => 'The row advises on how to set something up; it asks for no fact.',
  subject: () => 'The nearest entry is about something else.',
  unnamed: () => 'The question does not name all that the nearest entry is about.',
};

/** One sentence on why a suggestion is not an answer. */
export function whyNotAnswered(candidate: Candidate, vetoed: Veto | null): string {
  const missing = missingOf(candidate);
  if (vetoed && (missing.length > 0 || !NAMES_MISSING.has(vetoed))) return VETO_REASON[vetoed](missing);
  if (missing.length > 0) return notSaid(missing);
  return 'The wording is too far from what the knowledge base is known to answer.';
}

/** One sentence on a question for which no entry comes near. */
export function whyUnanswered(reading: Reading): string {
  const topics = reading.units
    .filter(({ kind, place }) => kind === 'topic' && place !== 'form')
    .map(({ label }) => label);
  if (topics.length === 0) return 'No entry of the knowledge base speaks about this.';
  return `No entry of the knowledge base says this about ${[...new Set(topics)].slice(0, MOST_NAMED).join(', ')}.`;
}

/** One sentence on what an answer rests on. */
export function whyAnswered(index: EntryIndex, { ranked, entries }: Candidate): string {
  const [first] = ranked;
  return `Asked like: "${(first && nearestWording(index, first)) ?? entries[0]?.entry.question ?? ''}"`;
}
