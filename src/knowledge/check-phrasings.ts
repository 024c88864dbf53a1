import type { Note, Resolve } from './check-note.js';
import type { Entry, KnowledgeBase } from './knowledge-base.js';
import type { Locator } from './locate.js';
import { foldWording } from './wording.js';

interface Wording {
  entry: Entry;
  polarity: 'yes' | 'no' | 'open';
  text: string;
}

/** Function words that count here: they turn what is asked (not, own, same) or what is asked for (who, where). */
const TELLING = new Set(
  `no not never without none nor cannot nicht kein keine nie ohne own same other others before after than more most
  who whom whose when where why how which what wer wann wo warum wie welche welcher welches welchen welchem was`.split(
    /\s+/,
  ),
);

/** Two entries must not answer the same wording, and the matcher must find each wording's own entry. */
export function checkPhrasings(
  base: KnowledgeBase,
  resolve: Resolve | null,
  locate: Locator,
  note: Note,
): void {
  const wordings = base.entries.flatMap((entry): Wording[] =>
    (['yes', 'no', 'open'] as const).flatMap((polarity) =>
      entry.phrasings[polarity].map((text) => ({ entry, polarity, text })),
    ),
  );
  const stop = new Set(base.lexicon.stop.filter((word) => !TELLING.has(word)));
  reportCollisions(wordings, stop, locate, note);
  reportUnanswered(base, wordings, locate, note);
  for (const { entry, text } of wordings) {
    if (entry.notFor.some((other) => foldWording(other) === foldWording(text))) {
      const message = `"${text}" is listed as a wording of "${entry.id}" and under not-for`;
      note('error', 'answered-and-not', entry, locate.phrasing(entry, text), message);
    }
    if (resolve) reportResolution(base, { entry, text }, resolve(text), locate, note);
  }
}

function reportResolution(
  base: KnowledgeBase,
  { entry, text }: Pick<Wording, 'entry' | 'text'>,
  { entries, answered }: ReturnType<Resolve>,
  locate: Locator,
  note: Note,
): void {
  const own = entries.includes(entry.id);
  if (own && answered) return;
  const found = base.entries.filter(({ id }) => entries.includes(id));
  const place = locate.phrasing(entry, text);
  // An entry that completes this one answers it as well.
  if (own || found.length === 0 || found.some((other) => areRelated(other, entry))) {
    note('info', 'phrasing-unsure', entry, place, `"${text}" alone is not answered with "${entry.id}"`);
    return;
  }
  const others = entries.map((id) => `"${id}"`).join(', ');
  note('warning', 'phrasing-astray', entry, place, `"${text}" leads to ${others}, not to "${entry.id}"`);
}

function reportCollisions(
  wordings: readonly Wording[],
  stop: ReadonlySet<string>,
  locate: Locator,
  note: Note,
): void {
  const same = new Map<string, Wording>();
  const near = new Map<string, Wording>();
  for (const wording of wordings) {
    const { entry, text } = wording;
    const place = () => locate.phrasing(entry, text);
    const first = same.get(foldWording(text));
    const words = contentWords(text, stop);
    const like = words.length >= 2 ? near.get(words.join(' ')) : undefined;
    if (first && (first.entry !== entry || first.polarity !== wording.polarity)) {
      const differ = opposite(first, wording) || first.entry === entry;
      const where = first.entry === entry ? `also as ${first.polarity}` : `also under "${first.entry.id}"`;
      note(differ ? 'error' : 'warning', 'phrasing-collision', entry, place(), `"${text}" stands ${where}`);
    } else if (like && like.entry !== entry && (opposite(like, wording) || !areRelated(like.entry, entry))) {
      const severity = opposite(like, wording) ? 'error' : 'warning';
      note(
        severity,
        'phrasing-near',
        entry,
        place(),
        `"${text}" asks the same as "${like.text}" of "${like.entry.id}"`,
      );
    }
    if (!first) same.set(foldWording(text), wording);
    if (!like) near.set(words.join(' '), wording);
  }
}

function reportUnanswered(
  base: KnowledgeBase,
  wordings: readonly Wording[],
  locate: Locator,
  note: Note,
): void {
  const owners = new Map(wordings.map((wording) => [foldWording(wording.text), wording.entry]));
  for (const { subject, text } of base.unanswered) {
    const entry = owners.get(foldWording(text));
    if (!entry) continue;
    const message = `"${text}" is listed as not answered, and as a wording of "${entry.id}"`;
    note('error', 'answered-and-not', entry, locate.unanswered(subject, text), message);
  }
}

function opposite(a: Wording, b: Wording): boolean {
  return (a.polarity === 'yes' && b.polarity === 'no') || (a.polarity === 'no' && b.polarity === 'yes');
}

/** Entries that name each other complete each other's answers: the same question may lead to either. */
function areRelated(a: Entry, b: Entry): boolean {
  return a.related.includes(b.id) || b.related.includes(a.id);
}

function contentWords(text: string, stop: ReadonlySet<string>): string[] {
  return [...new Set(foldWording(text).split(' '))].filter((word) => !stop.has(word)).sort();
}
