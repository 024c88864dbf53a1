import type { Entry } from '../knowledge/knowledge-base.js';
import { foldWording } from '../knowledge/wording.js';

/** Why an entry may not be written into a customer's file today, for a person; null where it may. */
export function unfitBecause(entry: Entry, today: string | null): string | null {
  if (entry.quotes.length === 0) return `the answer "${entry.id}" has no source yet`;
  if (entry.draft === true) return `the answer "${entry.id}" is a draft that nobody has approved yet`;
  if (entry.stale !== null) return `the source of "${entry.id}" has changed since its answer was approved`;
  if (entry.expires !== null && today !== null && entry.expires < today) {
    return `the answer "${entry.id}" expired on ${entry.expires}`;
  }
  return null;
}

/** Why an entry may not answer this very wording; null where it may. */
export function rejectedBecause(entry: Entry, text: string): string | null {
  const wording = foldWording(text);
  if (!entry.notFor.some((other) => foldWording(other) === wording)) return null;
  return `a reviewer said that "${entry.id}" does not answer this`;
}
