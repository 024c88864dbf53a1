import type { IndexedEntry, IndexedPhrasing } from './entry-index.js';
import type { Candidate } from './features.js';
import type { Ranked } from './rank.js';
import type { Reading } from './reading.js';

type YesNo = 'yes' | 'no';

/** "At the provider, not in the app": which of the two is true decides, and comparing words cannot tell them apart. */
const CONTRAST =
  /,\s+(?:and\s+|und\s+)?(?:not|nicht)\s+(?:in|at|on|by|with|from|the|an?|your|our|their|its|im|bei|beim|auf|durch|über|von|vom|mit|de[mnrs]|die|das)\b/iu;
/** Phrasings this much farther than the nearest one do not speak for the verdict. */
const SPEAKS_WITHIN = 0.25;
/** Two verdicts this close to each other leave the question undecided. */
const UNDECIDED_WITHIN = 0.05;

/**
 * Yes or no for the question as it is worded, or null where it asks for more than that or its sense is unclear. Only
 * phrasings of the same sense (polarity concepts and negations) speak; one negation more or less turns the verdict.
 */
export function verdictFor(reading: Reading, candidate: Candidate): YesNo | null {
  if (!isClosed(reading)) return null;
  if (CONTRAST.test(reading.text)) return null;
  // "Only", "never", "all" claim more than a hedged fact says.
  if (candidate.features.exclusive > 0) return null;
  // Nor does a bare Yes or No fit where a hedged fact is asked about in the negative.
  if (reading.negations > 0 && candidate.entries.some(({ entry }) => entry.hedged)) return null;
  const verdicts = candidate.ranked.map((ranked) => entryVerdict(reading, ranked));
  const first = verdicts[0] ?? null;
  return verdicts.every((verdict) => verdict === first) ? first : null;
}

function isClosed(reading: Reading): boolean {
  return reading.ask === 'yesNo' || reading.ask === 'statement' || reading.ask === 'fragment';
}

function entryVerdict(reading: Reading, { indexed: entry, dice }: Ranked): YesNo | null {
  const sense = senseOf(reading, entry);
  const speakers = entry.phrasings
    .map((phrasing, at) => ({ phrasing, dice: dice[at] ?? 0 }))
    .filter(({ phrasing }) => phrasing.verdict !== null && sameSense(phrasing, sense, entry))
    .sort((a, b) => b.dice - a.dice);
  const nearest = speakers[0];
  if (!nearest || nearest.dice === 0) return null;
  const odd = Math.abs(reading.negations) % 2;
  const votes = speakers
    .filter(({ dice }) => dice >= nearest.dice - SPEAKS_WITHIN)
    .map(({ phrasing, dice }) => ({
      dice,
      flipped: phrasing.footprint.negations !== odd,
      verdict: phrasing.verdict ?? 'yes',
    }));
  const straight = votes.filter(({ flipped }) => !flipped);
  const used = straight.length > 0 ? straight : votes;
  const best = used[0];
  if (!best) return null;
  if (used.some(({ verdict, dice }) => verdict !== best.verdict && dice > best.dice - UNDECIDED_WITHIN))
    return null;
  if (!best.flipped) return best.verdict;
  return best.verdict === 'yes' ? 'no' : 'yes';
}

/** The polarity concepts of the question that this entry's phrasings know. */
function senseOf(reading: Reading, entry: IndexedEntry): ReadonlySet<string> {
  const known = new Set(entry.phrasings.flatMap(({ polarity }) => polarity));
  return new Set([...known].filter((id) => isAsked(reading, id)));
}

/** The context sentence of a row turns nothing: only what stands in the question itself. */
function isAsked(reading: Reading, id: string): boolean {
  return [...(reading.concepts.get(id) ?? [])].some((at) => reading.places[at] !== 'context');
}

function sameSense(phrasing: IndexedPhrasing, sense: ReadonlySet<string>, entry: IndexedEntry): boolean {
  return (
    phrasing.polarity.length === sense.size &&
    phrasing.polarity.every((id) => sense.has(id)) &&
    entry.phrasings.length > 0
  );
}
