import type { Entry, Verdict } from '../knowledge/knowledge-base.js';

/** A question as matching sees it; nothing of Excel. */
export interface MatchQuestion {
  text: string;
  parts: readonly string[];
  section: string | null;
  sheet: string | null;
  /** Text of the question it refers to ("If yes, ..."). */
  context: string | null;
}

/** One entry as an answer to a question. */
export interface Candidate {
  entry: Entry;
  /** Probability that the entry answers all that is asked, 0 to 1. */
  confidence: number;
  /** The phrasing that came nearest. */
  phrasing: string | null;
}

export type MatchStatus = 'answered' | 'review' | 'unanswered';

/** The decision on one question. */
export interface Match {
  status: MatchStatus;
  /** The entries that make up the suggestion: one, or several for a compound question; empty if nothing fits. */
  entries: readonly Entry[];
  confidence: number;
  /** Verdict of the question as worded; null where it has none or its polarity is unclear. */
  verdict: Verdict | null;
  /** One sentence for a person: why it is not answered, or what the answer rests on. */
  reason: string;
  /** What is asked and not covered, for people ("how long logs are kept"). */
  missing: readonly string[];
  /** What comes next, best first. */
  alternatives: readonly Candidate[];
}

export interface SearchHit {
  entry: Entry;
  confidence: number;
  why: string;
}
