import type { Entry, Verdict } from '../knowledge/knowledge-base.js';
import { wordingOf } from './language.js';

/** An approved answer in the language it is written in. */
export interface AnswerText {
  text: string;
  language: string;
}

const LEADS: Readonly<Record<string, Verdict>> = {
  yes: 'yes',
  ja: 'yes',
  no: 'no',
  nein: 'no',
  partially: 'partial',
  partly: 'partial',
  teilweise: 'partial',
};
const LEAD = new RegExp(`^(${Object.keys(LEADS).join('|')})\\s*[,.;:–-]\\s*`, 'i');
/** Ends of what looks like a sentence and is none. */
const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|etc|incl|resp|approx|no|sec|art|z\.\s?b|d\.\s?h|u\.\s?a|bzw|ca|nr|abs|inc|ltd|st|ste))\.$/i;

function startsWithName(text: string): boolean {
  return /^\p{Ll}+\p{Lu}/u.test(text);
}

function capitalised(text: string): string {
  return startsWithName(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The answer without a "Yes," or "No," that it opens with, unless that is the verdict of the question as worded:
 * "Yes, meshStack supports SSO" would be the wrong way round for "Is SSO missing?".
 */
function withFittingLead(text: string, verdict: Verdict | null): string {
  const lead = LEAD.exec(text);
  if (!lead || LEADS[(lead[1] ?? '').toLowerCase()] === verdict) return text;
  return capitalised(text.slice(lead[0].length));
}

/** Sentences with the blanks that follow them. */
function sentences(text: string): string[] {
  const found: string[] = [];
  let open = '';
  for (const piece of text.split(/(?<=[.!?]\s+)(?=[\p{Lu}\p{N}(„"])/u)) {
    open += piece;
    if (ABBREVIATION.test(open.trimEnd())) continue;
    found.push(open);
    open = '';
  }
  return open === '' ? found : [...found, open];
}

/** Several answers, one a line; a sentence that two facts share is said once. */
function joined(texts: readonly string[]): string {
  const said = new Set<string>();
  const lines = texts.map((text) =>
    sentences(text)
      .filter((sentence) => {
        const fresh = !said.has(sentence.trim());
        said.add(sentence.trim());
        return fresh;
      })
      .join('')
      .trim(),
  );
  return lines.filter((line) => line !== '').join('\n');
}

/** True where a colleague has approved the entry's answer in that language. */
function translated(entry: Entry, language: string): string | null {
  const translation = entry.translations[language];
  return translation && translation.verified !== null ? translation.answer : null;
}

/**
 * The approved text for a question: in the sheet's language where every fact has a verified translation, else as
 * the facts are written; a text is never half in one language and half in another.
 */
export function answerText(
  entries: readonly Entry[],
  verdict: Verdict | null,
  language: string,
): AnswerText | null {
  if (entries.length === 0) return null;
  const translations = entries.map((entry) => translated(entry, language));
  const complete = translations.every((text) => text !== null);
  const texts = complete ? translations : entries.map((entry) => entry.answer);
  return {
    text: joined(texts.map((text) => withFittingLead(text.trim(), verdict))),
    language: complete ? language : 'en',
  };
}

/** The answer for a cell that has to hold the verdict too: "Yes. " before a text that does not say it itself. */
export function textWithVerdict(
  { text, language }: AnswerText,
  verdict: Verdict | null,
  word: string | null,
): string {
  if (verdict === null || LEAD.test(text)) return text;
  // A code of one letter ("Y") opens no sentence.
  const opening = word !== null && word.length > 1 ? word : wordingOf(language).verdicts[verdict];
  return `${opening}. ${text}`;
}
