import { FEATURES, type FeatureName } from './feature-names.js';
import type { DecisionModel } from './model.js';

/** One labelled candidate to learn from. */
export interface Example {
  features: Readonly<Record<FeatureName, number>>;
  evidence: readonly string[];
  /** 1 where the candidate answers all that is asked. */
  right: 0 | 1;
  weight: number;
}

/** The sign a weight may have: nearness never speaks against an answer, leftovers never for it. */
const NEVER_NEGATIVE: ReadonlySet<FeatureName> = new Set([
  'hit',
  'required',
  'nearest',
  'mean',
  'ofPhrasing',
  'ofQuestion',
  'coverage',
  'core',
  'margin',
  'marginStranger',
  'contrast',
  'clean',
  'wideClean',
  'askKnown',
  'cleanNear',
]);
const NEVER_POSITIVE: ReadonlySet<FeatureName> = new Set([
  'missing',
  'unanswered',
  'rank',
  'leftTopic',
  'leftFacet',
  'leftContext',
  'leftName',
  'leftNumber',
  'leftSpecific',
  'leftProper',
  'leftFaint',
  'leftKnown',
  'leftRare',
  'leftRecurring',
  'leftMost',
  'leftSum',
  'wideTopic',
  'wideFacet',
  'wideWord',
  'asideLeft',
  'leftGlue',
  'glue',
  'length',
  'keysInContext',
  'sectionStrange',
  'askUnknown',
  'condition',
  'advice',
  'exclusive',
  'leftFar',
  'union',
]);

export interface TrainingOptions {
  epochs: number;
  rate: number;
  /** L2 penalties of feature weights and of single evidence. */
  penalty: number;
  evidencePenalty: number;
  /** Evidence seen less often is not learned. */
  fewest: number;
}

/** A word may prove harmless; an unexplained concept never speaks for an answer. */
const MOST_HARMLESS = 0.8;

/**
 * What a weight is drawn to where the examples do not tell: words of real questionnaires that no entry uses speak against
 * an answer, though the labelled voices, whose words the lexicon knows, hardly show it.
 */
const PRIOR: Readonly<Partial<Record<FeatureName, number>>> = {
  leftKnown: -0.4,
  leftFaint: -0.2,
  leftRare: -0.2,
  leftGlue: -0.4,
  wideWord: -0.4,
  leftSpecific: -0.3,
};

export const TRAINING: TrainingOptions = {
  epochs: 20,
  rate: 0.08,
  penalty: 0.004,
  evidencePenalty: 0.004,
  fewest: 12,
};

/** Fits the weights by Adagrad on weighted log-loss with sign constraints; the same examples give the same weights. */
export function fitWeights(
  examples: readonly Example[],
  options: TrainingOptions = TRAINING,
): Omit<DecisionModel, 'calibration' | 'thresholds'> {
  const scale = standardise(examples);
  const evidenceIds = countEvidence(examples, options.fewest);
  const rows = examples.map((example) => ({
    x: Float64Array.from(
      FEATURES,
      (name, at) => (example.features[name] - (scale.mean[at] ?? 0)) / (scale.deviation[at] ?? 1),
    ),
    ids: example.evidence.flatMap((key) => evidenceIds.get(key) ?? []),
    y: example.right,
    weight: example.weight,
  }));
  const weights = new Float64Array(FEATURES.length + 1);
  const squares = new Float64Array(FEATURES.length + 1).fill(1e-6);
  const evidence = new Float64Array(evidenceIds.size);
  const evidenceSquares = new Float64Array(evidenceIds.size).fill(1e-6);
  const signs = FEATURES.map((name) => (NEVER_NEGATIVE.has(name) ? 1 : NEVER_POSITIVE.has(name) ? -1 : 0));
  const mostFor = [...evidenceIds.keys()].map((key) => (key.startsWith('c:') ? 0 : MOST_HARMLESS));
  const priors = FEATURES.map((name) => PRIOR[name] ?? 0);
  FEATURES.forEach((_, at) => {
    weights[at] = priors[at] ?? 0;
  });
  const order = rows.map((_, at) => at);
  const random = seeded(1);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    const rate = options.rate / (1 + epoch / 10);
    for (const at of order) {
      const row = rows[at];
      if (!row) continue;
      let z = weights[FEATURES.length] ?? 0;
      for (let i = 0; i < FEATURES.length; i++) z += (weights[i] ?? 0) * (row.x[i] ?? 0);
      for (const id of row.ids) z += evidence[id] ?? 0;
      const slope = (1 / (1 + Math.exp(-z)) - row.y) * row.weight;
      for (let i = 0; i <= FEATURES.length; i++) {
        const gradient =
          slope * (i < FEATURES.length ? (row.x[i] ?? 0) : 1) +
          (i < FEATURES.length ? options.penalty * ((weights[i] ?? 0) - (priors[i] ?? 0)) : 0);
        squares[i] = (squares[i] ?? 0) + gradient * gradient;
        let value = (weights[i] ?? 0) - (rate * gradient) / Math.sqrt(squares[i] ?? 1);
        if (i < FEATURES.length && (signs[i] ?? 0) * value < 0) value = 0;
        weights[i] = value;
      }
      for (const id of row.ids) {
        const gradient = slope + options.evidencePenalty * (evidence[id] ?? 0);
        evidenceSquares[id] = (evidenceSquares[id] ?? 0) + gradient * gradient;
        const value = (evidence[id] ?? 0) - (rate * gradient) / Math.sqrt(evidenceSquares[id] ?? 1);
        evidence[id] = Math.max(-3, Math.min(mostFor[id] ?? 0, value));
      }
    }
  }
  return {
    features: FEATURES,
    mean: scale.mean.map(rounded),
    deviation: scale.deviation.map(rounded),
    weights: [...weights.slice(0, FEATURES.length)].map(rounded),
    bias: rounded(weights[FEATURES.length] ?? 0),
    evidence: Object.fromEntries(
      [...evidenceIds]
        .map(([key, id]) => [key, rounded(evidence[id] ?? 0)] as const)
        .filter(([, weight]) => Math.abs(weight) > 0.02),
    ),
  };
}

function standardise(examples: readonly Example[]) {
  const mean = FEATURES.map(
    (name) => examples.reduce((sum, { features }) => sum + features[name], 0) / (examples.length || 1),
  );
  const deviation = FEATURES.map((name, at) => {
    const variance =
      examples.reduce((sum, { features }) => sum + (features[name] - (mean[at] ?? 0)) ** 2, 0) /
      (examples.length || 1);
    return Math.sqrt(Math.max(1e-4, variance));
  });
  return { mean, deviation };
}

function countEvidence(examples: readonly Example[], fewest: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { evidence } of examples)
    for (const key of evidence) counts.set(key, (counts.get(key) ?? 0) + 1);
  const ids = new Map<string, number>();
  for (const key of [...counts.keys()].sort()) if ((counts.get(key) ?? 0) >= fewest) ids.set(key, ids.size);
  return ids;
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** Linear congruential generator of the C standard's example; enough for shuffling, the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

function shuffle(items: number[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = items[i] ?? 0;
    items[i] = items[j] ?? 0;
    items[j] = kept;
  }
}
