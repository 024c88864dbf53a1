import { fold, wordCount } from './folded-text.js';

/** How a text asks: a question, a request for information, a requirement to be met, or not at all. */
export type Asking = 'question' | 'request' | 'requirement' | null;

/** Openings of a question that has no question mark, after folding. */
const INTERROGATIVE = new RegExp(
  `^(${[
    // English
    'do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|shall we|may|what|whats|which|who|whom|whose|when|where|why|how|r u',
    // German
    'haben|hat|ist|sind|werden|wird|wurde|wurden|gibt es|konnen|kann|verfugt|verfugen|setzen sie|besteht|bestehen|existier\\w+|liegt|liegen|nutzen|nutzt|fuhren sie|erfolgt|erfolgen|unterstutzt|wie|was|welche[rsnm]?|wer|wem|wo|wann|warum|wodurch|wozu|wieviele?|inwiefern|inwieweit|ob|durfen|sollen wir|sofern ja',
    // French
    'est-ce|avez-vous|etes-vous|existe-t-il|disposez-vous|quels?|quelles?|comment|qui|ou|quand|pourquoi|combien|pouvez-vous|utilisez-vous|y a-t-il',
    // Spanish
    'tiene|tienen|existe|existen|dispone|cuenta con|que|cual|cuales|como|quien|quienes|donde|cuando|por que|cuantos|cuantas|se (ha|han|realiza|realizan)',
  ].join('|')})\\b`,
);

/** Openings of a request for information, after folding. */
const REQUEST = new RegExp(
  `^(${[
    'please|kindly|describe|explain|list|provide|specify|state|indicate|name|give|outline|attach|confirm|detail|identify|select|enter|tell us|send|submit|share|summari[sz]e|elaborate|include|upload|use this area|supply|demonstrate|briefly|document (how|your)|note (the|any)|show (us|how)|let us know|choose|advise|define (your|the)|discuss|characteri[sz]e|enumerate|estimate',
    'bitte|beschreiben|nennen|erlautern|geben sie|listen|legen sie|benennen|fuhren sie|fugen sie|teilen sie|bestatigen|stellen sie|skizzieren|schildern|erklaren sie|belegen|weisen sie|machen sie',
    'decrivez|decrire|veuillez|indiquez|indiquer|precisez|preciser|fournissez|fournir|listez|lister|expliquez|expliquer|joindre|joignez|nommez|citez|merci de',
    'describa|describir|indique|indicar|proporcione|proporcionar|explique|explicar|detalle|especifique|adjunte|enumere|aporte|facilite|por favor|confirme|liste|senale|datos de',
  ].join('|')})\\b`,
);

/** Words of obligation anywhere, or openings of a requirement, after folding. */
const REQUIREMENT = new RegExp(
  [
    '\\b(shall|must|should|will be|is required to|are required to|is to be|are to be|warrants?|undertakes?|mechanisms exist)\\b',
    '\\b(vendor|supplier|provider|contractor|processor|organi[sz]ation|company|third party|system|application|solution|we|you)s? (will|has|have|is|are|does|maintains?|provides?|ensures?|implements?|uses?|performs?)\\b',
    '^(verify|verifies|ensure|ensures|check that|control:|condition to be reported)\\b|^(control|requirement) ?:',
    '\\b(muss|mussen|soll|sollen|sollte|sollten|darf|durfen|sichert zu|gewahrleistet|verpflichtet sich)\\b',
    '\\b(ist|sind) (\\S+ ){0,12}(zu|dar\\w*|anzu\\w+|darzu\\w+|einzu\\w+|nachzu\\w+|sicherzu\\w+|vorzu\\w+|aufzu\\w+|umzu\\w+) ?\\S*',
    "\\b(doit|doivent|devra|devront|verifier que|il convient|s'engage)\\b",
    '\\b(debe|deben|debera|deberan|verificar que|se compromete)\\b',
  ].join('|'),
);

