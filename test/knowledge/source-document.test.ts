import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../src/knowledge/sentences.js';
import { holds, readSource } from '../../src/knowledge/source-document.js';

describe('a Markdown source', () => {
  it('is read with front matter, lists, links, code blocks, tables and lettered parts', () => {
    const { title, sections } = readSource(`---
id: x
title: "Our FAQ"
---
Intro.

# A & B: the *first*?

Some **bold** [text](https://example.com/a_b),
on two lines.

- one
  1. nested
- [two](https://example.com)

## Same

a. **Part**

\`\`\`text
Address: Street 1,
         Town
\`\`\`

## Same

| a | b |
| - | - |
| c | d |

> quoted
<!-- a note for authors -->
`);
    expect(title).toBe('Our FAQ');
    expect(sections.map(({ heading, anchor, line }) => [heading, anchor, line])).toEqual([
      ['', '', 1],
      ['A & B: the first?', 'a--b-the-first', 7],
      ['Same', 'same', 16],
      ['Same', 'same-1', 25],
    ]);
    expect(sections.map(({ passages }) => passages.map(({ kind, text }) => `${kind}: ${text}`))).toEqual([
      ['paragraph: Intro.'],
      ['paragraph: Some bold text, on two lines.', 'item: one', 'item: nested', 'item: two'],
      ['paragraph: a. Part', 'code: Address: Street 1, Town'],
      ['row: a b', 'row: c d', 'paragraph: quoted'],
    ]);
    expect(sections[1]?.passages[0]?.withLinks).toBe(
      'Some bold text (https://example.com/a_b), on two lines.',
    );
  });

  it.each([
    ['the words', 'Data is kept in the EU.', true],
    ['other blanks', 'Data  is\nkept in the EU.', true],
    ['with marks', '**Data** is kept in the [EU](https://x.eu).', true],
    ['across blocks', 'in the EU. Always.', true],
    ['another word', 'Data is stored in the EU.', false],
    ['other case', 'data is kept in the EU.', false],
    ['the end of a word', 'ata is kept', false],
    ['the beginning of a word', 'Data is kep', false],
    ['nothing', ' ', false],
  ])('holds a quote: %s', (_, quote, expected) => {
    const [section] = readSource('# H\n\nData is *kept* in the EU.\n\nAlways.').sections;
    expect(section && holds(section, quote)).toBe(expected);
  });
});

describe('sentences', () => {
  it.each([
    ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
    [
      'Software, e.g. Office Software. It is in the EU.',
      ['Software, e.g. Office Software.', 'It is in the EU.'],
    ],
    ['As follows: Art. 24 - Responsibility', ['As follows: Art. 24 - Responsibility']],
    ['AWS, GCP, Azure, etc. These data', ['AWS, GCP, Azure, etc.', 'These data']],
    ['Daten, z. B. Namen. Ende', ['Daten, z. B. Namen.', 'Ende']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(sentencesOf(text)).toEqual(expected);
  });
});
