import { createHash } from 'node:crypto';
import type { Match } from '../matching/match.js';
import type { Matcher } from '../matching/matcher.js';

/** Rows whose matches are remembered, at most: some dozen MiB. */
const MOST_ROWS = 20_000;

/**
 * A matcher that answers the same questions once. What a row means depends on what recurs over all rows, so only
 * questionnaires that ask the very same (a standard form, sent by many customers) share their matches.
 */
export function rememberMatches(matcher: Matcher, mostRows: number = MOST_ROWS): Matcher {
  const known = new Map<string, Match[]>();
  let rows = 0;
  const remember = (key: string, matches: Match[]) => {
    known.set(key, matches);
    rows += matches.length;
    for (const [oldest, { length }] of known) {
      if (rows <= mostRows || oldest === key) break;
      known.delete(oldest);
      rows -= length;
    }
    return matches;
  };
  return {
    search: matcher.search,
    matchAll(questions, options = {}) {
      const asked = JSON.stringify([questions, options]);
      const key = createHash('sha256').update(asked).digest('base64');
      const matches = known.get(key) ?? remember(key, matcher.matchAll(questions, options));
      return [...matches];
    },
  };
}
