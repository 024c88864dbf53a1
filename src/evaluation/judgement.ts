import type { Entry } from '../knowledge/knowledge-base.js';
import type { Match } from '../matching/match.js';
import { isNearMiss, type LabelledRow } from './labelled-row.js';

/**
 * What became of a row:
 * - right: answered, everything asked is known
 * - overclaim: answered with the right passage, though only part of what is asked is known
 * - wrong-passage: answered, but with something else than what answers it
 * - wrong-none: answered, though nothing is known
 * - withheld: not answered
 */
export type Outcome = 'right' | 'overclaim' | 'wrong-passage' | 'wrong-none' | 'withheld';

/** A labelled row, what the matcher made of it, and how that is judged. */
export interface Judgement {
  row: LabelledRow;
  match: Match;
  outcome: Outcome;
  /** The suggestion holds the right passage, answered or not. */
  suggestionRight: boolean;
  /** The right passage is among the first three that are offered. */
  inFirstThree: boolean;
  /** Whether a Yes or No was given as labelled; null where the label has none, none was given, or the answer is wrong. */
  verdictRight: boolean | null;
  nearMiss: boolean;
}

/** Share of a gold passage's words that an answer or its quotes must hold. */
const PASSAGE_SHARE = 0.65;

function plain(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`#>]/g, '')
    .replace(/[“”]/g, '"')
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function words(text: string): Set<string> {
  return new Set(plain(text).match(/[\p{L}\p{N}]+/gu) ?? []);
}

function holdsPassage(text: string, passage: string): boolean {
  const held = words(text);
  const wanted = [...words(passage)];
  return wanted.length > 0 && wanted.filter((word) => held.has(word)).length / wanted.length >= PASSAGE_SHARE;
}

interface GoldFit {
  cites: boolean;
  says: boolean;
}

/** Whether what is offered together cites the right heading, and says or quotes the right passage. */
function compareGold(row: LabelledRow, entries: readonly Entry[]): GoldFit {
  const { gold } = row;
  if (gold.kind === 'entries') {
    const found = entries.some((entry) => gold.ids.includes(entry.id));
    return { cites: found, says: found };
  }
  const headings = gold.headings.map(plain);
  const text = entries.flatMap((entry) => [entry.answer, ...entry.quotes.map((q) => q.quote)]).join(' \n ');
  return {
    cites: entries.some((entry) => entry.quotes.some((q) => headings.includes(plain(q.heading)))),
    says: gold.quotes.some((quote) => holdsPassage(text, quote)),
  };
}

/** Whether these entries together cite and hold what answers the row, in full or in part. */
export function holdsGold(row: LabelledRow, entries: readonly Entry[]): boolean {
  const { cites, says } = compareGold(row, entries);
  return row.answerable !== 'none' && cites && says;
}

function outcomeOf(row: LabelledRow, match: Match, right: boolean): Outcome {
  if (match.status !== 'answered') return 'withheld';
  if (right) return row.answerable === 'full' ? 'right' : 'overclaim';
  return row.answerable === 'none' ? 'wrong-none' : 'wrong-passage';
}

/** Judges one match: a row is right when it cites and holds a gold passage, not merely the right topic. */
export function judge(row: LabelledRow, match: Match): Judgement {
  const suggestionRight = holdsGold(row, match.entries);
  const others = match.alternatives.filter(({ entry }) => !match.entries.includes(entry));
  const offered = [match.entries, ...others.map(({ entry }) => [entry])].slice(0, 3);
  const outcome = outcomeOf(row, match, suggestionRight);
  const answeredRightly = outcome === 'right' || outcome === 'overclaim';
  const labelled = row.verdict === 'yes' || row.verdict === 'no';
  return {
    row,
    match,
    outcome,
    suggestionRight,
    inFirstThree: offered
      .map((entries) => compareGold(row, entries))
      .some(({ cites, says }) => cites || says),
    verdictRight: answeredRightly && labelled && match.verdict ? match.verdict === row.verdict : null,
    nearMiss: isNearMiss(row),
  };
}
