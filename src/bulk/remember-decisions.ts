import { createHash } from 'node:crypto';
import type { Decide } from '../matching/decision.js';
import type { Match } from '../matching/match.js';
import type { Reading } from '../matching/reading.js';

/** Decisions that are remembered, at most: some dozen MiB. */
const MOST_DECISIONS = 20_000;

/**
 * What a reading says, as a text: two readings with the same give the same decision. Each field is named, so that one that is
 * added later fails the build here until it is looked at.
 */
function contentOf(reading: Reading): unknown {
  const {
    text,
    language,
    words,
    places,
    concepts,
    units,
    byKey: _,
    ask,
    negations,
    plain,
    segments,
    ...none
  } = reading;
  none satisfies Record<string, never>;
  return [
    [text, language, plain, ask, negations, segments, words, places],
    [...concepts].map(([id, positions]) => [id, ...positions]),
    units.map(({ key, kind, concept, label, positions, place, weight, rarity, ...nothing }) => {
      nothing satisfies Record<string, never>;
      return [key, kind, concept?.id, label, positions, place, weight, rarity];
    }),
  ];
}

/**
 * Decides on a row once, however many questionnaires hold it: standard forms and a customer's own catalogue come again and
 * again. A row is the same when it was read the same: what recurs in its questionnaire changes how its words are read, and
 * so does not let a decision pass to where it does not hold. For one index and model.
 */
export function rememberDecisions(decide: Decide, most: number = MOST_DECISIONS): Decide {
  const known = new Map<string, Match>();
  return (reading, section, index, model, minConfidence) => {
    const asked = JSON.stringify([contentOf(reading), section?.text, minConfidence]);
    const key = createHash('sha256').update(asked).digest('base64');
    const before = known.get(key);
    if (before) return before;
    const match = decide(reading, section, index, model, minConfidence);
    const [oldest] = known.size < most ? [] : known.keys();
    if (oldest !== undefined) known.delete(oldest);
    known.set(key, match);
    return match;
  };
}
