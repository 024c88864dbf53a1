import { fold, isBlankLike } from './folded-text.js';
import { verdictOfWord } from './verdict-words.js';

/** Texts that stand in an answer cell and invite an answer, after folding. */
const PLACEHOLDER =
  /^(not (verified|started|answered|assessed|reviewed|checked|selected|completed|yet \w+)|open|pending|tbd|to ?do|to be (completed|confirmed|determined|defined|filled).*|select\b.*|choose\b.*|please (select|choose|enter|fill|provide|answer|specify|describe|explain)\b.*|(click|tap) (here )?to .*|enter (text|answer|your|a|response)\b.*|your (answer|response|comment)s?( here)?|(answer|response|comment|text|insert)s? ?here\b.*|insert\b.*|type here.*|see instructions?\b.*|bitte (auswahlen|wahlen|eintragen|ausfullen|angeben|erlautern)\b.*|(aus)?wahlen.*|offen|nicht (gepruft|bearbeitet|bewertet|begonnen)|choisir.*|selectionner.*|a completer.*|veuillez .*|seleccion(e|ar).*|elija.*|por completar.*|no verificado|non verifie|<.*>|\[.*\]|\{.*\}|x{3,}.*|lorem ipsum.*|0|-)$/;

const SAMPLE =
  /^((dd|mm|yy(yy)?|jj(jj)?|tt|aa(aa)?)([./-](dd|mm|yy(yy)?|jj(jj)?|tt|aa(aa)?)){1,2}|(\+?1?[- (]*)?(555)[-) ]*555[- ]*5555|(000|123)[- ]?(000|456)[- ]?(0000|7890)|\S+@(example|domain|vendor|company|email)\.\S+|https?:\/\/(www\.)?(vendor|example|domain|company|your\w*)\.\S+)$/;

/** Characters of a sample value: a date, a number, an address. */
const LONGEST_SAMPLE = 200;

/** True where a cell's text is no answer: blank, a placeholder, a sample, or the question's own words. */
export function isPlaceholder(text: string, question: string): boolean {
  if (isBlankLike(text)) return true;
  const folded = fold(text).replace(/(?<![.:!…])[.:!…]+$/, '');
  if (/^[☐□◯○▢\s]/.test(text.trim()) || PLACEHOLDER.test(folded)) return true;
  if (folded.length <= LONGEST_SAMPLE && SAMPLE.test(folded)) return true;
  return verdictOfWord(text) === null && repeatsField(folded, fold(question));
}

const FIELD = /\b(name|title|contact|email|phone|description|version|address|link|url|website)s?\b/;
const FILLERS = new Set(['of', 'the', 'and', 'or', 'your', 'a', 'for', 'to', 'in']);

/** "Vendor Contact Name" in the answer to "Vendor Contact Name": the field's own words, so nothing was filled in. */
function repeatsField(answer: string, question: string): boolean {
  const wordsOf = (text: string): readonly string[] =>
    (text.replace(/e-mail/g, 'email').match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !FILLERS.has(word));
  const asked = new Set(wordsOf(question));
  const words = wordsOf(answer);
  const repeated = words.filter((word) => asked.has(word)).length;
  return (
    FIELD.test(question.replace(/e-mail/g, 'email')) &&
    asked.size <= 6 &&
    repeated >= 2 &&
    repeated >= words.length / 2
  );
}

/** Fewest rows that must agree before one value everywhere is a default and not an answer; fewer may be chance. */
const MIN_DEFAULT_ROWS = 5;

/**
 * The value a column was delivered with: the only one that occurs, where it affirms nothing ("Not verified", 1,
 * "N/A"). Null where values differ or where the one value is an answer such as "Yes".
 */
export function defaultValue(values: readonly string[], rows: number): string | null {
  const filled = values.filter((value) => !isBlankLike(value));
  const [first] = filled;
  if (first === undefined || filled.length < MIN_DEFAULT_ROWS || filled.length < rows * 0.15) return null;
  if (filled.some((value) => fold(value) !== fold(first))) return null;
  const verdict = verdictOfWord(first);
  if (verdict === 'yes' || verdict === 'no' || verdict === 'partial') return null;
  return first.length <= 40 ? first : null;
}
