import type { FeatureName } from './feature-names.js';

/** A logistic model over named features and single pieces of evidence; written by `npm run train`. */
export interface DecisionModel {
  features: readonly FeatureName[];
  mean: readonly number[];
  deviation: readonly number[];
  weights: readonly number[];
  bias: number;
  /** Weight of single unexplained units, by unit key. */
  evidence: Readonly<Record<string, number>>;
  /** Turns a score into a probability, fitted on voices the model had not seen: 1 / (1 + e^-(slope * score + shift)). */
  calibration: { slope: number; shift: number };
  /** Scores from here on are answered or shown for review. */
  thresholds: { answered: number; review: number };
}

/** The model's score, in log-odds, before calibration. */
export function scoreOf(
  model: DecisionModel,
  features: Readonly<Record<FeatureName, number>>,
  evidence: readonly string[],
): number {
  let score = model.bias;
  model.features.forEach((name, at) => {
    score +=
      (model.weights[at] ?? 0) * ((features[name] - (model.mean[at] ?? 0)) / (model.deviation[at] ?? 1));
  });
  for (const key of evidence) score += model.evidence[key] ?? 0;
  return score;
}

/** Probability that an answer of this score is right. */
export function probability(model: DecisionModel, score: number): number {
  return 1 / (1 + Math.exp(-(model.calibration.slope * score + model.calibration.shift)));
}
