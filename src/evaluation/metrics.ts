import type { Judgement } from './judgement.js';

/** Figures over judged rows. A share is null where there is nothing to take it of. */
export interface Metrics {
  questions: number;
  /** Questions that the sources answer in full. */
  full: number;
  partial: number;
  none: number;
  answered: number;
  /** Right answers / answers; an overclaim cites the right passage and counts as right, as it is listed on its own. */
  precision: number | null;
  /** Fully answerable questions that were answered rightly / fully answerable questions. */
  coverage: number | null;
  /** Fully answerable questions whose passage is among the first three that are offered. */
  firstThree: number | null;
  /** Rows answered of which only part is known. */
  overclaims: number;
  nearMisses: number;
  nearMissesAnswered: number | null;
  verdicts: number;
  verdictAccuracy: number | null;
}

/** a / b as a number between 0 and 1, or null. */
export function share(a: number, b: number): number | null {
  return b === 0 ? null : a / b;
}

/** The figures over these rows; disputed rows and rows that are no questions must have been left out before. */
export function measure(judged: readonly Judgement[]): Metrics {
  const count = (accept: (judgement: Judgement) => boolean) => judged.filter(accept).length;
  const full = count(({ row }) => row.answerable === 'full');
  const answered = count(({ outcome }) => outcome !== 'withheld');
  const right = count(({ outcome }) => outcome === 'right');
  const overclaims = count(({ outcome }) => outcome === 'overclaim');
  const nearMisses = count(({ nearMiss }) => nearMiss);
  const verdicts = count(({ verdictRight }) => verdictRight !== null);
  return {
    questions: judged.length,
    full,
    partial: count(({ row }) => row.answerable === 'partial'),
    none: count(({ row }) => row.answerable === 'none'),
    answered,
    precision: share(right + overclaims, answered),
    coverage: share(right, full),
    firstThree: share(
      count(({ row, inFirstThree }) => row.answerable === 'full' && inFirstThree),
      full,
    ),
    overclaims,
    nearMisses,
    nearMissesAnswered: share(
      count(({ nearMiss, outcome }) => nearMiss && outcome !== 'withheld'),
      nearMisses,
    ),
    verdicts,
    verdictAccuracy: share(
      count(({ verdictRight }) => verdictRight === true),
      verdicts,
    ),
  };
}

/** Figures per group, in the order the groups first appear. A row may stand in several groups. */
export function measureBy(
  judged: readonly Judgement[],
  groupsOf: (judgement: Judgement) => readonly string[],
): { name: string; metrics: Metrics }[] {
  const groups = new Map<string, Judgement[]>();
  for (const judgement of judged) {
    for (const name of groupsOf(judgement)) {
      const group = groups.get(name);
      if (group) group.push(judgement);
      else groups.set(name, [judgement]);
    }
  }
  return [...groups].map(([name, rows]) => ({ name, metrics: measure(rows) }));
}
