import type { Candidate } from './features.js';

/** What no nearness can make up for; said to people in `reason.ts`. */
export type Veto = 'listed' | 'beyond' | 'condition' | 'number' | 'name' | 'subject' | 'unnamed' | 'advice';

/** Share of an entry's core below which a question is about something else. */
const FAINT_CORE = 0.03;

/**
 * Reasons that always keep an answer back, however near a phrasing is: a condition that turns the question away from the
 * entry, a number, name or facet (a policy, a frequency) that it does not hold, nothing of what the entry is about, a
 * phrasing whose subject is not all named, or advice on how to set something up. What the knowledge base lists as not
 * answered (`listed`) is looked up by the decision.
 */
export function veto(candidate: Candidate): Veto | null {
  if (candidate.features.condition > 0) return 'condition';
  if (candidate.features.advice > 0) return 'advice';
  for (const { unit, weight } of candidate.leftovers) {
    if (unit.place !== 'ask') continue;
    if (unit.kind === 'number') return 'number';
    if (unit.kind === 'name') return 'name';
    if (unit.kind === 'facet' && weight >= 1) return 'beyond';
  }
  if (candidate.features.core < FAINT_CORE) return 'subject';
  return candidate.features.hit === 0 ? 'unnamed' : null;
}
