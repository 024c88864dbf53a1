import type { Leftover } from './alignment.js';
import type { Asked } from './asked.js';
import type { Ranked } from './rank.js';
import type { UnitKind } from './reading.js';
import { rememberFor } from './remember.js';
import { findInRow } from './rows.js';

/** Leftovers are counted up to here; more does not make an answer more wrong. */
const MOST_LEFT = 4;

/** Kinds whose leftovers are counted apart. */
const KINDS: readonly UnitKind[] = [
  'topic',
  'facet',
  'context',
  'name',
  'number',
  'specific',
  'proper',
  'faint',
  'known',
  'rare',
  'recurring',
];

/** What the question says and the candidate does not, by kind. */
export function leftoverFeatures(asked: Asked, ranked: readonly Ranked[], leftovers: readonly Leftover[]) {
  const left = new Float64Array(KINDS.length);
  let most = 0;
  let sum = 0;
  let aside = 0;
  for (const { unit, weight } of leftovers) {
    const kind = KINDS.indexOf(unit.kind);
    if (kind >= 0) left[kind] = Math.min(MOST_LEFT, (left[kind] ?? 0) + weight);
    most = Math.max(most, weight);
    sum += weight;
    if (unit.place !== 'ask') aside += weight;
  }
  const [
    leftTopic = 0,
    leftFacet = 0,
    leftContext = 0,
    leftName = 0,
    leftNumber = 0,
    leftSpecific = 0,
    leftProper = 0,
    leftFaint = 0,
    leftKnown = 0,
    leftRare = 0,
    leftRecurring = 0,
  ] = left;
  return {
    leftTopic,
    leftFacet,
    leftContext,
    leftName,
    leftNumber,
    leftSpecific,
    leftProper,
    leftFaint,
    leftKnown,
    leftRare,
    leftRecurring,
    leftMost: most,
    leftSum: Math.min(6, sum),
    clean: sum < 0.2 ? 1 : 0,
    ...wideLeftovers(asked, ranked),
    asideLeft: Math.min(MOST_LEFT, aside),
    glue: Math.min(8, glueOf(asked).length),
    leftGlue: Math.min(MOST_LEFT, unknownGlue(asked, ranked)),
  };
}

/** The glue words of what is asked: number and rarity of their stems. */
const glueOf = rememberFor(({ reading, index }: Asked) =>
  reading.units
    .filter(({ kind, place }) => kind === 'glue' && place === 'ask')
    .map(({ key, rarity }) => ({ stem: index.stemNumber(key.slice(2)), rarity })),
);

/** Words of questionnaires that none of the entry's texts uses, the rarer the more: few are harmless, many are another question. */
function unknownGlue(asked: Asked, ranked: readonly Ranked[]): number {
  const { stems } = asked.index.tables;
  let sum = 0;
  for (const { stem, rarity } of glueOf(asked)) {
    if (!ranked.some(({ indexed }) => findInRow(stems, stem, indexed.position) >= 0)) sum += rarity;
  }
  return sum;
}

/** What no phrasing of the entry has ever said. */
function wideLeftovers({ reading }: Asked, ranked: readonly Ranked[]) {
  let topic = 0;
  let facet = 0;
  let word = 0;
  for (const [at, unit] of reading.units.entries()) {
    if (
      unit.place === 'form' ||
      unit.place === 'context' ||
      unit.kind === 'glue' ||
      unit.kind === 'weak' ||
      unit.kind === 'faint' ||
      unit.kind === 'recurring'
    )
      continue;
    const known = ranked.some(
      ({ says, indexed }) => says[at] === 1 || (unit.concept && indexed.explains.has(unit.concept.id)),
    );
    if (known) continue;
    const weight = unit.place === 'aside' ? 0.5 : 1;
    if (unit.kind === 'topic' || unit.kind === 'name') topic += weight;
    else if (unit.kind === 'facet') facet += weight;
    else word += weight * (unit.concept?.weight ?? 1);
  }
  return {
    wideTopic: Math.min(MOST_LEFT, topic),
    wideFacet: Math.min(MOST_LEFT, facet),
    wideWord: Math.min(MOST_LEFT, word),
    wideClean: topic + facet + word === 0 ? 1 : 0,
  };
}