/** Imperatives that open a recommendation in a checklist ("Use ...", "Enable ..."), after folding. */
const RECOMMENDATION =
  /^(use|enable|disable|implement|establish|define|configure|avoid|consider|apply|limit|restrict|encrypt|protect|review|monitor|maintain|create|perform|conduct|develop|prevent|require|separate|scan|schedule|train|test|assign|remove|store|log|deploy|design|control|manage|add|set|make sure|do not|don't|never|always|if (you|using|required)|when|for)\b/;

/** "IS policies and organisation": an abbreviation, no verb. */
const ACRONYM_FIRST = /^\s*\p{Lu}{2,}\b(?=.*\p{Ll})/u;

const QUESTION_MARK = /[?？¿]/;

/** Tells how a cell's text asks. Without a question mark an opening word decides. */
export function asking(text: string): Asking {
  const folded = withoutLeadingId(fold(text));
  if (QUESTION_MARK.test(text)) return 'question';
  const words = wordCount(folded);
  if (words < 3) return REQUEST.test(folded) && words === 2 ? 'request' : null;
  if (REQUEST.test(folded)) return 'request';
  if (INTERROGATIVE.test(folded) && words >= 4 && !ACRONYM_FIRST.test(text)) return 'question';
  if (REQUIREMENT.test(folded)) return 'requirement';
  return /(吗|是否|ですか|か。?)$/.test(folded) ? 'question' : null;
}

/** True for an imperative of a checklist; weaker evidence than `asking`. */
export function recommends(text: string): boolean {
  const folded = withoutLeadingId(fold(text));
  return wordCount(folded) >= 3 && RECOMMENDATION.test(folded);
}

/** Openings that hang on the answer of the row above, after folding. */
const FOLLOW_UP =
  /^(if (yes|so|no|not|applicable|any|the answer|you answered|answered|affirmative)\b|if ("|')?(yes|no)|in the affirmative|when (yes|so)\b|(falls|wenn) (ja|nein|zutreffend|nicht)\b|sofern (ja|nein|zutreffend)|bei (ja|nein)\b|si (oui|non)\b|le cas echeant|dans l'affirmative|en caso (afirmativo|negativo|de que)|si la respuesta|en relacion con la cuestion anterior|adicionalmente|(does|do|is|are|has|have) (the|this|that|these|those) (above|process|policy|procedure|plan|described)|(the|this|these) (above|aforementioned|process described)|(is|was) (it|this|that)\b(?! (the|an?|our|your|us|we|you|up to|for (us|you|the)|(possible|ensured|guaranteed|assured|true|correct|necessary|permitted|allowed|forbidden|prohibited) (that|to|for)|product|solution|service|application|system|software|platform|vendor|company|tool|app|organi[sz]ation))|are (they|these|those)\b|what about\b)|\b(described|mentioned|named|listed) (above|in the (previous|preceding))|\b(previous|preceding) (question|answer)\b|\b(oben|vorstehend|zuvor) (genannt|beschrieben)\w*|\bvorherige frage\b|\bpregunta anterior\b|\bquestion precedente\b/;

/** True where a text makes sense only with the question above it. */
export function refersBack(text: string): boolean {
  return FOLLOW_UP.test(withoutLeadingId(fold(text)));
}

/** An id in front of a text: "A.1.2 ", "§ 4.2(b) ", "OUT-0.1 ", "#12 ", "AIS-02.1 - ", "1.1) ". */
const LEADING_ID =
  /^\s*((?:§+\s*)?#?(?:[A-Za-z&]{1,6}[-._ ]?)?\d+(?:[.-]\d+)*(?:\.?[a-z](?![a-z]))?(?:\([a-z0-9]{1,3}\))?|[A-Z]{1,3}\.\d+(?:\.\d+)*)[.):]?(?:\s*[-–—|:]\s*|\s+|$)/;

/** The id in front of a text and the text without it; id null where there is none. */
export function splitLeadingId(text: string): { id: string | null; rest: string } {
  const found = LEADING_ID.exec(text);
  if (!found?.[1]) return { id: null, rest: text };
  const rest = text.slice(found[0].length);
  const id = found[1].trim();
  // "2 factor authentication", "24 hour support", "ISO 27001 certified": a number that belongs to the sentence.
  const isPlainNumber = /^\d+$/.test(id) && !/^\s*\d+[.):]/.test(text);
  const isNorm = /^((iso|iec|soc|nist|pci|tls|aes|sha|rsa|fips|din|isae|ssae|tier|level)[- ]?\d|c5$)/i.test(
    id,
  );
  if (isPlainNumber || isNorm || !/\p{L}/u.test(rest)) return { id: null, rest: text };
  return { id, rest };
}

function withoutLeadingId(folded: string): string {
  return splitLeadingId(folded).rest.replace(/^[\s"'([•\-–*]+/, '');
}
