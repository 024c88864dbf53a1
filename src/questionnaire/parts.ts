import { asking, splitLeadingId } from './asking.js';
import { fold } from './folded-text.js';

/** A tail that only asks to say more about what was asked before it, after folding. */
const MERE_TAIL =
  /^(if (so|yes|no|not|applicable)[, ]*)?(please |kindly )?(describe|explain|elaborate|specify|comment|detail|details|provide (details|more information|a (brief )?description|an explanation)|give details|state (which|how|why)|clarify|bitte (beschreiben|erlautern|begrunden)( sie)?|(bitte )?(erlautern|beschreiben|begrunden) sie( dies| das)?( kurz)?|veuillez (preciser|decrire|expliquer)|indique|explique|detalle|por favor,? (detalle|explique|indique))( (this|it|briefly|how|why|below|in detail|your answer|here|dies|kurz|bitte))*[.!?]?$/;

/** Cuts after sentences that ask; abbreviations and numbers do not end a sentence. */
function sentences(line: string): readonly string[] {
  return line
    .split(/(?<=[?？])\s+(?=[\p{L}("¿])|(?<=[\p{Ll})]{2}[.!])\s+(?=\p{Lu})/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/**
 * The single questions of a cell: lines or sentences that each ask something of their own. Context sentences stay
 * with the question they introduce, a mere "please explain" with the one before it.
 */
export function questionParts(text: string): readonly string[] {
  const whole = text.trim();
  const parts: string[] = [];
  let lead = '';
  for (const line of whole.split(/\r?\n+/).map((part) => part.trim())) {
    if (line === '') continue;
    for (const sentence of sentences(line)) {
      const body = splitLeadingId(sentence).rest;
      const kind = asking(body);
      const last = parts.length - 1;
      if (last >= 0 && MERE_TAIL.test(fold(body))) parts[last] = `${parts[last]} ${sentence}`;
      else if (kind === 'question' || kind === 'request') {
        parts.push(lead === '' ? body : `${lead} ${body}`);
        lead = '';
      } else if (last >= 0) parts[last] = `${parts[last]} ${sentence}`;
      else lead = lead === '' ? sentence : `${lead} ${sentence}`;
    }
  }
  return parts.length > 1 ? parts : [whole];
}
