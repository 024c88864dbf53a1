import type { Context } from './context.js';

/** The date of a run, ISO; SOURCE_DATE_EPOCH (reproducible-builds.org) sets another one. */
export function todayOf({ env }: Pick<Context, 'env'>): string {
  const seconds = env.SOURCE_DATE_EPOCH;
  const fixed = seconds !== undefined && /^\d{1,11}$/.test(seconds) ? new Date(Number(seconds) * 1000) : null;
  return (fixed ?? new Date()).toISOString().slice(0, 10);
}
