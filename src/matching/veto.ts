import type { Candidate } from './features.js';
import type { Reading } from './reading.js';

/** What no nearness can make up for; said to people in `reason.ts`. */
export type Veto = 'condition' | 'number' | 'name' | 'subject' | 'requirement';

/**
 * Reasons that always keep an answer back, however near a phrasing is: a condition that turns the question away from the
 * entry, a number or name it does not hold, nothing of what it is about, or a required concept that is not asked for.
 */
export function veto(reading: Reading, candidate: Candidate): Veto | null {
  const { features, leftovers, entries } = candidate;
  if (features.condition > 0) return 'condition';
  for (const { unit } of leftovers) {
    if (unit.place !== 'ask') continue;
    if (unit.kind === 'number') return 'number';
    if (unit.kind === 'name') return 'name';
  }
  if (features.core < FAINT_CORE) return 'subject';
  const required = entries.every((entry) => entry.entry.requires.every((group) => group.some((id) => reading.concepts.has(id))));
  return required ? null : 'requirement';
}

/** Share of an entry's core below which a question is about something else. */
const FAINT_CORE = 0.03;
