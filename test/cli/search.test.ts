import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

interface Found {
  version: number;
  query: string;
  results: { entry: string; question: string; answer: string; confidence: number; citations: unknown[] }[];
}

const search = (query: string) => JSON.parse(runCli(['search', query, '--json']).out) as Found;

describe('meshsec search', () => {
  const first = search('MFA').results[0]?.entry;

  it.each(['2FA', 'two-factor', 'multi factor', 'Zwei-Faktor', 'mutli-factor'])(
    '%s finds the same first entry as MFA',
    (query) => {
      expect(first).toBeDefined();
      expect(search(query).results[0]?.entry).toBe(first);
    },
  );

  it('gives answer, confidence and citation', () => {
    const { version, query, results } = search('MFA');
    expect({ version, query }).toEqual({ version: 1, query: 'MFA' });
    expect(results[0]).toMatchObject({
      answer: expect.stringMatching(/MFA/),
      citations: expect.arrayContaining([expect.objectContaining({ source: 'Security FAQ' })]),
    });
    for (const { confidence } of results) expect(confidence >= 0 && confidence <= 1).toBe(true);
  });

  it('shows the source with its quote', () => {
    const { out, code } = runCli(['search', 'single sign-on']);
    expect(code).toBe(0);
    expect(out).toMatch(/Security FAQ, "Does meshStack support Single sign-on/);
    expect(out).toMatch(/"Yes, meshStack supports SSO and MFA\."/);
  });

  it('nothing found is an answer', () => {
    const run = runCli(['search', 'xyzzy']);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toMatch(/Nothing found for "xyzzy"/);
    expect(search('xyzzy').results).toEqual([]);
  });

  it('--limit', () => {
    const run = runCli(['search', 'data', '--limit', '1', '--json']);
    expect((JSON.parse(run.out) as Found).results).toHaveLength(1);
  });
});
