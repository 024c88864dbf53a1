import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildKnowledge } from '../../src/build-knowledge.js';
import {
  defaultKnowledgeBasePath,
  type KnowledgeReading,
  readKnowledgeBase,
} from '../../src/knowledge/load.js';
import { type Rebuilt, rebuild } from '../../src/knowledge/rebuild.js';
import { readSource } from '../../src/knowledge/source-document.js';

const path = defaultKnowledgeBasePath();
const faqPath = new URL('../../knowledge/sources/security-faq.md', import.meta.url);
let faq = '';
let text = '';
let shipped: KnowledgeReading;
beforeAll(async () => {
  faq = await readFile(faqPath, 'utf8');
  text = await readFile(path, 'utf8');
  shipped = await readKnowledgeBase([path]);
});

/** The shipped knowledge base after the FAQ was changed. */
async function rebuiltWith(changedFaq: string, from = text): Promise<Rebuilt & { text: string }> {
  const reading = from === text ? shipped : await readKnowledgeBase([path], new Map([[path, from]]));
  expect(reading.findings).toEqual([]);
  const result = rebuild(reading.files.knowledge, 'faq', readSource(changedFaq), path);
  return { ...result, text: result.texts.get(path) ?? from };
}

/** Lines of `after` that `before` does not have, in order. */
function newLines(before: string, later: string): string[] {
  const known = new Set(before.split('\n'));
  return later.split('\n').filter((line) => !known.has(line));
}

describe('kb build on a knowledge base that exists', () => {
  it('changes nothing where nothing changed', async () => {
    const result = await rebuiltWith(faq);
    expect([result.changes, [...result.texts]]).toEqual([[], []]);
  });

  it('marks an entry stale whose sentence has changed, and takes the new wording as its quote', async () => {
    const result = await rebuiltWith(
      faq.replace('Asymmetric encryption is used', 'Symmetric encryption is used'),
    );
    expect(result.changes.map(({ kind, entry }) => `${kind} ${entry}`)).toEqual([
      'stale cred-enc',
      'stale cred-read',
    ]);
    expect(newLines(text, result.text)).toEqual([
      '    stale:',
      '      was: "Asymmetric encryption is used for these secrets."',
      '      now: "Symmetric encryption is used for these secrets."',
      '        quote: "Symmetric encryption is used for these secrets."',
      '    stale:',
      '      was: "Asymmetric encryption is used for these secrets."',
      '      now: "Symmetric encryption is used for these secrets."',
      '        quote: "Symmetric encryption is used for these secrets."',
    ]);
    const { base } = await readKnowledgeBase([path], new Map([[path, result.text]]));
    expect(base.entries.filter((entry) => entry.stale !== null).map(({ id }) => id)).toEqual([
      'cred-enc',
      'cred-read',
    ]);
  });

  it('is repeatable, and undoes itself to the byte when the source goes back', async () => {
    const changed = faq
      .replace('Asymmetric encryption is used', 'Symmetric encryption is used')
      .replace('If the archiving obligation applies, we archive your data.', '')
      .replace('### Is meshStack GDPR-compliant?', '### Is meshStack compliant with GDPR?');
    const first = await rebuiltWith(changed);
    expect(new Set(first.changes.map(({ kind }) => kind))).toEqual(new Set(['stale', 'gone', 'moved']));
    const second = await rebuiltWith(changed, first.text);
    expect([second.changes, second.text]).toEqual([[], first.text]);
    const back = await rebuiltWith(faq, first.text);
    expect(back.text).toBe(text);
  });

  it('keeps what the answer was approved for when a sentence changes twice', async () => {
    const once = await rebuiltWith(
      faq.replace('Asymmetric encryption is used', 'Symmetric encryption is used'),
    );
    const twice = await rebuiltWith(
      faq.replace('Asymmetric encryption is used', 'Hybrid encryption is used'),
      once.text,
    );
    const { base } = await readKnowledgeBase([path], new Map([[path, twice.text]]));
    expect(base.entries.find(({ id }) => id === 'cred-enc')?.stale).toEqual({
      was: 'Asymmetric encryption is used for these secrets.',
      now: 'Hybrid encryption is used for these secrets.',
    });
  });

  it('updates a quote that differs in punctuation only, without marking it stale', async () => {
    const result = await rebuiltWith(faq.replace('SSO and MFA.', 'SSO, and MFA!'));
    expect(new Set(result.changes.map(({ kind }) => kind))).toEqual(new Set(['reworded']));
    expect(result.text).not.toContain('stale');
  });

  it('appends a draft for a new passage', async () => {
    const result = await rebuiltWith(
      `${faq}\n### Do you have a bug bounty programme?\n\nYes, since 2027, run by [X](https://x.eu).\n`,
    );
    expect(result.changes.map(({ kind }) => kind)).toEqual(['new']);
    expect(result.text.startsWith(text)).toBe(true);
    const { base } = await readKnowledgeBase([path], new Map([[path, result.text]]));
    expect(base.entries.at(-1)).toMatchObject({
      question: 'Do you have a bug bounty programme?',
      verdict: 'yes',
      answer: 'Since 2027, run by X (https://x.eu).',
      draft: true,
      quotes: [{ quote: 'Yes, since 2027, run by X.' }],
    });
    expect(
      (
        await rebuiltWith(
          `${faq}\n### Do you have a bug bounty programme?\n\nYes, since 2027, run by X.\n`,
          result.text,
        )
      ).changes,
    ).toEqual([]);
  });

  it('touches quotes, headings, anchors and stale marks only, whatever words of the source change', async () => {
    const words = [...new Set(faq.match(/\b[a-z]{5,}\b/g))];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(words, { minLength: 1, maxLength: 3 }), async (chosen) => {
        const changed = chosen.reduce((all, word) => all.replaceAll(word, 'changedword'), faq);
        const result = await rebuiltWith(changed);
        const kept = result.text
          .split('\n')
          .filter((line) => !/^ +(?:quote|heading|anchor|stale|was|now):/.test(line));
        const before = text
          .split('\n')
          .filter((line) => !/^ +(?:quote|heading|anchor|stale|was|now):/.test(line));
        expect(kept.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
        const drafts = result.changes.filter(({ kind }) => kind === 'new').length;
        expect(kept.filter((line) => line === '    draft: true')).toHaveLength(drafts);
      }),
      { numRuns: 10 },
    );
  });
});

