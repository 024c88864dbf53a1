import type { Note } from './check-note.js';
import type { Entry, KnowledgeBase } from './knowledge-base.js';
import type { Locator } from './locate.js';
import { holds, type Section, type SourceDocument } from './source-document.js';

/** Quotes must stand in their source, word for word, under their heading. */
export function checkQuotes(
  base: KnowledgeBase,
  documents: ReadonlyMap<string, SourceDocument | null>,
  locate: Locator,
  note: Note,
): void {
  for (const entry of base.entries) {
    for (const [index, quote] of entry.quotes.entries()) {
      const place = (field: string) => locate.field(entry, ['quotes', index, field]);
      const document = documents.get(quote.source);
      // Unknown sources are reported by the schema, sources without a file cannot be checked.
      if (document === undefined) continue;
      if (document === null) {
        note(
          'error',
          'file-missing',
          entry,
          place('source'),
          `the file of source "${quote.source}" cannot be read`,
        );
        continue;
      }
      const sections = document.sections.filter((section) => section.heading === quote.heading);
      if (sections.some((section) => holds(section, quote.quote)))
        checkAnchor(entry, quote.anchor, sections, place, note);
      else reportMissing(entry, quote, document, place, note);
    }
  }
}

function reportMissing(
  entry: Entry,
  quote: { heading: string; quote: string },
  document: SourceDocument,
  place: (field: string) => ReturnType<Locator['field']>,
  note: Note,
): void {
  const elsewhere = document.sections.find((section) => holds(section, quote.quote));
  if (elsewhere) {
    const message = `the quote stands under "${elsewhere.heading}", not under "${quote.heading}"`;
    note('error', 'quote-elsewhere', entry, place('heading'), message);
  } else note('error', 'quote-missing', entry, place('quote'), `the source does not say "${quote.quote}"`);
}

function checkAnchor(
  entry: Entry,
  anchor: string | null,
  sections: readonly Section[],
  place: (field: string) => ReturnType<Locator['field']>,
  note: Note,
): void {
  if (anchor === null || sections.some((section) => section.anchor === anchor)) return;
  const right = sections[0]?.anchor ?? '';
  note(
    'warning',
    'anchor-dead',
    entry,
    place('anchor'),
    `the anchor "${anchor}" does not exist; the heading has "${right}"`,
  );
}
