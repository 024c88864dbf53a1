import type { ConceptFinder } from './concepts.js';
import type { Segment } from './segments.js';
import { type Token, tokenise } from './tokens.js';
import type { Voice } from './voice.js';

/** Where in a row a word stands: what is asked, an aside in parentheses, the context, or mere form. */
export type Place = 'ask' | 'aside' | 'context' | 'form';

/** A word with its place. */
export interface Placed {
  token: Token;
  place: Place;
}

/** Gives every word its place; template clauses and fields of another kind are mere form. */
export function placeSegments(
  segments: readonly Segment[],
  voice: Voice | null,
  finder: ConceptFinder,
): Placed[] {
  const live = segments.filter((segment) => !isForm(segment, segments, voice));
  const used = live.length > 0 ? live : segments;
  const isLabel = (segment: Segment) =>
    segment.label !== null && (ASK_LABELS.test(segment.label) || (voice?.isLabel(segment.label) ?? false));
  const roles = placesOf(used, isLabel, finder);
  return used.flatMap((segment, index) => {
    const place = roles[index] ?? 'ask';
    // A label that is this row's own ("Backups: region?") says what the row is about; a recurring one what a field is for.
    const ownLabel = segment.heading !== '' && !isLabel(segment);
    const tokens = ownLabel ? tokenise(`${segment.heading} ${segment.text}`) : segment.tokens;
    const leadIn = leadInLength(tokens.map((token) => token.word));
    return tokens.map((token, at) => ({ token, place: at < leadIn ? ('form' as const) : place }));
  });
}

const FORM_LABELS =
  /^(?:evidence|proof|evidenz|nachweis|hinweis|note|notes|guidance|example|beispiel|reference|referenz|maturity|zielreifegrad|reifegrad|answer|antwort|response|format|score|weight|gewicht|prio|priority|comment|kommentar)\b/;

/** Labels of the field that holds the question itself. */
const ASK_LABELS =
  /^(?:control|controls|control statement|requirement|requirements|question|condition|condition to be reported|objective|criterion|statement|topic|subject|ask|request|anforderung|frage|kontrolle|massnahme|kriterium|thema|aussage|pruefpunkt)\b/;

function isForm(segment: Segment, all: readonly Segment[], voice: Voice | null): boolean {
  if (all.length < 2) return false;
  if (segment.label !== null && FORM_LABELS.test(segment.label)) return true;
  return voice?.isTemplate(segment) ?? false;
}

function placesOf(
  segments: readonly Segment[],
  isLabel: (segment: Segment) => boolean,
  finder: ConceptFinder,
): Place[] {
  const asking = segments.map(
    (segment) =>
      isOpen(segment) &&
      (segment.mood === 'question' || segment.mood === 'request' || leadInLength(segment.words) > 0) &&
      hasTopic(segment, finder),
  );
  const labelled = segments.findLastIndex((segment) => isLabel(segment) && isOpen(segment));
  const lastPlain = segments.findLastIndex(isOpen);
  return segments.map((segment, index) => {
    if (segment.aside) return 'aside';
    if (segment.reason) return 'context';
    if (asking.some(Boolean))
      return asking[index] || isMeantBy(segments[index + 1]) || isElaborated(segment, segments[index + 1])
        ? 'ask'
        : 'context';
    if (labelled >= 0) return index === labelled ? 'ask' : 'context';
    if (index === lastPlain) return 'ask';
    return speaksOfCustomer(segment) ? 'context' : 'ask';
  });
}

const POINTS_BACK = /^(?:\S+ ){0,4}(?:they|them|those|these|diese[nrsm]?|deren|dazu|davon|dafuer|hierzu)\b/;

/** "We give you keys. How are they stored?": the next segment asks about this one. */
function isMeantBy(next: Segment | undefined): boolean {
  return next !== undefined && isOpen(next) && next.mood === 'question' && POINTS_BACK.test(next.key);
}

const REQUIREMENT =
  /^(?:the |der |die |das )?(?:system|supplier|vendor|solution|service|platform|application|provider|contractor|product|software|anbieter|auftragnehmer|bieter|dienstleister|loesung|anwendung|plattform|dienst)\b/;

/** "The system supports MFA. State where it is configured.": a requirement, and what else to tell of it. */
function isElaborated(segment: Segment, next: Segment | undefined): boolean {
  return isOpen(segment) && REQUIREMENT.test(segment.key) && next?.mood === 'request';
}

function isOpen({ aside, reason }: Segment): boolean {
  return !aside && !reason;
}

const CUSTOMER_START =
  /^(?:we|our|us|wir|unser[a-z]*|uns|the (?:bank|insurer|customer|client|university|hospital|institution|company|group|buyer|purchaser|authority)|der auftraggeber|der kunde|der ag|die bank|covered entity|certain|some|im stoerungsfall|zur|use of)\b/;

function speaksOfCustomer(segment: Segment): boolean {
  return CUSTOMER_START.test(segment.key);
}

function hasTopic(segment: Segment, finder: ConceptFinder): boolean {
  if (segment.words.length > 3) return true;
  for (const id of finder.find(segment.words, true).concepts.keys()) {
    const kind = finder.concept(id)?.kind;
    if (kind === 'topic' || kind === 'facet' || kind === 'context') return true;
  }
  return false;
}

const SAYING =
  /^(?:confirm\w*|warrant\w*|stat(?:e|es|ed|ing)|disclos\w*|indicat\w*|ensur\w*|assur\w*|describ\w*|explain\w*|represent\w*|declar\w*|acknowledg\w*|tell|advis(?:e|es|ed)|specif(?:y|ies|ied)|demonstrat\w*|know|undertak\w*|agree\w*|provid(?:e|es|ed|ing)|sichergestellt|gewaehrleistet|bestaetig\w*|erklaer\w*|zu|gewaehrleist\w*|nachweis\w*|beschreib\w*|erlaeuter\w*|mit|(?:dar|an|aus|nach|mit)zu\w+|dargelegt|angegeben|geregelt|dar|sicher)$/;
/** "Verify that" opens a requirement; "do you verify that" asks for the verifying. */
const CHECKING = /^(?:verify|check|determine|validate|assess|pruefen?|ueberpruefen?|verifizieren?)$/;
const SUBORDINATE = new Set('that whether if dass ob'.split(' '));
const SUBORDINATE_WH = new Set(
  'how what which who where when wie welche welcher welches welchem welchen wer wo'.split(' '),
);
const LONGEST_LEAD_IN = 12;
/** Words between the saying and its "that": "warrants to the Bank that". */
const NEAREST_SAYING = 4;

/** Words of "The supplier warrants that", "Es ist darzulegen, ob": they say nothing about the subject. */
function leadInLength(words: readonly string[]): number {
  if (CHECKING.test(words[0] ?? '') && SUBORDINATE.has(words[1] ?? '')) return 2;
  for (let at = 1; at < Math.min(words.length - 2, LONGEST_LEAD_IN); at++) {
    const word = words[at] ?? '';
    if (!SUBORDINATE.has(word) && !SUBORDINATE_WH.has(word)) continue;
    // What stands further off ("provide the statement of applicability that ...") is what is asked for.
    if (!words.slice(Math.max(0, at - NEAREST_SAYING), at).some((before) => SAYING.test(before))) continue;
    return SUBORDINATE.has(word) ? at + 1 : at;
  }
  return 0;
}
