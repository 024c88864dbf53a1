import type { Note, Resolve } from './check-note.js';
import { checkPhrasings } from './check-phrasings.js';
import { checkQuotes } from './check-quotes.js';
import { type Finding, inReadingOrder } from './finding.js';
import type { Entry } from './knowledge-base.js';
import type { KnowledgeReading } from './load.js';
import { createLocator, type Locator } from './locate.js';
import type { SourceDocument } from './source-document.js';

/** What a check judges by, beside the knowledge base itself. */
export interface CheckBasis {
  /** Documents by source id; null where a file could not be read. */
  documents: ReadonlyMap<string, SourceDocument | null>;
  /** ISO date. */
  today: string;
  /** What the matcher makes of a wording; null leaves this check out. */
  resolve: Resolve | null;
}

/** Excel's longest cell text, in UTF-16 units (Microsoft: Excel specifications and limits). */
const LONGEST_CELL = 32_767;

/** Everything that is wrong with a knowledge base, in reading order. */
export function checkKnowledgeBase(reading: KnowledgeReading, basis: CheckBasis): Finding[] {
  const findings: Finding[] = [...reading.findings];
  const locate = createLocator(reading.files);
  const note: Note = (severity, code, entry, place, message) =>
    findings.push({ severity, code, message, entry: entry?.id ?? null, place });
  checkQuotes(reading.base, basis.documents, locate, note);
  for (const entry of reading.base.entries) {
    checkAnswer(entry, locate, note);
    checkLife(entry, basis.today, locate, note);
  }
  checkPhrasings(reading.base, basis.resolve, locate, note);
  return inReadingOrder(findings);
}

function checkAnswer(entry: Entry, locate: Locator, note: Note): void {
  const answers: [string, (string | number)[]][] = [
    [entry.answer, ['answer']],
    ...Object.entries(entry.translations).map(([language, { answer }]): [string, string[]] => [
      answer,
      ['translations', language, 'answer'],
    ]),
  ];
  for (const [answer, keys] of answers) {
    const place = () => locate.field(entry, keys);
    if (answer.length > LONGEST_CELL) {
      note(
        'error',
        'answer-too-long',
        entry,
        place(),
        `the answer has ${answer.length} characters; a cell holds 32,767`,
      );
    }
    const says = leadingVerdict(answer);
    if (says !== null && (entry.verdict === 'yes' || entry.verdict === 'no') && says !== entry.verdict) {
      note(
        'error',
        'answer-contradicts',
        entry,
        place(),
        `the answer starts with ${says}, the verdict is ${entry.verdict}`,
      );
    }
    const mark = /\*\*|__|`|\]\(|^#{1,6} |^[-*] /m.exec(answer)?.[0];
    if (mark !== undefined) {
      note(
        'warning',
        'answer-markup',
        entry,
        place(),
        `the answer holds a Markdown mark (${mark.trim()}); cells show it as it is`,
      );
    }
  }
}

function leadingVerdict(answer: string): 'yes' | 'no' | null {
  const word = /^(yes|ja|no|nein)\b/i.exec(answer)?.[1]?.toLowerCase();
  if (word === undefined) return null;
  return word === 'yes' || word === 'ja' ? 'yes' : 'no';
}

function checkLife(entry: Entry, today: string, locate: Locator, note: Note): void {
  const only = 'it is only suggested for review';
  if (entry.quotes.length === 0) {
    note('warning', 'no-source', entry, entry.place, `"${entry.id}" has no quote of a source; ${only}`);
  }
  if (entry.stale !== null) {
    const now = entry.stale.now === null ? 'nothing like it is left' : `now: "${entry.stale.now}"`;
    const message = `the source has changed since the answer was approved; was: "${entry.stale.was}"; ${now}; ${only}`;
    note('warning', 'stale', entry, locate.field(entry, ['stale']), message);
  }
  if (entry.expires !== null && entry.expires < today) {
    note(
      'warning',
      'expired',
      entry,
      locate.field(entry, ['expires']),
      `the answer expired on ${entry.expires}; ${only}`,
    );
  }
  if (entry.draft === true) {
    note('warning', 'draft', entry, locate.field(entry, ['draft']), `"${entry.id}" is a draft; ${only}`);
  } else if (entry.verified === null) {
    note(
      'warning',
      'unverified',
      entry,
      entry.place,
      `nobody has verified "${entry.id}" yet (verified: is missing)`,
    );
  }
}
