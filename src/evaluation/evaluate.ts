import type { Match, MatchQuestion } from '../matching/match.js';
import { type Judgement, judge } from './judgement.js';
import type { LabelledRow } from './labelled-row.js';
import { type Metrics, measure, measureBy } from './metrics.js';
import {
  type CurvePoint,
  calibrationError,
  precisionCoverageCurve,
  type ReliabilityBand,
  reliabilityTable,
} from './reliability.js';

/** Matches all questions of one questionnaire at once; answers need `minConfidence`, or with null what the model demands. */
export type MatchAll = (
  questions: readonly MatchQuestion[],
  minConfidence: number | null,
) => readonly Match[];

interface Group {
  name: string;
  metrics: Metrics;
}

/** Everything `meshsec eval` prints. */
export interface Evaluation {
  sets: readonly string[];
  overall: Metrics;
  bySet: readonly Group[];
  byVoice: readonly Group[];
  byStyle: readonly Group[];
  byLanguage: readonly Group[];
  /** By the first entry of the suggestion. */
  byEntry: readonly Group[];
  byTag: readonly Group[];
  reliability: readonly ReliabilityBand[];
  calibrationError: number;
  curve: readonly CurvePoint[];
  judgements: readonly Judgement[];
}

function asQuestion(row: LabelledRow): MatchQuestion {
  return { text: row.text, parts: [row.text], section: row.section, sheet: null, context: null };
}

/** Hands each voice as one questionnaire to the matcher and judges what comes back, in the order of the rows. */
export function judgeRows(
  rows: readonly LabelledRow[],
  matchAll: MatchAll,
  minConfidence: number | null = null,
): Judgement[] {
  const voices = new Map<string, LabelledRow[]>();
  for (const row of rows.filter(({ isQuestion }) => isQuestion)) {
    const key = `${row.set}/${row.voice}`;
    const voice = voices.get(key);
    if (voice) voice.push(row);
    else voices.set(key, [row]);
  }
  return [...voices.values()].flatMap((voice) => {
    const matches = matchAll(voice.map(asQuestion), minConfidence);
    return voice.flatMap((row, index) => {
      const match = matches[index];
      return match ? [judge(row, match)] : [];
    });
  });
}

/** All figures over labelled rows; disputed rows are matched with the others, but not counted. */
export function evaluate(rows: readonly LabelledRow[], matchAll: MatchAll): Evaluation {
  const counted = (all: readonly Judgement[]) => all.filter(({ row }) => !row.disputed);
  const judgements = counted(judgeRows(rows, matchAll));
  // With no threshold at all, every suggestion that nothing speaks against is answered: the curve takes its points from these.
  const unbounded = counted(judgeRows(rows, matchAll, 0));
  const reliability = reliabilityTable(judgements);
  return {
    sets: [...new Set(rows.map(({ set }) => set))],
    overall: measure(judgements),
    bySet: measureBy(judgements, ({ row }) => [row.set]),
    byVoice: measureBy(judgements, ({ row }) => [`${row.set}/${row.voice}`]),
    byStyle: measureBy(judgements, ({ row }) => [row.style]),
    byLanguage: measureBy(judgements, ({ row }) => [row.language]),
    byEntry: measureBy(judgements, ({ match }) => match.entries.slice(0, 1).map(({ id }) => id)),
    byTag: measureBy(judgements, ({ row }) => row.tags),
    reliability,
    calibrationError: calibrationError(reliability),
    curve: precisionCoverageCurve(unbounded),
    judgements,
  };
}
