import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkKnowledgeBase } from '../../src/knowledge/check.js';
import type { Resolve } from '../../src/knowledge/check-note.js';
import { readKnowledgeBase } from '../../src/knowledge/load.js';
import { readSource } from '../../src/knowledge/source-document.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meshsec-check-'));
});
afterAll(() => rm(folder, { recursive: true }));

const FAQ = '# Where is it?\n\nIt is in the EU.\n\n# Is it on?\n\nIt is on.\n';
const FINE = `version: 1
sources: [{ id: faq, title: FAQ, path: faq.md }]
lexicon: { base: none, stop: [are, the, being] }
entries:
  - id: a
    question: "Is it on?"
    verdict: "yes"
    answer: "It is on."
    quotes:
      - { source: faq, heading: "Is it on?", anchor: is-it-on, quote: "It is on." }
    verified: 2026-01-01
`;
const SECOND = (fields: string) => `${FINE}  - id: b
    question: "Where is it?"
    answer: "In the EU."
    quotes: [{ source: faq, heading: "Where is it?", quote: "It is in the EU." }]
    verified: 2026-01-01
${fields}`;

/** Checks a knowledge base and gives the findings as `line:column severity code`. */
async function findings(yaml: string, resolve: Resolve | null = null): Promise<string[]> {
  const path = join(folder, 'kb.yaml');
  await writeFile(path, yaml);
  const documents = new Map([['faq', readSource(FAQ)]]);
  const found = checkKnowledgeBase(await readKnowledgeBase([path]), {
    documents,
    today: '2026-06-01',
    resolve,
  });
  return found.map(({ place, severity, code }) => `${place.line}:${place.column} ${severity} ${code}`);
}

it.each<[string, string, string[]]>([
  ['nothing', FINE, []],
  [
    'a quote the source does not hold',
    FINE.replace('quote: "It is on."', 'quote: "It is off."'),
    ['10:71 error quote-missing'],
  ],
  [
    'a quote under another heading',
    FINE.replace('quote: "It is on."', 'quote: "It is in the EU."'),
    ['10:33 error quote-elsewhere'],
  ],
  [
    'an anchor that leads nowhere',
    FINE.replace('anchor: is-it-on', 'anchor: is-it-off'),
    ['10:54 warning anchor-dead'],
  ],
  ['an entry without a source', FINE.replace(/ {4}quotes:\n.*\n/, ''), ['5:9 warning no-source']],
  ['an entry nobody verified', FINE.replace(/ {4}verified.*\n/, ''), ['5:9 warning unverified']],
  ['an expired entry', `${FINE}    expires: 2026-05-31\n`, ['12:14 warning expired']],
  ['an entry on its last day', `${FINE}    expires: 2026-06-01\n`, []],
  ['a stale entry', `${FINE}    stale: { was: "It was on.", now: null }\n`, ['12:12 warning stale']],
  ['a draft', `${FINE}    draft: true\n`, ['12:12 warning draft']],
  [
    'an answer against its verdict',
    FINE.replace('"It is on."', '"No, it is off."'),
    ['8:13 error answer-contradicts'],
  ],
  [
    'a German answer against its verdict',
    `${FINE}    translations: { de: { answer: "Nein." } }\n`,
    ['12:35 error answer-contradicts'],
  ],
  ['an answer with marks', FINE.replace('"It is on."', '"It is **on**."'), ['8:13 warning answer-markup']],
  [
    'an answer no cell can hold',
    FINE.replace('"It is on."', `"${'x'.repeat(32_768)}"`),
    ['8:13 error answer-too-long'],
  ],
  [
    'a wording with two short answers',
    `${FINE}    phrasings: { "yes": ["On?"], "no": ["on"] }\n`,
    ['12:41 error phrasing-collision'],
  ],
  [
    'a wording of two entries',
    SECOND('    phrasings: { open: ["Is it on?"] }\n'),
    ['17:25 warning phrasing-collision'],
  ],
  [
    'a wording two entries answer with yes and no',
    SECOND('    phrasings: { "no": ["Is it on"] }\n'),
    ['17:25 error phrasing-collision'],
  ],
  [
    'almost the same wording',
    SECOND('    phrasings: { "yes": ["Are backups encrypted?"] }\n').replace(
      '    verified: 2026-01-01\n  - id: b',
      '    verified: 2026-01-01\n    phrasings: { "yes": ["Are the backups being encrypted"] }\n  - id: b',
    ),
    ['18:26 warning phrasing-near'],
  ],
  [
    'a wording that is listed as not answered',
    `${FINE}unanswered: { misc: ["Is it ON"] }\n`,
    ['12:22 error answered-and-not'],
  ],
  ['a wording that is also not-for', `${FINE}    not-for: ["Is it on"]\n`, ['6:15 error answered-and-not']],
  [
    'everything at once, in reading order',
    `${FINE.replace('"It is on."', '"No."')}    expires: 2020-01-01\n    colour: red\n`,
    ['13:5 error schema'],
  ],
])('kb check finds %s', async (_, yaml, expected) => {
  expect(await findings(yaml)).toEqual(expected);
});

it('kb check finds wordings that the matcher leads elsewhere, and those it would not answer', async () => {
  const yaml = SECOND('').replace(
    '  - id: b',
    '    phrasings: { "yes": ["On?", "Is it not off?"] }\n  - id: b',
  );
  const found = await findings(yaml, (text) => {
    if (text === 'On?') return { entries: ['b'], answered: false };
    if (text === 'Where is it?') return { entries: ['b'], answered: true };
    return text === 'Is it on?' ? { entries: ['a'], answered: true } : { entries: [], answered: false };
  });
  expect(found).toEqual(['12:26 warning phrasing-astray', '12:33 info phrasing-unsure']);
});

it('kb check names a source file that is not there', async () => {
  const path = join(folder, 'kb.yaml');
  await writeFile(path, FINE);
  const reading = await readKnowledgeBase([path]);
  const found = checkKnowledgeBase(reading, {
    documents: new Map([['faq', null]]),
    today: '2026-06-01',
    resolve: null,
  });
  expect(found.map(({ code }) => code)).toEqual(['file-missing']);
});
