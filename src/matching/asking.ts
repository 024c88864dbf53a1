import type { Segment } from './segments.js';

/** What kinds of answers questions want. */
export const ASKS = [
  'howMany',
  'howOften',
  'howLong',
  'who',
  'where',
  'when',
  'why',
  'which',
  'how',
  'yesNo',
  'statement',
  'fragment',
] as const;

export type Ask = (typeof ASKS)[number];

const ASK_WORDS: readonly (readonly [Ask, RegExp])[] = [
  ['howMany', /\b(?:how many|how much|wie viele?)\b/],
  ['howOften', /\b(?:how often|how frequently|wie oft|wie haeufig|in welchen abstaenden)\b/],
  [
    'howLong',
    /\b(?:how long|how quickly|how fast|how soon|wie lange|wie schnell|innerhalb welcher|within what)\b/,
  ],
  ['who', /\b(?:who|whom|whose|wer|wen|wem)\b/],
  ['where', /\b(?:where|wo|woher)\b/],
  ['why', /\b(?:why|warum|wieso|weshalb|wozu)\b/],
  ['when', /^(?:when|wann)\b/],
  ['which', /\b(?:which|what|list|name|enumerate|welche\w*|nennen|benennen)\b/],
  ['how', /\b(?:how|describe|explain|outline|wie|beschreib\w*|erlaeuter\w*|inwieweit|inwiefern)\b/],
];

/** How a question asks, from its folded text and the segment that asks. */
export function askOf(plain: string, segment: Segment | undefined): Ask {
  if (!segment) return 'fragment';
  if (
    /^(?:is|are|do|does|did|can|could|may|will|would|has|have|should|must|ist|sind|werden|wird|hat|haben|kann|koennen|darf|duerfen|gibt|muss)\b/.test(
      segment.key,
    )
  ) {
    return 'yesNo';
  }
  for (const [ask, pattern] of ASK_WORDS) if (pattern.test(plain) && segment.mood !== 'statement') return ask;
  if (segment.mood === 'question') return 'yesNo';
  return segment.mood === 'fragment' ? 'fragment' : 'statement';
}

const NEGATION =
  /\b(?:not|no|never|non|none|nobody|nothing|nowhere|neither|without|unable|lack|lacks|lacking|absence|missing|unencrypted|cleartext|clear text|plain text|open text|plaintext|in the clear|unprotected|unsecured|prohibited|forbidden|forbid|forbids|prevented|refuse|refused|avoid|avoids|fail|fails|free of|left out|leaving out|left outside|out of scope|outside (?:of )?the (?:\w+ )?scope|ausserhalb des (?:\w+ )?geltungsbereichs?|readable form|readable text|legible|lesbarer form|other than|independent of|independently of|unabhaengig von|nicht|kein|keine|keinen|keiner|keinem|keines|keinerlei|ohne|niemand|niemandem|niemals|nichts|nirgend\w*|fehlt|fehlen|unverschluesselt\w*|klartext|untersagt|verboten|weder|verzichte\w*|verzicht|impossible|unmoeglich|refrain\w*|absent|rules? out|ruled out|ausgenommen|fall short|falls short|unbeachtet|unberuecksichtigt|missachtet|ignor\w*|violat\w*|verstoess\w*|verstoss\w*|disregard\w*|neglect\w*|dispens\w* with|unused|ungenutzt|unterlaesst|unterbleib\w*|lehnt ab|abgelehnt|declin\w*|w o|out of the question|at odds|invisible|unsichtbar|noch aus|conceal\w*|verschweig\w*)\b/g;
const NO_NEGATION =
  /\b(?:free of charge|whether or not|or not|not (?:only|merely|just|solely|simply)|nicht (?:nur|bloss|allein|lediglich)|no later than|not limited to|if not|no less than|not less than|yes no|yes or no|ja nein|ja oder nein|not applicable|weder noch|nothing but|nowhere but|nothing else than|nichts als|no [a-z ]{1,60} neither)\b/g;

/** Words that turn the sense of a folded text, counted. */
export function countNegations(plain: string): number {
  return (plain.match(NEGATION)?.length ?? 0) - (plain.match(NO_NEGATION)?.length ?? 0);
}
