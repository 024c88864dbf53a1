import { type EntryIndex, wordingOf } from './entry-index.js';
import type { Candidate } from './features.js';
import type { Ranked } from './rank.js';
import type { Reading, UnitKind } from './reading.js';

type YesNo = 'yes' | 'no';

/** "At the provider, not in the app": which of the two is true decides, and comparing words cannot tell them apart. */
const CONTRAST =
  /,\s+(?:and\s+|und\s+)?(?:not|nicht)\s+(?:in|at|on|by|with|from|the|an?|your|our|their|its|im|bei|beim|auf|durch|über|von|vom|mit|de[mnrs]|die|das)\b/iu;
/** Words that bend the sense in a way that counting negations cannot tell; they need a phrasing that has them as well. */
const BENDING =
  /\b(?:limited to|restricted to|confined to|beschraenk\w*|begrenzt|outside|ausserhalb|excluding|even (?:if|when|where|for)|auch (?:wenn|dann|falls)|selbst (?:wenn|dann|falls)|sogar|including|einschliesslich|inklusive|regardless|ungeachtet|unabhaengig|instead of|rather than|anstelle|statt|left (?:entirely|solely|to)|in place of|in lieu|departs?|deviat\w*|abweich\w*|entbehrlich|apart from|abgesehen von|unannounced|unangekuendigt\w*|by themselves|einzig|bloss|lediglich|nur|only|merely|erst|noch aus|until|bis|jede[rsmn]?|jedermann|beliebig\w*|every|everyone|everybody|anyone|anybody|any service|all services|trotz|despite|in spite of|all of (?:your|its|the))\b/;
/** Kinds of things a question may ask for beside what the entry says. */
const ASKED_FOR: ReadonlySet<UnitKind> = new Set(['topic', 'facet', 'name', 'number']);
/** Phrasings this much farther than the nearest one do not speak for the verdict. */
const SPEAKS_WITHIN = 0.25;
/** Two verdicts this close to each other leave the question undecided. */
const UNDECIDED_WITHIN = 0.05;

/**
 * Yes or no for the question as it is worded, or null where it asks for more than that or its sense is unclear. Only
 * phrasings of the same sense (polarity concepts and negations) speak; one negation more or less turns the verdict.
 */
export function verdictFor(reading: Reading, candidate: Candidate, index: EntryIndex): YesNo | null {
  if (!isClosed(reading)) return null;
  if (CONTRAST.test(reading.text)) return null;
  if (bendsUnheard(reading, candidate, index)) return null;
  // "Only", "never", "all" claim more than a hedged fact says.
  if (candidate.features.exclusive > 0) return null;
  // Nor does a bare Yes or No fit where a hedged fact is asked about in the negative.
  if (reading.negations > 0 && candidate.entries.some(({ entry }) => entry.hedged)) return null;
  // A bare Yes would also say what the entry does not: "a documented process and a team".
  if (
    candidate.leftovers.some(
      ({ unit, weight }) => unit.place === 'ask' && ASKED_FOR.has(unit.kind) && weight >= 0.5,
    )
  )
    return null;
  const verdicts = candidate.ranked.map((ranked) => entryVerdict(reading, ranked, index));
  const first = verdicts[0] ?? null;
  // A catchword ("Hosting regions") claims nothing that a No could deny.
  if (first === 'no' && reading.ask === 'fragment' && reading.negations === 0) return null;
  return verdicts.every((verdict) => verdict === first) ? first : null;
}

/** A bending word that none of the nearest phrasings has. */
function bendsUnheard(reading: Reading, candidate: Candidate, index: EntryIndex): boolean {
  const word = BENDING.exec(reading.plain)?.[0];
  if (word === undefined) return false;
  return !candidate.ranked.some(({ indexed, nearest }) =>
    nearest.some(({ phrasing }) => wordingOf(index, indexed, phrasing).text.toLowerCase().includes(word)),
  );
}

function isClosed(reading: Reading): boolean {
  return reading.ask === 'yesNo' || reading.ask === 'statement' || reading.ask === 'fragment';
}

/** A phrasing of the question's sense with a verdict. */
interface Speaker {
  verdict: YesNo;
  dice: number;
  /** One of the two turns the sense of the other. */
  flipped: boolean;
}

function entryVerdict(reading: Reading, ranked: Ranked, index: EntryIndex): YesNo | null {
  const speakers = speakersOf(reading, ranked, index).sort((a, b) => b.dice - a.dice);
  const nearest = speakers[0];
  if (!nearest || nearest.dice === 0) return null;
  const votes = speakers.filter(({ dice }) => dice >= nearest.dice - SPEAKS_WITHIN);
  const straight = votes.filter(({ flipped }) => !flipped);
  const used = straight.length > 0 ? straight : votes;
  const best = used[0];
  if (!best) return null;
  if (used.some(({ verdict, dice }) => verdict !== best.verdict && dice > best.dice - UNDECIDED_WITHIN))
    return null;
  if (!best.flipped) return best.verdict;
  return best.verdict === 'yes' ? 'no' : 'yes';
}

/** Phrasings that name the same polarity concepts as the question, as far as the entry knows them. */
function speakersOf(reading: Reading, { indexed, dice }: Ranked, index: EntryIndex): Speaker[] {
  const { from, concepts, negations } = index.tables.phrasings;
  const odd = Math.abs(reading.negations) % 2;
  const first = from[indexed.position] ?? 0;
  const polarity = Array.from(dice, (_, at) =>
    [...concepts.items.subarray(concepts.from[first + at], concepts.from[first + at + 1])].filter(
      (concept) => index.tables.polarity[concept] === 1,
    ),
  );
  const known = [...new Set(polarity.flat())];
  const sense = new Set(
    known.filter((concept) => isAsked(reading, index.tables.names.concepts[concept] ?? '')),
  );
  return polarity.flatMap((named, at): Speaker[] => {
    const { verdict } = wordingOf(index, indexed, first + at);
    if (verdict === null || named.length !== sense.size || !named.every((concept) => sense.has(concept)))
      return [];
    return [{ verdict, dice: dice[at] ?? 0, flipped: negations[first + at] !== odd }];
  });
}

/** The context sentence of a row turns nothing: only what stands in the question itself. */
function isAsked(reading: Reading, id: string): boolean {
  return [...(reading.concepts.get(id) ?? [])].some((at) => reading.places[at] !== 'context');
}
