import type { Leftover } from './alignment.js';
import type { IndexedEntry } from './entry-index.js';
import type { FeatureName } from './feature-names.js';
import type { Reading, UnitKind } from './reading.js';

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
export function leftoverFeatures(
  reading: Reading,
  entries: readonly IndexedEntry[],
  leftovers: readonly Leftover[],
) {
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
  const wide = wideLeftovers(reading, entries);
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
    glue: Math.min(8, reading.units.filter((unit) => unit.kind === 'glue' && unit.place === 'ask').length),
    leftGlue: Math.min(MOST_LEFT, unknownGlue(reading, entries)),
  };
}

/** Words of questionnaires that none of the entry's texts uses, the rarer the more: few are harmless, many are another question. */
function unknownGlue(reading: Reading, entries: readonly IndexedEntry[]): number {
  let sum = 0;
  for (const unit of reading.units) {
    if (unit.kind !== 'glue' || unit.place !== 'ask') continue;
    const stemmed = unit.key.slice(2);
    if (!entries.some((entry) => entry.stems.has(stemmed))) sum += unit.rarity;
  }
  return sum;
}

/** What no phrasing of the entry has ever said. */
function wideLeftovers(reading: Reading, entries: readonly IndexedEntry[]) {
  const counts = { wideTopic: 0, wideFacet: 0, wideWord: 0 };
  for (const unit of reading.units) {
    if (
      unit.place === 'form' ||
      unit.place === 'context' ||
      unit.kind === 'glue' ||
      unit.kind === 'weak' ||
      unit.kind === 'faint' ||
      unit.kind === 'recurring'
    )
      continue;
    const known = entries.some(
      (entry) =>
        entry.vocabulary.has(unit.key) ||
        (unit.concept && (entry.explains.has(unit.concept.id) || entry.anchors.has(unit.concept.id))),
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
