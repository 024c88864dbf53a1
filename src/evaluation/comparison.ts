import { z } from 'zod';
import { MeshsecError } from '../errors.js';
import type { Evaluation } from './evaluate.js';
import type { Outcome } from './judgement.js';
import type { Metrics } from './metrics.js';

const OUTCOMES = ['right', 'overclaim', 'wrong-passage', 'wrong-none', 'withheld'] as const;

const metric = z.number().nullable();

const earlierSchema = z.object({
  overall: z.object({
    precision: metric,
    coverage: metric,
    firstThree: metric,
    nearMissesAnswered: metric,
    verdictAccuracy: metric,
    answered: z.number(),
    overclaims: z.number(),
  }),
  rows: z.array(z.object({ set: z.string(), id: z.string(), outcome: z.enum(OUTCOMES) })),
});

/** What is needed of an earlier run's `--json` to compare with. */
export type EarlierRun = z.infer<typeof earlierSchema>;

/** Reads the `--json` output of an earlier run. Throws `usage` where it is none. */
export function parseEarlierRun(text: string, file: string): EarlierRun {
  const parsed = earlierSchema.safeParse(
    (() => {
      try {
        return JSON.parse(text);
      } catch {
        return null;
      }
    })(),
  );
  if (parsed.success) return parsed.data;
  throw new MeshsecError(
    'usage',
    'not the output of an earlier run',
    'write one with: meshsec eval <set...> --json > earlier.json',
    { file },
  );
}

export type FigureName = keyof EarlierRun['overall'];

export interface Comparison {
  figures: readonly { name: FigureName; before: number | null; now: number | null }[];
  /** Rows that both runs have and that turned out differently. */
  changed: readonly { set: string; id: string; text: string; before: Outcome; now: Outcome }[];
  onlyNow: number;
  onlyBefore: number;
}

const FIGURES: readonly (FigureName & keyof Metrics)[] = [
  'precision',
  'coverage',
  'firstThree',
  'nearMissesAnswered',
  'verdictAccuracy',
  'answered',
  'overclaims',
];

/** What changed since an earlier run: figures, and row by row. */
export function compareRuns(earlier: EarlierRun, now: Evaluation): Comparison {
  const before = new Map(earlier.rows.map((row) => [`${row.set}/${row.id}`, row.outcome]));
  const seen = now.judgements.map((judgement) => ({
    judgement,
    was: before.get(`${judgement.row.set}/${judgement.row.id}`),
  }));
  return {
    figures: FIGURES.map((name) => ({ name, before: earlier.overall[name], now: now.overall[name] })),
    changed: seen.flatMap(({ judgement: { row, outcome }, was }) =>
      was === undefined || was === outcome
        ? []
        : [{ set: row.set, id: row.id, text: row.text, before: was, now: outcome }],
    ),
    onlyNow: seen.filter(({ was }) => was === undefined).length,
    onlyBefore: before.size - seen.filter(({ was }) => was !== undefined).length,
  };
}
