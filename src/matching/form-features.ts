import type { Alignment } from './alignment.js';
import type { Asked } from './asked.js';
import { ASKS } from './asking.js';
import { type EntryIndex, type IndexedEntry, wordingOf } from './entry-index.js';
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
  condition: CONDITION.test(reading.plain),
  exclusive: EXCLUSIVE.test(reading.plain),
  lists: Math.min(6, reading.plain.match(/\b(?:and|or|und|oder|sowie|including|plus)\b/g)?.length ?? 0) / 6,
}));

/** A phrasing may set a condition itself ("unless the law demands archiving"): then it is asked for with it. */
function setsCondition(index: EntryIndex, entry: IndexedEntry | undefined, phrasing: number): boolean {
  return entry !== undefined && CONDITION.test(wordingOf(index, entry, phrasing).text.toLowerCase());
}

/** How the question is put, and whether the entry is ever asked so. */
export function formFeatures(
  question: Asked,
  entries: readonly IndexedEntry[],
  alignments: readonly Alignment[],
  section: Reading | null,
) {
  const { reading, index } = question;
  const { keys, inContext } = keysNamed(question, alignments);
  const asked = entries.reduce(
    (sum, { position }) => sum + (index.tables.asks[position * ASKS.length + question.ask] ?? 0),
    0,
  );
  const { content, advice, condition, exclusive, lists } = formOf(reading);
  return {
    keysInContext: keys > 0 ? inContext / keys : 0,
    sectionStrange: content <= 2 ? strangeTopics(index, section, entries) : 0,
    askKnown: Math.min(1, asked * 3),
    askUnknown: asked === 0 ? 1 : 0,
    negated: Math.min(2, Math.max(0, reading.negations)),
    advice,
    condition:
      condition && !alignments.some(({ phrasing }, at) => setsCondition(index, entries[at], phrasing))
        ? 1
        : 0,
    exclusive: exclusive && entries.some(({ entry }) => entry.hedged) ? 1 : 0,
    length: Math.min(40, reading.words.length) / 40,
    short: content <= 2 ? 1 : 0,
    lists,
    german: reading.language === 'de' ? 1 : 0,
    statement: reading.ask === 'statement' || reading.ask === 'fragment' ? 1 : 0,
    open: reading.ask === 'yesNo' || reading.ask === 'statement' || reading.ask === 'fragment' ? 0 : 1,
  };
}

/** Keys of the phrasings that the question names, and how many of them its context sentence only. */
function keysNamed({ reading, index, concepts, named }: Asked, alignments: readonly Alignment[]) {
  const { phrasings, groups } = index.tables;
  let keys = 0;
  let inContext = 0;
  for (const { phrasing } of alignments) {
    const group = phrasings.groups[phrasing] ?? 0;
    const end = groups.keys.from[group + 1] ?? 0;
    for (let at = groups.keys.from[group] ?? 0; at < end; at++) {
      const key = groups.keys.items[at] ?? 0;
      if (named[key] !== 1) continue;
      keys++;
      if (reading.units[concepts.indexOf(key)]?.place === 'context') inContext++;
    }
  }
  return { keys, inContext };
}

/** Topics of the section that the entry never speaks of; a short row says only half of what it asks. */
function strangeTopics(index: EntryIndex, section: Reading | null, entries: readonly IndexedEntry[]): number {
  if (!section) return 0;
  const strange = section.units.filter(
    ({ kind, key }) => kind === 'topic' && !entries.some((entry) => index.says(entry, index.unitNumber(key))),
  );
  return Math.min(2, strange.length);
}
