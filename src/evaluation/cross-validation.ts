import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import { judgeCandidate, standing, VETOED_AT_MOST } from '../matching/decision.js';
import type { Candidate } from '../matching/features.js';
import { createCandidateFinder, findOwnWordings } from '../matching/learning.js';
import type { DecisionModel } from '../matching/model.js';
import { type Example, fitWeights } from '../matching/training.js';
import { holdsGold } from './judgement.js';
import type { LabelledRow } from './labelled-row.js';

/** A labelled row with its candidates and which of them hold the answer. */
export interface TrainingRow {
  row: LabelledRow;
  voice: string;
  candidates: readonly { candidate: Candidate; holds: boolean }[];
}

/** A row judged by a model that never saw its voice. */
export interface HeldOut {
  row: LabelledRow;
  voice: string;
  score: number;
  /** The best candidate holds a gold passage. */
  holds: boolean;
}

export interface VoiceFigures {
  voice: string;
  rows: number;
  full: number;
  answered: number;
  right: number;
  /** Fully answerable rows answered rightly. */
  covered: number;
}

/**
 * Precision the answering threshold is chosen for, on voices the model had not seen. Above the promised 0.98: the lexicon
 * knows the labelled voices, and in real questionnaires nine rows in ten are not answerable at all.
 */
const TARGET_PRECISION = 0.99;
/** And never below this probability, whatever the labelled voices would bear. */
const LEAST_CONFIDENCE = 0.87;
const FEWEST_ANSWERS = 60;
/** A passage that answers only part is no answer, but a milder error than a wrong one. */
const PARTIAL_WEIGHT = 0.7;
/** Candidates past the first three are easy to tell apart and count less. */
const FAR_WEIGHT = 0.6;

/** Finds the candidates of every row; rows of one voice are read as one questionnaire. */
export function collectRows(rows: readonly LabelledRow[], kb: KnowledgeBase): TrainingRow[] {
  const find = createCandidateFinder(kb);
  const voices = new Map<string, LabelledRow[]>();
  for (const row of rows.filter(({ isQuestion }) => isQuestion)) {
    const voice = `${row.set}/${row.voice}`;
    voices.set(voice, [...(voices.get(voice) ?? []), row]);
  }
  return [...voices].flatMap(([voice, members]) => {
    const found = find(
      members.map((row) => ({
        text: row.text,
        parts: [row.text],
        section: row.section,
        sheet: null,
        context: null,
      })),
    );
    return members.map((row, at) => ({
      row,
      voice,
      candidates: (found[at] ?? []).map((candidate) => ({
        candidate,
        holds: holdsGold(
          row,
          candidate.entries.map(({ entry }) => entry),
        ),
      })),
    }));
  });
}

function examplesOf(rows: readonly TrainingRow[]): Example[] {
  return rows
    .filter(({ row }) => !row.disputed)
    .flatMap(({ row, candidates }) =>
      candidates.map(({ candidate, holds }, at) => ({
        features: candidate.features,
        evidence: candidate.evidence,
        right: row.answerable === 'full' && holds ? (1 as const) : (0 as const),
        weight: (row.answerable === 'partial' && holds ? PARTIAL_WEIGHT : 1) * (at < 3 ? 1 : FAR_WEIGHT),
      })),
    );
}

/** Weights of the knowledge base's own wordings: many, and simpler than real rows. */
const OWN_ASK_WEIGHT = 0.05;
const OWN_UNANSWERED_WEIGHT = 0.1;
const OWN_CANDIDATES = 3;

/** The phrasings and unanswered lines of a knowledge base as further examples. */
export function ownExamples(kb: KnowledgeBase): Example[] {
  const related = new Map(kb.entries.map((entry) => [entry.id, new Set(entry.related)]));
  return findOwnWordings(kb).flatMap(({ entry, candidates }) =>
    candidates.slice(0, OWN_CANDIDATES).flatMap((candidate): Example[] => {
      const ids = candidate.entries.map(({ entry: { id } }) => id);
      const right = entry !== null && ids.includes(entry);
      // A sibling may well answer it too: no example either way.
      if (!right && entry !== null && ids.some((id) => related.get(entry)?.has(id))) return [];
      const weight = entry === null ? OWN_UNANSWERED_WEIGHT : OWN_ASK_WEIGHT;
      return [{ features: candidate.features, evidence: candidate.evidence, right: right ? 1 : 0, weight }];
    }),
  );
}

type Weights = ReturnType<typeof fitWeights>;
const UNCALIBRATED = { calibration: { slope: 1, shift: 0 }, thresholds: { answered: 0, review: 0 } };

