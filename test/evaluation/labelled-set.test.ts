import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseLabelledSet } from '../../src/evaluation/labelled-set.js';

const passages = [
  {
    id: 'x-1',
    voice: 3,
    style: 'bank',
    lang: 'de',
    section: '',
    text: 'Sind Sie zertifiziert?',
    kind: 'question',
    answerable: 'full',
    gold_headings: ['H'],
    gold_quotes: ['Q'],
    acceptable_headings: ['I'],
    verdict: 'yes',
    tags: ['near-miss'],
    disputed: true,
  },
];

const yamlEntries = `
- { id: q1, q: Is data encrypted?, answers: [enc-rest, enc-transit], tags: [de] }
- { id: q2, q: Which key length?, answers: [] }
`;

describe('formats', () => {
  test('rows labelled with passages, as JSON', () => {
    expect(parseLabelledSet(JSON.stringify(passages), 'x', 'x.json')).toEqual([
      {
        id: 'x-1',
        set: 'x',
        voice: '3',
        style: 'bank',
        language: 'de',
        section: null,
        text: 'Sind Sie zertifiziert?',
        isQuestion: true,
        answerable: 'full',
        gold: { kind: 'passages', headings: ['H', 'I'], quotes: ['Q'] },
        verdict: 'yes',
        tags: ['near-miss'],
        disputed: true,
      },
    ]);
  });

  test('rows labelled with entries, as YAML', () => {
    expect(
      parseLabelledSet(yamlEntries, 'own', 'own.yaml').map(({ answerable, language, voice }) => [
        answerable,
        language,
        voice,
      ]),
    ).toEqual([
      ['full', 'de', 'own'],
      ['none', 'en', 'own'],
    ]);
  });

  test.each([
    ['no list', '{"a": 1}', 'x.json', 'row 1'],
    ['no row', '[{"id": "a", "q": "b", "answers": []}, {"id": "c"}]', 'x.json', 'row 2'],
    ['broken', '[', 'x.json', 'not a labelled set'],
    ['broken YAML', 'a: [', 'x.yaml', 'not a labelled set'],
  ])('%s is refused', (_, text, file, message) => {
    expect(() => parseLabelledSet(text, 'x', file)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(message) }),
    );
  });
});

describe('the shipped sets', () => {
  test.each([
    ['D', 180],
    ['OWN', 194],
    ['E1', 240],
    ['E2', 240],
  ])('%s has %i questions', (set, questions) => {
    const file = new URL(`../../fixtures/labelled/${set}.json`, import.meta.url);
    const rows = parseLabelledSet(readFileSync(file, 'utf8'), set, `${set}.json`);
    expect(rows.filter(({ isQuestion }) => isQuestion)).toHaveLength(questions);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });
});
