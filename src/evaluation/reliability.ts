import type { Judgement } from './judgement.js';
import { share } from './metrics.js';

/** Suggestions of about the same confidence, and how many of them are right. */
export interface ReliabilityBand {
  /** Confidence from (included) and to (excluded, but for 1). */
  from: number;
  to: number;
  suggestions: number;
  meanConfidence: number;
  /** Share whose passage is right and answers all that is asked. */
  right: number;
  /** Of these, the ones that were answered, and how many of them are right. */
  answered: number;
  answeredRight: number | null;
}

const BANDS = 10;

function fullyRight({ row, suggestionRight }: Judgement): boolean {
  return suggestionRight && row.answerable === 'full';
}

/** Suggestions by tenths of confidence; a calibrated matcher is right in a share that equals the mean confidence. */
export function reliabilityTable(judged: readonly Judgement[]): ReliabilityBand[] {
  const bands: ReliabilityBand[] = [];
  for (let band = 0; band < BANDS; band++) {
    const inBand = judged.filter(
      ({ match }) =>
        match.entries.length > 0 && Math.min(BANDS - 1, Math.floor(match.confidence * BANDS)) === band,
    );
    if (inBand.length === 0) continue;
    const answered = inBand.filter(({ outcome }) => outcome !== 'withheld');
    bands.push({
      from: band / BANDS,
      to: (band + 1) / BANDS,
      suggestions: inBand.length,
      meanConfidence: inBand.reduce((sum, { match }) => sum + match.confidence, 0) / inBand.length,
      right: inBand.filter(fullyRight).length / inBand.length,
      answered: answered.length,
      answeredRight: share(answered.filter(fullyRight).length, answered.length),
    });
  }
  return bands;
}

/** Mean distance between confidence and share right, weighed by the number of suggestions; 0 is perfect. */
export function calibrationError(bands: readonly ReliabilityBand[]): number {
  const total = bands.reduce((sum, band) => sum + band.suggestions, 0);
  if (total === 0) return 0;
  return bands.reduce(
    (sum, band) => sum + (band.suggestions / total) * Math.abs(band.meanConfidence - band.right),
    0,
  );
}

export interface CurvePoint {
  minConfidence: number;
  answered: number;
  precision: number | null;
  coverage: number | null;
}

const THRESHOLDS = [0, 0.25, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.975, 0.99];

/** Precision and coverage at each `--min-confidence`, from rows that were matched without a threshold. */
export function precisionCoverageCurve(judged: readonly Judgement[]): CurvePoint[] {
  const full = judged.filter(({ row }) => row.answerable === 'full').length;
  return THRESHOLDS.map((minConfidence) => {
    const kept = judged.filter(
      ({ outcome, match }) => outcome !== 'withheld' && match.confidence >= minConfidence,
    );
    const right = kept.filter(({ outcome }) => outcome === 'right').length;
    const overclaims = kept.filter(({ outcome }) => outcome === 'overclaim').length;
    return {
      minConfidence,
      answered: kept.length,
      precision: share(right + overclaims, kept.length),
      coverage: share(right, full),
    };
  });
}
