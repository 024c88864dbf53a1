import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidKnowledgeBase } from '../../src/knowledge/finding.js';
import type { KnowledgeBase } from '../../src/knowledge/knowledge-base.js';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../../src/knowledge/load.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meshsec-kb-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes files and loads the first of them. */
async function load(files: Record<string, string>): Promise<KnowledgeBase> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return loadKnowledgeBase([join(folder, Object.keys(files)[0] ?? '')]);
}

/** Loads and gives the problems as `file:line:column code`. */
async function problems(files: Record<string, string>): Promise<string[]> {
  try {
    await load(files);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidKnowledgeBase)) throw error;
    return error.findings.map(
      ({ code, place }) => `${place.file.slice(folder.length + 1)}:${place.line}:${place.column} ${code}`,
    );
  }
}

const MINIMAL = `version: 1
entries:
  - id: a
    question: "Is it on?"
    answer: "It is on."
`;

describe('the shipped knowledge base', () => {
  it('loads, with the language of the field', async () => {
    const base = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
    expect(base.title).toBe('meshStack');
    expect(base.entries.length).toBeGreaterThan(45);
    expect(base.unanswered.length).toBeGreaterThan(1000);
    expect(base.lexicon.concepts.find((concept) => concept.id === 'mfa')?.kind).toBe('topic');
    expect(base.lexicon.frequencies.of.get('data')).toBeGreaterThan(100);
  });
});

describe('a knowledge base', () => {
  it('of one entry is enough', async () => {
    const base = await load({ 'kb.yaml': MINIMAL });
    expect(base.entries).toMatchObject([
      { id: 'a', topic: 'Other', verdict: null, phrasings: { yes: [], no: [], open: ['Is it on?'] } },
    ]);
  });

  it('takes phrasings, questions it does not answer and language from included files', async () => {
    const base = await load({
      'kb.yaml': `${MINIMAL}    phrasings: { "yes": ["Is it on?"] }
include: [more.yaml]
lexicon: { concepts: { mfa: { kind: topic, label: MFA, forms: [one time token] } } }
`,
      'more.yaml':
        'version: 1\nphrasings: { a: { "yes": ["Is it on?", "On?"] } }\nunanswered: { s: ["Off?"] }\n',
    });
    expect(base.entries[0]?.phrasings).toEqual({ yes: ['Is it on?', 'On?'], no: [], open: [] });
    expect(base.unanswered).toEqual([{ subject: 's', text: 'Off?' }]);
    const mfa = base.lexicon.concepts.find((concept) => concept.id === 'mfa');
    expect(mfa?.forms).toContain('one time token');
    expect(mfa?.forms.length).toBeGreaterThan(1);
  });

  it('may bring a language of its own', async () => {
    const base = await load({ 'kb.yaml': `${MINIMAL}lexicon: { base: none, stop: [the] }\n` });
    expect(base.lexicon.concepts).toEqual([]);
    expect(base.lexicon.stop).toEqual(['the']);
  });

  it('has a fingerprint of its bytes', async () => {
    const one = await load({ 'kb.yaml': MINIMAL });
    const same = await load({ 'other.yaml': MINIMAL });
    const changed = await load({ 'kb.yaml': MINIMAL.replace('It is on', 'It is off') });
    expect(same.fingerprint).toBe(one.fingerprint);
    expect(changed.fingerprint).not.toBe(one.fingerprint);
  });
});

describe('what is wrong is reported at its place', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'an answer that is no text',
      { 'kb.yaml': MINIMAL.replace('"It is on."', 'true') },
      ['kb.yaml:5:13 schema'],
    ],
    [
      'a version number as answer',
      { 'kb.yaml': MINIMAL.replace('"It is on."', '1.1') },
      ['kb.yaml:5:13 schema'],
    ],
    ['an unknown field', { 'kb.yaml': `${MINIMAL}    colour: red\n` }, ['kb.yaml:6:5 schema']],
    [
      'a missing field',
      { 'kb.yaml': MINIMAL.replace('    question: "Is it on?"\n', '') },
      ['kb.yaml:3:5 schema'],
    ],
    ['an unfinished list', { 'kb.yaml': 'version: 1\nentries: [' }, ['kb.yaml:2:11 yaml-syntax']],
    ['a duplicate key', { 'kb.yaml': 'version: 1\ntitle: a\ntitle: b\n' }, ['kb.yaml:3:1 yaml-syntax']],
    [
      'a duplicate entry',
      { 'kb.yaml': `${MINIMAL}${MINIMAL.slice(MINIMAL.indexOf('  - id'))}` },
      ['kb.yaml:6:9 entry-duplicate'],
    ],
    [
      'several things at once, in reading order',
      { 'kb.yaml': `${MINIMAL}    related: [zz]\n    quotes: [{ source: none, heading: H, quote: Q }]\n` },
      ['kb.yaml:6:15 entry-unknown', 'kb.yaml:7:24 source-unknown'],
    ],
    [
      'phrasings of nothing',
      { 'kb.yaml': `${MINIMAL}phrasings: { b: { open: [x] } }\n` },
      ['kb.yaml:6:14 entry-unknown'],
    ],
    [
      'an alias that stands for a list',
      { 'kb.yaml': 'version: 1\nnames: &n [a]\ninclude: *n\n' },
      ['kb.yaml:3:10 yaml-forbidden'],
    ],
    ['a merge key', { 'kb.yaml': 'version: 1\n<<: { title: x }\n' }, ['kb.yaml:2:1 yaml-forbidden']],
    [
      'a tag that runs code elsewhere',
      { 'kb.yaml': 'version: 1\ntitle: !!js/function x\n' },
      ['kb.yaml:2:8 yaml-syntax'],
    ],
    ['a missing file', { 'kb.yaml': 'version: 1\ninclude: [gone.yaml]\n' }, ['kb.yaml:2:11 file-missing']],
    [
      'a concept that changes its kind',
      { 'kb.yaml': 'version: 1\nlexicon: { concepts: { mfa: { kind: weak, label: x } } }\n' },
      ['kb.yaml:2:24 concept-duplicate'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await problems(files)).toEqual(expected);
  });

  it.each([
    ['brackets', `version: 1\ntitle: ${'['.repeat(500_000)}`, ['kb.yaml:2:1 yaml-forbidden']],
    ['dashes', `version: 1\ntitle:\n  ${'- '.repeat(500_000)}x`, ['kb.yaml:3:1 yaml-forbidden']],
    ['brackets in text', `${MINIMAL.replace('It is on.', '['.repeat(1000))}`, []],
  ])('nesting without end: %s', async (_, yaml, expected) => {
    expect(await problems({ 'kb.yaml': yaml })).toEqual(expected);
  });

  it('more text than can be parsed safely', async () => {
    const found = await problems({ 'kb.yaml': `version: 1\ntitle: "${'x'.repeat(6 * 1024 * 1024)}"\n` });
    expect(found).toEqual(['kb.yaml:1:1 file-too-large']);
  });

  it('a file that is not text', async () => {
    await writeFile(join(folder, 'kb.yaml'), Uint8Array.of(0xff, 0xfe, 0x00));
    await expect(loadKnowledgeBase([join(folder, 'kb.yaml')])).rejects.toThrow('UTF-8');
  });
});
