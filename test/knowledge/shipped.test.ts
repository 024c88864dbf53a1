import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkKnowledgeBase } from '../../src/knowledge/check.js';
import type { KnowledgeReading } from '../../src/knowledge/load.js';
import { defaultKnowledgeBasePath, readKnowledgeBase } from '../../src/knowledge/load.js';
import { sentencesOf } from '../../src/knowledge/sentences.js';
import { readSource, type SourceDocument } from '../../src/knowledge/source-document.js';

let reading: KnowledgeReading;
let faq: SourceDocument;
let markdown: string;
beforeAll(async () => {
  const path = fileURLToPath(new URL('../../knowledge/sources/security-faq.md', import.meta.url));
  markdown = await readFile(path, 'utf8');
  faq = readSource(markdown);
  reading = await readKnowledgeBase([defaultKnowledgeBasePath()]);
});

/** Letters and digits only: what is left of a text when marks, blanks and link addresses are gone. */
const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

describe('the shipped knowledge base and the FAQ', () => {
  it('is free of errors and warnings', () => {
    const documents = new Map([['faq', faq]]);
    expect(checkKnowledgeBase(reading, { documents, today: '2026-11-23', resolve: null })).toEqual([]);
  });

  it('every quote stands in the file word for word, marks and blanks aside', () => {
    // Independent of our Markdown reader: addresses of links and all marks are cut out of the raw file.
    const raw = letters(markdown.replace(/\]\([^)]*\)/g, ']'));
    const quotes = reading.base.entries.flatMap((entry) => entry.quotes.map(({ quote }) => quote));
    expect(quotes.length).toBeGreaterThan(100);
    expect(quotes.filter((quote) => !raw.includes(letters(quote)))).toEqual([]);
  });

  it('every sentence under a heading is quoted by an entry', () => {
    const uncovered = faq.sections
      .filter((section) => section.heading !== '')
      .flatMap((section) => {
        const quotes = reading.base.entries
          .flatMap((entry) => entry.quotes)
          .filter(({ heading }) => heading === section.heading)
          .map(({ quote }) => quote)
          .sort((a, b) => b.length - a.length);
        return section.passages.flatMap((passage) =>
          sentencesOf(passage.text).filter((sentence) => {
            if (quotes.some((quote) => quote.includes(sentence))) return false;
            // What is left may be a label: "a.", "ClickUp:", "(optional) Canny:".
            const left = quotes
              .flatMap((quote) => [quote, ...sentencesOf(quote)])
              .reduce((rest, part) => rest.replace(part, ''), sentence);
            return letters(left).length > 15;
          }),
        );
      });
    expect(uncovered).toEqual([]);
  });

  it('answers are plain sentences in English and German, without the slips of the FAQ', () => {
    for (const { id, answer, translations } of reading.base.entries) {
      expect(translations.de?.answer, id).toMatch(/\S/);
      for (const text of [answer, translations.de?.answer ?? '']) {
        const words = text.replace(/https?:\S+/g, '');
        expect(words, id).not.toMatch(/hosted by default hosted|[*_`]|\]\(|according secrets/);
        expect(text, id).toMatch(/^[\p{Lu}m]/u);
      }
    }
  });

  it('keeps the hedges of the FAQ', () => {
    const answers = new Map(reading.base.entries.map((entry) => [entry.id, entry]));
    for (const [id, words] of [
      ['hosting-geo', 'primarily within the EU'],
      ['location', 'mainly in the EU'],
      ['backup-loc', 'primarily within the EU'],
      ['staff-access', 'do not primarily have'],
      ['deletion', 'if the data is not subject to any legal archiving obligation'],
      ['cust-pentest', 'signed approval'],
    ] as const) {
      expect(answers.get(id)?.answer).toContain(words);
      expect(answers.get(id)?.hedged, id).toBe(true);
    }
  });
});
