import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { copyFixture, makeFolder } from './folders.js';
import { runCli } from './run-cli.js';

const folder = makeFolder();
afterAll(() => folder.remove());
const path = (name: string) => join(folder.path, name);
const meshsec = (...args: string[]) => runCli(args, { cwd: folder.path });
const FAQ = '# Our FAQ\n\n## Do you support MFA?\n\nYes, we support multi-factor authentication.\n';

describe('from a changed FAQ to a review', () => {
  it('kb build makes a knowledge base, and a second run finds nothing to do', () => {
    writeFileSync(path('faq.md'), FAQ);
    expect(meshsec('kb', 'build', 'faq.md', '-o', 'kb.yaml')).toMatchObject({ code: 0, out: '' });
    const yaml = readFileSync(path('kb.yaml'), 'utf8');
    expect(yaml).toContain('answer: "We support multi-factor authentication."');
    expect(meshsec('kb', 'check', 'kb.yaml', '--quick').code).toBe(0);
    expect(meshsec('kb', 'build', 'faq.md', '-o', 'kb.yaml').err).toContain('up to date');
    expect(readFileSync(path('kb.yaml'), 'utf8')).toBe(yaml);
  });

  it('shows what went stale, side by side; --dry-run writes nothing', () => {
    writeFileSync(path('faq.md'), FAQ.replace('support multi-factor', 'require multi-factor'));
    const yaml = readFileSync(path('kb.yaml'), 'utf8');
    const { out } = meshsec('kb', 'build', 'faq.md', '-o', 'kb.yaml', '--dry-run');
    expect(out.match(/support multi-factor/g)).toHaveLength(1);
    expect(out).toContain('- Yes, we support multi-factor authentication.');
    expect(out).toContain('+ Yes, we require multi-factor authentication.');
    expect(readFileSync(path('kb.yaml'), 'utf8')).toBe(yaml);
    meshsec('kb', 'build', 'faq.md', '-o', 'kb.yaml');
    expect(meshsec('kb', 'check', 'kb.yaml', '--quick').out).toContain('[stale]');
    expect(meshsec('kb', 'check', 'kb.yaml', '--quick', '--strict').code).toBe(1);
  });

  it.each([
    ['stale', () => readFileSync(path('kb.yaml'), 'utf8')],
    ['expired', () => expiring('2019-12-31')],
  ])('an entry that is %s is for review, never written', (_, yaml) => {
    writeFileSync(path('unfit.yaml'), yaml());
    copyFixture('plain.xlsx', folder.path);
    const { out } = meshsec('answer', 'plain.xlsx', '--kb', 'unfit.yaml', '--dry-run', '--json');
    const [{ questions, summary }] = JSON.parse(out).files;
    expect(summary.answered).toBe(0);
    expect(questions.every((question: { writes: unknown[] }) => question.writes.length === 0)).toBe(true);
  });

  it('the same entry is answered where it is neither', () => {
    writeFileSync(path('fit.yaml'), expiring('2999-12-31'));
    const { out } = meshsec('answer', 'plain.xlsx', '--kb', 'fit.yaml', '--dry-run', '--json');
    expect(JSON.parse(out).files[0].summary.answered).toBeGreaterThan(0);
  });

  it('refuses what is no Markdown FAQ, and a target that is no YAML', () => {
    writeFileSync(path('flat.md'), 'No heading.\n');
    expect(meshsec('kb', 'build', 'flat.md', '-o', 'x.yaml').code).toBe(1);
    expect(meshsec('kb', 'build', 'gone.md', '-o', 'x.yaml').code).toBe(1);
    expect(meshsec('kb', 'build', 'faq.md', '-o', 'x.xlsx').code).toBe(2);
  });
});

function expiring(date: string): string {
  return `version: 1
sources: [{ id: faq, title: Our FAQ, path: faq.md }]
entries:
  - id: mfa
    question: "Do you support MFA?"
    verdict: "yes"
    answer: "We support multi-factor authentication."
    phrasings: { "yes": ["Is multi-factor authentication supported?", "Does the application support MFA?", "MFA"] }
    quotes: [{ source: faq, heading: "Do you support MFA?", quote: "Yes, we require multi-factor authentication." }]
    expires: ${date}
`;
}