describe('kb build of a new knowledge base', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'meshsec-build-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('makes an entry of each passage, and finds nothing to change afterwards', async () => {
    await writeFile(join(folder, 'faq.md'), faq);
    const target = join(folder, 'kb.yaml');
    const build = await buildKnowledge([join(folder, 'faq.md')], target);
    expect([build.created, build.entries > 25]).toEqual([true, true]);
    await writeFile(target, build.texts.get(target) ?? '');
    const { base, findings } = await readKnowledgeBase([target]);
    expect(findings).toEqual([]);
    const question = 'Can meshcloud GmbH employees (aka meshis) access our organizational data?';
    expect(base.entries.find((entry) => entry.question === question)?.verdict).toBe('no');
    expect((await buildKnowledge([join(folder, 'faq.md')], target)).changes).toEqual([]);
  });

  it('takes further sources into a knowledge base that exists', async () => {
    await writeFile(join(folder, 'more.md'), '# More\n\n## Do you sell data?\n\nNo, never.\n');
    const target = join(folder, 'kb.yaml');
    const build = await buildKnowledge([join(folder, 'more.md')], target);
    expect(build.changes.map(({ kind }) => kind)).toEqual(['new']);
    await writeFile(target, build.texts.get(target) ?? '');
    const { base, findings } = await readKnowledgeBase([target]);
    expect(findings).toEqual([]);
    expect(base.sources.map(({ title }) => title)).toEqual(['Security FAQ', 'More']);
    expect(base.entries.at(-1)).toMatchObject({
      question: 'Do you sell data?',
      verdict: 'no',
      answer: 'Never.',
      draft: true,
    });
  });

  it('says so where a file has no text under a heading', async () => {
    await writeFile(join(folder, 'flat.md'), 'Just text.\n');
    await expect(buildKnowledge([join(folder, 'flat.md')], join(folder, 'x.yaml'))).rejects.toThrow(
      'no text under',
    );
  });
});
