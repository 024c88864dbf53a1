import type { Leftover } from './alignment.js';
import type { Asked } from './asked.js';
import type { FeatureName } from './feature-names.js';
import type { Ranked } from './rank.js';
import type { UnitKind } from './reading.js';
import { rememberFor } from './remember.js';
import { findInRow } from './rows.js';

/** Leftovers are counted up to here; more does not make an answer more wrong. */
const MOST_LEFT = 4;

const LEFT_FEATURE: Readonly<Partial<Record<UnitKind, FeatureName>>> = {
  topic: 'leftTopic',
  facet: 'leftFacet',
  context: 'leftContext',
  name: 'leftName',
  number: 'leftNumber',
  specific: 'leftSpecific',
  proper: 'leftProper',
  faint: 'leftFaint',
  known: 'leftKnown',
  rare: 'leftRare',
  recurring: 'leftRecurring',
};

/** What the question says and the candidate does not, by kind. */
export function leftoverFeatures(asked: Asked, ranked: readonly Ranked[], leftovers: readonly Leftover[]) {
  const left: Record<string, number> = {};
  for (const name of Object.values(LEFT_FEATURE)) left[name] = 0;
  let most = 0;
  let sum = 0;
  let aside = 0;
  for (const { unit, weight } of leftovers) {
    const name = LEFT_FEATURE[unit.kind];
    if (name) left[name] = Math.min(MOST_LEFT, (left[name] ?? 0) + weight);
    most = Math.max(most, weight);
    sum += weight;
    if (unit.place !== 'ask') aside += weight;
  }
  const wide = wideLeftovers(asked, ranked);
  const value = (name: FeatureName) => left[name] ?? 0;
  return {
    leftTopic: value('leftTopic'),
    leftFacet: value('leftFacet'),
    leftContext: value('leftContext'),
    leftName: value('leftName'),
    leftNumber: value('leftNumber'),
    leftSpecific: value('leftSpecific'),
    leftProper: value('leftProper'),
    leftFaint: value('leftFaint'),
    leftKnown: value('leftKnown'),
    leftRare: value('leftRare'),
    leftRecurring: value('leftRecurring'),
    leftMost: most,
    leftSum: Math.min(6, sum),
    clean: sum < 0.2 ? 1 : 0,
    ...wide,
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
  const counts = { wideTopic: 0, wideFacet: 0, wideWord: 0 };
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
    if (unit.kind === 'topic' || unit.kind === 'name') counts.wideTopic += weight;
    else if (unit.kind === 'facet') counts.wideFacet += weight;
    else counts.wideWord += weight * (unit.concept?.weight ?? 1);
  }
  const clean = counts.wideTopic + counts.wideFacet + counts.wideWord === 0;
  return {
    wideTopic: Math.min(MOST_LEFT, counts.wideTopic),
    wideFacet: Math.min(MOST_LEFT, counts.wideFacet),
    wideWord: Math.min(MOST_LEFT, counts.wideWord),
    wideClean: clean ? 1 : 0,
  };
}
