import type { Alignment } from './alignment.js';
import type { IndexedEntry } from './entry-index.js';
import type { Reading } from './reading.js';
import { rememberFor } from './remember.js';

const CONDITION =
  /\b(?:not using|do not use|not use|does not use|without using|who do not|instead of|rather than|if [a-z ]{0,40}\bnot\b|nicht nutzen|nicht verwenden|anstelle|statt|excluding|except|besides|ausser|falls [a-z ]{0,40}(?:nicht|kein)\w*)\b/;
/** An imperative that tells the reader what to do; requests for information open otherwise. */
const ADVICE =
  /^(?:if required )?(?:consider|use|enable|disable|customi[sz]e|configure|integrate|avoid|deploy|adopt|leverage|prefer|schedule|run|apply|set up|turn on)\b/;
const EXCLUSIVE =
  /\b(?:only|exclusively|solely|never|always|guarantee\w*|ever|under any circumstances|any means|any way|in any form|of any kind|at all|under no circumstances|at all times|any time|every|ausschliesslich|immer|niemals|jemals|garantier\w*|ausnahmslos|allein|(?:a|any|in welchen) (?:cases?|situations?|exceptions?)|kann es vorkommen)\b/;

/** What of a question's form is the same for every candidate. */
const formOf = rememberFor((reading: Reading) => ({
  content: reading.units.filter(({ kind, place }) => kind !== 'glue' && kind !== 'weak' && place === 'ask')
    .length,
  advice: reading.ask !== 'yesNo' && ADVICE.test(reading.plain) ? 1 : 0,
  condition: CONDITION.test(reading.plain) ? 1 : 0,
  exclusive: EXCLUSIVE.test(reading.plain),
  lists: Math.min(6, reading.plain.match(/\b(?:and|or|und|oder|sowie|including|plus)\b/g)?.length ?? 0) / 6,
}));

/** How the question is put, and whether the entry is ever asked so. */
export function formFeatures(
  reading: Reading,
  entries: readonly IndexedEntry[],
  alignments: readonly Alignment[],
  section: Reading | null,
) {
  const keys = alignments.flatMap(({ phrasing }) => phrasing.keys.filter((key) => reading.concepts.has(key)));
  const inContext = keys.filter((key) => reading.byKey.get(`c:${key}`)?.place === 'context').length;
  const asked = entries.reduce((sum, entry) => sum + (entry.asks.get(reading.ask) ?? 0), 0);
  const { content, advice, condition, exclusive, lists } = formOf(reading);
  return {
    keysInContext: keys.length > 0 ? inContext / keys.length : 0,
    sectionStrange: content <= 2 ? strangeTopics(section, entries) : 0,
    askKnown: Math.min(1, asked * 3),
    askUnknown: asked === 0 ? 1 : 0,
    negated: Math.min(2, Math.max(0, reading.negations)),
    advice,
    condition,
    exclusive: exclusive && entries.some(({ entry }) => entry.hedged) ? 1 : 0,
    length: Math.min(40, reading.words.length) / 40,
    short: content <= 2 ? 1 : 0,
    lists,
    german: reading.language === 'de' ? 1 : 0,
    statement: reading.ask === 'statement' || reading.ask === 'fragment' ? 1 : 0,
    open: reading.ask === 'yesNo' || reading.ask === 'statement' || reading.ask === 'fragment' ? 0 : 1,
  };
}

/** Topics of the section that the entry never speaks of; a short row says only half of what it asks. */
function strangeTopics(section: Reading | null, entries: readonly IndexedEntry[]): number {
  if (!section) return 0;
  const strange = section.units.filter(
    (unit) => unit.kind === 'topic' && !entries.some((entry) => entry.vocabulary.has(unit.key)),
  );
  return Math.min(2, strange.length);
}
