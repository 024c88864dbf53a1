import type { Verdict } from '../knowledge/verdict.js';
import type { EntryIndex, IndexedEntry } from './entry-index.js';
import { type Candidate, candidatesFor } from './features.js';
import type { Candidate as Alternative, Match, MatchStatus } from './match.js';
import { type DecisionModel, probability, scoreOf } from './model.js';
import { nearestWording, type Ranked } from './rank.js';
import type { Reading } from './reading.js';
import { missingOf, whyAnswered, whyNotAnswered, whyUnanswered } from './reason.js';
import { verdictFor } from './verdict.js';
import { type Veto, veto } from './veto.js';

/** A candidate with the model's judgement. */
export interface Judged {
  candidate: Candidate;
  /** Log-odds, before calibration. */
  score: number;
  confidence: number;
  vetoed: Veto | null;
}

/** Score a vetoed candidate cannot pass. */
export const VETOED_AT_MOST = -3;
const MOST_ALTERNATIVES = 3;

/** What an entry loses whose required concepts the question does not all name: a sibling usually answers better. */
const UNMET_PENALTY = 1.5;
/** How much better two entries must fit than one. */
const UNION_MARGIN = 0.25;
/** What a veto takes at least. */
const VETO_PENALTY = 3;

/** A question that says what a phrasing says, no more and no less, is at least this sure: 0.95 after calibration. */
const KNOWN_WORDING_SCORE = 2.2;
/** Dice from which on two wordings say the same, and how much farther the nearest unanswered line must be. */
const SAME_WORDING = 0.98;
const FARTHER_UNANSWERED = 0.05;

function isKnownWording({ entries, features }: Candidate): boolean {
  return (
    entries.length === 1 &&
    features.nearest >= SAME_WORDING &&
    features.contrast >= FARTHER_UNANSWERED &&
    features.clean > 0 &&
    features.required > 0
  );
}

/** The score that a veto leaves. */
function vetoedScore(score: number): number {
  return Math.min(score - VETO_PENALTY, VETOED_AT_MOST);
}

/** The model's judgement of one candidate, requirements and vetoes applied. */
export function judgeCandidate(model: DecisionModel, candidate: Candidate): Judged {
  const vetoed = veto(candidate);
  const raw =
    scoreOf(model, candidate.features, candidate.evidence) -
    (candidate.features.required > 0 ? 0 : UNMET_PENALTY);
  const known = isKnownWording(candidate) ? Math.max(raw, KNOWN_WORDING_SCORE) : raw;
  const score = vetoed ? vetoedScore(raw) : known;
  return { candidate, score, confidence: probability(model, score), vetoed };
}

/** What places a candidate before others: two entries say more than one, so they have to fit clearly better. */
export function standing({ candidate, score }: Pick<Judged, 'candidate' | 'score'>): number {
  return candidate.entries.length > 1 ? score - UNION_MARGIN : score;
}

/** Ranks the entries for a question and judges each candidate; best first. */
export function judge(
  reading: Reading,
  section: Reading | null,
  index: EntryIndex,
  model: DecisionModel,
): { judged: Judged[]; ranked: Ranked[] } {
  const { candidates, ranked } = candidatesFor(reading, section, index);
  const judged = candidates
    .map((candidate) => judgeCandidate(model, candidate))
    .sort((a, b) => standing(b) - standing(a) || a.candidate.entries.length - b.candidate.entries.length);
  return { judged, ranked };
}

/** Decides on one question; a pure function of what it is given. */
export type Decide = typeof decide;

/** The decision on one question that asks one thing. `minConfidence` replaces the model's own threshold. */
export function decide(
  reading: Reading,
  section: Reading | null,
  index: EntryIndex,
  model: DecisionModel,
  minConfidence: number | null,
): Match {
  const { judged, ranked } = judge(reading, section, index, model);
  const first = judged[0];
  if (!first) return nothingFound(reading, ranked, index);
  const best = index.isListed(reading) ? withheld(first, model) : first;
  const status = statusOf(best, model, minConfidence);
  const entries = best.candidate.entries.map(({ entry }) => entry);
  const verdict: Verdict | null = status === 'answered' ? verdictFor(reading, best.candidate, index) : null;
  return {
    status,
    entries: status === 'unanswered' ? [] : entries,
    confidence: best.confidence,
    verdict,
    reason: reasonFor(status, best, reading, index),
    missing: status === 'answered' ? [] : missingOf(best.candidate),
    alternatives: alternativesTo(
      index,
      status === 'unanswered' ? [] : best.candidate.entries,
      judged,
      ranked,
    ),
  };
}

/** Somebody said that this very question is not answered: whatever comes near is for a person to decide. */
function withheld(judged: Judged, model: DecisionModel): Judged {
  const score = vetoedScore(judged.score);
  return { ...judged, score, confidence: probability(model, score), vetoed: 'listed' };
}

function statusOf(best: Judged, model: DecisionModel, minConfidence: number | null): MatchStatus {
  const sure =
    minConfidence === null ? best.score >= model.thresholds.answered : best.confidence >= minConfidence;
  if (sure && !best.vetoed) return 'answered';
  const onTopic = best.candidate.features.hit > 0 && best.candidate.features.required > 0;
  return best.score >= model.thresholds.review ||
    (best.vetoed !== 'subject' && onTopic && best.candidate.features.leftSum <= 2)
    ? 'review'
    : 'unanswered';
}

function reasonFor(status: MatchStatus, best: Judged, reading: Reading, index: EntryIndex): string {
  if (status === 'answered') return whyAnswered(index, best.candidate);
  return status === 'review' ? whyNotAnswered(best.candidate, best.vetoed) : whyUnanswered(reading);
}

function nothingFound(reading: Reading, ranked: readonly Ranked[], index: EntryIndex): Match {
  return {
    status: 'unanswered',
    entries: [],
    confidence: 0,
    verdict: null,
    reason: whyUnanswered(reading),
    missing: [],
    alternatives: alternativesTo(index, [], [], ranked),
  };
}

/** What comes next: judged single entries first, then whatever else was ranked; entries of the suggestion left out. */
function alternativesTo(
  index: EntryIndex,
  taken: readonly IndexedEntry[],
  judged: readonly Judged[],
  ranked: readonly Ranked[],
): Alternative[] {
  const found = new Map<IndexedEntry, { ranked: Ranked; confidence: number }>();
  for (const { candidate, confidence } of judged) {
    const [first] = candidate.ranked;
    if (!first || candidate.entries.length > 1 || taken.includes(first.indexed)) continue;
    if (!found.has(first.indexed)) found.set(first.indexed, { ranked: first, confidence });
  }
  for (const one of ranked) {
    if (found.size >= MOST_ALTERNATIVES) break;
    if (!taken.includes(one.indexed) && !found.has(one.indexed))
      found.set(one.indexed, { ranked: one, confidence: 0 });
  }
  return [...found.values()].slice(0, MOST_ALTERNATIVES).map(({ ranked: one, confidence }) => ({
    entry: one.indexed.entry,
    confidence,
    phrasing: nearestWording(index, one),
  }));
}
