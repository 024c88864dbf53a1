import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { runCli } from './run-cli.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meshsec-kb-'));
  await writeFile(join(folder, 'broken.yaml'), 'version: 1\nentries:\n  - id: a\n    colour: red\n');
  await writeFile(
    join(folder, 'plain.yaml'),
    'version: 1\nentries:\n  - id: on\n    question: "Is it on?"\n    answer: "It is on."\n',
  );
});
afterAll(() => rm(folder, { recursive: true }));

const kb = (...args: string[]) => runCli(['kb', ...args], { cwd: folder });

describe('kb check', () => {
  it('finds nothing in the shipped knowledge base', () => {
    const { code, out, err } = kb('check', '--strict', '--quick');
    expect(out).toContain('nothing to complain about');
    expect([code, err]).toEqual([0, '']);
  });

  it('lists all errors at their places and exits 1', () => {
    const { code, out } = kb('check', 'broken.yaml');
    expect(out.split('\n').filter((line) => line.startsWith('broken.yaml:'))).toHaveLength(3);
    expect(out).toContain('broken.yaml:4:5: error: unknown field "colour"');
    expect(code).toBe(1);
  });

  it('exits 0 on warnings, 1 with --strict; JSON carries the same', () => {
    expect(kb('check', 'plain.yaml').code).toBe(0);
    const { code, out } = kb('check', '--kb', 'plain.yaml', '--strict', '--json', '--quick');
    expect(code).toBe(1);
    const report = JSON.parse(out);
    expect(report.summary).toEqual({ entries: 1, quotes: 0, phrasings: 1, errors: 0, warnings: 2, infos: 0 });
    expect(report.findings[0]).toMatchObject({ entry: 'on', file: 'plain.yaml', line: 3, column: 9 });
  });
});

describe('a knowledge base that cannot be used', () => {
  it('ends every command with exit code 3 and one line for each problem', () => {
    const { code, err } = kb('list', '--kb', 'broken.yaml');
    expect(code).toBe(3);
    expect(err.match(/^broken\.yaml:\d+:\d+: /gm)).toHaveLength(3);
  });
});

describe('kb list, show and export', () => {
  it('lists entries that hold the words', () => {
    const { out, code } = kb('list', 'keycloak');
    expect(out).toMatch(/^keycloak /m);
    expect(code).toBe(0);
    expect(JSON.parse(kb('list', 'no-such-word', '--json').out).entries).toEqual([]);
  });

  it('shows an entry with its source', () => {
    const { out } = kb('show', 'mfa');
    expect(out).toContain(
      'Security FAQ, "Does meshStack support Single sign-on (SSO) and Multi-Factor-Authentication (MFA)?"',
    );
    expect(JSON.parse(kb('show', 'mfa', '--json').out)).toMatchObject({
      id: 'mfa',
      verdict: 'yes',
      state: 'ok',
    });
  });

  it('suggests ids', () => {
    const { code, err } = kb('show', 'mfaa');
    expect(code).toBe(2);
    expect(err).toContain('Did you mean mfa');
  });

  it('exports one row an entry, the same bytes each time, and overwrites only when told', async () => {
    const first = kb('export', '-o', 'kb.xlsx');
    expect(first.code).toBe(0);
    const bytes = await readFile(join(folder, 'kb.xlsx'));
    const [sheet] = openWorkbook(bytes, 'kb.xlsx').sheets;
    const entries = JSON.parse(kb('list', '--json').out).entries.length;
    expect(sheet?.lastRow).toBe(entries + 1);
    expect(kb('export', '-o', 'kb.xlsx').code).toBe(1);
    expect(kb('export', '-o', 'kb.xlsx', '--force').code).toBe(0);
    expect(await readFile(join(folder, 'kb.xlsx'))).toEqual(bytes);
  });
});