function judgeHeldOut(rows: readonly TrainingRow[], weights: Weights): HeldOut[] {
  return rows
    .filter(({ row }) => !row.disputed)
    .map(({ row, voice, candidates }) => {
      let best = { score: -9, standing: -9, holds: false };
      for (const { candidate, holds } of candidates) {
        const judged = judgeCandidate({ ...weights, ...UNCALIBRATED }, candidate);
        if (standing(judged) > best.standing)
          best = { score: judged.score, standing: standing(judged), holds };
      }
      return { row, voice, score: best.score, holds: best.holds };
    });
}

/** Judges every voice by a model trained on all the others. */
export function leaveOneVoiceOut(rows: readonly TrainingRow[], own: readonly Example[]): HeldOut[] {
  const voices = [...new Set(rows.map(({ voice }) => voice))];
  return voices.flatMap((voice) => {
    const weights = fitWeights([...examplesOf(rows.filter((row) => row.voice !== voice)), ...own]);
    return judgeHeldOut(
      rows.filter((row) => row.voice === voice),
      weights,
    );
  });
}

/** Trains on all rows; threshold and calibration come from the held-out judgements. */
export function train(
  rows: readonly TrainingRow[],
  own: readonly Example[],
  heldOut: readonly HeldOut[],
): DecisionModel {
  // What is vetoed says nothing of how sure a score is.
  const calibration = calibrate(heldOut.filter(({ score }) => score > VETOED_AT_MOST));
  const least = (Math.log(LEAST_CONFIDENCE / (1 - LEAST_CONFIDENCE)) - calibration.shift) / calibration.slope;
  const answered = Math.max(thresholdFor(heldOut, TARGET_PRECISION), Math.round(least * 100) / 100);
  return {
    ...fitWeights([...examplesOf(rows), ...own]),
    calibration,
    thresholds: { answered, review: reviewThreshold(heldOut) },
  };
}

/** The lowest score from which on answers reach the precision. */
export function thresholdFor(heldOut: readonly HeldOut[], precision: number): number {
  const sorted = [...heldOut].sort((a, b) => b.score - a.score);
  let right = 0;
  let threshold = sorted[0]?.score ?? 0;
  for (const [at, { holds, score }] of sorted.entries()) {
    if (holds) right++;
    if (at + 1 >= FEWEST_ANSWERS && right / (at + 1) >= precision) threshold = score;
  }
  return Math.round(threshold * 100) / 100;
}

/** Nine in ten rows of which something is known lie above, or are vetoed: those go to review for what they are about. */
function reviewThreshold(heldOut: readonly HeldOut[]): number {
  const known = heldOut
    .filter(({ row, holds }) => row.answerable !== 'none' && holds)
    .map(({ score }) => score);
  known.sort((a, b) => a - b);
  const low = Math.round((known[Math.floor(known.length / 10)] ?? 0) * 100) / 100;
  return Math.max(low, VETOED_AT_MOST);
}

/** Platt scaling (logistic regression of "right" on the score) by gradient descent. */
function calibrate(heldOut: readonly HeldOut[]): DecisionModel['calibration'] {
  const points = heldOut.map(({ row, holds, score }) => ({
    score,
    right: holds && row.answerable === 'full' ? 1 : 0,
  }));
  let slope = 1;
  let shift = 0;
  for (let step = 0; step < 5_000; step++) {
    let slopeGradient = 0;
    let shiftGradient = 0;
    for (const { score, right } of points) {
      const error = 1 / (1 + Math.exp(-(slope * score + shift))) - right;
      slopeGradient += error * score;
      shiftGradient += error;
    }
    slope -= (0.3 * slopeGradient) / points.length;
    shift -= (0.3 * shiftGradient) / points.length;
  }
  return { slope: Math.round(slope * 1000) / 1000, shift: Math.round(shift * 1000) / 1000 };
}

/** Precision and coverage of every voice at a threshold. */
export function figuresByVoice(heldOut: readonly HeldOut[], threshold: number): VoiceFigures[] {
  const voices = [...new Set(heldOut.map(({ voice }) => voice))];
  return [...voices, 'all'].map((voice) => {
    const rows = voice === 'all' ? heldOut : heldOut.filter((row) => row.voice === voice);
    const answered = rows.filter(({ score }) => score >= threshold);
    return {
      voice,
      rows: rows.length,
      full: rows.filter(({ row }) => row.answerable === 'full').length,
      answered: answered.length,
      right: answered.filter(({ holds }) => holds).length,
      covered: answered.filter(({ row, holds }) => holds && row.answerable === 'full').length,
    };
  });
}
