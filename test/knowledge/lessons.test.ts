import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyLessons } from '../../src/knowledge/apply-lessons.js';
import { type Lesson, newsFor } from '../../src/knowledge/lessons.js';
import { type KnowledgeReading, readKnowledgeBase } from '../../src/knowledge/load.js';

const KB = `version: 1
# by hand
lexicon: { base: none }
entries:
  - id: mfa   # never change
    question: "Do you support MFA?"
    verdict: "yes"
    answer: >-
      MFA is
      supported.
    phrasings:
      "yes": ["MFA?"]
      open:
      - Which MFA?   # terse

  - { id: sso, question: "Do you support SSO?", answer: "SSO is supported.", phrasings: { "yes": ["SSO?"] } }
unanswered:
  misc: ["Is there SCIM?"]
`;

let folder = '';
let reading: KnowledgeReading;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meshsec-learn-'));
  await writeFile(join(folder, 'kb.yaml'), KB);
  reading = await readKnowledgeBase([join(folder, 'kb.yaml')]);
});
afterAll(() => rm(folder, { recursive: true }));

const phrasing = (
  entry: string,
  text: string,
  polarity: 'yes' | 'no' | 'open' = 'yes',
  origin = 'q.xlsx',
): Lesson => ({
  kind: 'phrasing',
  entry,
  polarity,
  text,
  origin,
});
const notFor = (entry: string, text: string, origin = 'q.xlsx'): Lesson => ({
  kind: 'not-for',
  entry,
  text,
  origin,
});
const news = (...lessons: Lesson[]) => newsFor(reading.base, lessons).map(({ kind }) => kind);

describe('what is news', () => {
  it.each<[string, Lesson[], string[]]>([
    ['a new wording', [phrasing('mfa', 'Second factor?')], ['phrasing']],
    ['a wording that is known', [phrasing('mfa', 'mfa')], []],
    [
      'the same wording twice',
      [phrasing('mfa', 'Second factor?'), phrasing('mfa', 'second factor')],
      ['phrasing'],
    ],
    ['a wording with the other short answer', [phrasing('mfa', 'MFA?', 'no')], ['conflict']],
    ['a wording of another entry', [phrasing('mfa', 'SSO?')], ['conflict']],
    ['a wording that is listed as not answered', [phrasing('mfa', 'Is there SCIM?')], ['conflict']],
    ['an entry that is gone', [phrasing('gone', 'What?')], ['conflict']],
    [
      'accepted here, rejected there',
      [phrasing('mfa', 'Factor?'), notFor('mfa', 'Factor?', 'r.xlsx')],
      ['conflict'],
    ],
    ['a rejection', [notFor('mfa', 'MFA for admins?')], ['not-for']],
    ['a rejection of what is not answered anyway', [notFor('mfa', 'Is there SCIM?')], []],
    ['a rejection of its own wording', [notFor('mfa', 'MFA?')], ['conflict']],
  ])('%s', (_, lessons, expected) => {
    expect(news(...lessons)).toEqual(expected);
  });
});

describe('lessons in the YAML', () => {
  const path = () => join(folder, 'kb.yaml');
  const applied = (...lessons: Lesson[]) =>
    applyLessons(reading.files.knowledge, lessons, path()).get(path()) ?? KB;

  it('are added where they belong, and every other line stays', async () => {
    const text = applied(
      phrasing('mfa', 'Second "factor"?'),
      phrasing('mfa', 'Is MFA missing?', 'no'),
      phrasing('mfa', 'How is MFA done?', 'open'),
      phrasing('sso', 'Single sign-on?'),
      notFor('mfa', 'MFA for admins?'),
      {
        kind: 'answer',
        entry: 'sso',
        question: 'q',
        was: 'SSO is supported.',
        now: 'SSO works.',
        origin: 'q.xlsx',
      },
      {
        kind: 'new-entry',
        question: 'Do you have SCIM?',
        verdict: 'no',
        answer: 'There is no SCIM.',
        origin: 'q.xlsx',
      },
    );
    expect(text).toBe(`version: 1
# by hand
lexicon: { base: none }
entries:
  - id: mfa   # never change
    question: "Do you support MFA?"
    verdict: "yes"
    answer: >-
      MFA is
      supported.
    phrasings:
      "yes": ["MFA?", "Second \\"factor\\"?"]
      open:
      - Which MFA?   # terse
      - "How is MFA done?"
      no:
        - "Is MFA missing?"
    not-for:
      - "MFA for admins?"

  - { draft: true, id: sso, question: "Do you support SSO?", answer: "SSO works.", phrasings: { "yes": ["SSO?", "Single sign-on?"] } }
  - id: "scim"
    question: "Do you have SCIM?"
    verdict: "no"
    answer: "There is no SCIM."
    draft: true
unanswered:
  misc: ["Is there SCIM?"]
`);
    const { base, findings } = await readKnowledgeBase([path()], new Map([[path(), text]]));
    expect(findings).toEqual([]);
    expect(base.entries[0]?.phrasings.no).toEqual(['Is MFA missing?']);
    expect(base.entries.map(({ draft }) => draft === true)).toEqual([false, true, true]);
  });

  it('leave conflicts to people', () => {
    expect(applied({ kind: 'conflict', entry: 'mfa', question: 'q', problem: 'p', origin: 'o' })).toBe(KB);
  });
});
