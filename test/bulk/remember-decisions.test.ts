import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { rememberDecisions } from '../../src/bulk/remember-decisions.js';
import type { KnowledgeBase } from '../../src/knowledge/knowledge-base.js';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../../src/knowledge/load.js';
import { type Decide, decide } from '../../src/matching/decision.js';
import type { MatchQuestion } from '../../src/matching/match.js';
import { createMatcher, type MatchOptions } from '../../src/matching/matcher.js';

let knowledge: KnowledgeBase;
beforeAll(async () => {
  knowledge = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
});

function ask(...texts: readonly string[]): MatchQuestion[] {
  return texts.map((text) => ({ text, parts: [text], section: null, sheet: null, context: null }));
}

/** A matcher that remembers, and how often it decided anew. */
function remembering(most?: number) {
  let decided = 0;
  const counted: Decide = (...given) => {
    decided += 1;
    return decide(...given);
  };
  const matcher = createMatcher(knowledge, undefined, { decide: rememberDecisions(counted, most) });
  const decisionsOn = (questions: readonly MatchQuestion[], options?: MatchOptions) => {
    const before = decided;
    matcher.matchAll(questions, options);
    return decided - before;
  };
  return { matcher, decisionsOn };
}

interface LabelledRow {
  voice: string;
  text: string;
}

/** The rows of several customers, each as a questionnaire of its own. */
function questionnaires(set: string): MatchQuestion[][] {
  const path = fileURLToPath(new URL(`../../fixtures/labelled/${set}.json`, import.meta.url));
  const rows = JSON.parse(readFileSync(path, 'utf8')) as LabelledRow[];
  const voices = [...new Set(rows.map(({ voice }) => voice))];
  return voices.map((voice) => ask(...rows.filter((row) => row.voice === voice).map(({ text }) => text)));
}

describe('decisions remembered over questionnaires', () => {
  test('are those of a matcher that remembers nothing, whatever is asked before', () => {
    const { matcher } = remembering();
    const plain = createMatcher(knowledge);
    const all = questionnaires('E1');
    // The same rows among others are read otherwise where something recurs there.
    const mixed = all.map((rows, at) => [...rows, ...(all[at + 1] ?? []).slice(0, 20)]);
    for (const rows of [...all, ...mixed, ...all]) {
      expect(matcher.matchAll(rows)).toEqual(plain.matchAll(rows));
    }
  });

  test('a row is decided once, in whatever questionnaire it stands', () => {
    const { decisionsOn } = remembering();
    expect(decisionsOn(ask('Is MFA enforced?', 'Where is data hosted?'))).toBe(2);
    expect(decisionsOn(ask('Where is data hosted?', 'Do you make backups?', 'Is MFA enforced?'))).toBe(1);
  });

  test.each<[string, MatchQuestion[], MatchOptions?]>([
    ['another wording', ask('Is MFA always enforced?')],
    ['another section', ask('Is MFA enforced?').map((row) => ({ ...row, section: 'Mobile devices' }))],
    ['another row it refers to', ask('Is MFA enforced?').map((row) => ({ ...row, context: 'VPN' }))],
    ['another threshold', ask('Is MFA enforced?'), { minConfidence: 0.5 }],
  ])('%s is decided anew', (_, questions, options) => {
    const { decisionsOn } = remembering();
    decisionsOn(ask('Is MFA enforced?'));
    expect(decisionsOn(questions, options)).toBe(1);
  });

  test('the oldest are forgotten first', () => {
    const { decisionsOn } = remembering(2);
    const [one, two, three] = ['Is MFA enforced?', 'Where is data hosted?', 'Do you make backups?'].map(
      (text) => ask(text),
    );
    for (const row of [one, two, three]) decisionsOn(row ?? []);
    expect([three, two, one].map((row) => decisionsOn(row ?? []))).toEqual([0, 0, 1]);
  });
});
