import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeFolder } from './folders.js';
import { runCli } from './run-cli.js';

const { path: root, remove } = makeFolder();
const project = join(root, 'project', 'deep');
const home = join(root, 'home');
for (const folder of [project, join(home, 'meshsec')]) mkdirSync(folder, { recursive: true });
const projectFile = join(root, 'project', 'meshsec.config.yaml');
const userFile = join(home, 'meshsec', 'config.yaml');
writeFileSync(
  projectFile,
  'citations: comment\nprofiles:\n  acme:\n    header: { B: Question }\n    question: B\n',
);
writeFileSync(userFile, 'citations: none\nmin-confidence: 0.8\n');

afterAll(remove);

interface Shown {
  settings: Record<string, { value: unknown; origin: string }>;
}

function shown(args: readonly string[], env: Record<string, string> = {}): Shown['settings'] {
  const run = runCli(['config', '--json', ...args], { cwd: project, env: { XDG_CONFIG_HOME: home, ...env } });
  return (JSON.parse(run.out) as Shown).settings;
}

describe('meshsec config', () => {
  test('says of each setting where it comes from: project before user before default', () => {
    const { kb, ...others } = shown([]);
    expect(kb?.origin).toBe('default');
    expect(others).toEqual({
      citations: { value: 'comment', origin: projectFile },
      'min-confidence': { value: 0.8, origin: userFile },
      review: { value: true, origin: 'default' },
      profiles: { value: ['acme'], origin: projectFile },
      cache: { value: 'off', origin: '$MESHSEC_CACHE' },
    });
  });

  test.each([
    ['a folder of its own', { MESHSEC_CACHE: 'kept' }, join(project, 'kept'), '$MESHSEC_CACHE'],
    ['the folder of the desktop', { XDG_CACHE_HOME: home }, join(home, 'meshsec'), '$XDG_CACHE_HOME'],
    ['no relative one, as the standard says', { XDG_CACHE_HOME: 'x' }, /\.cache|Caches/, 'default'],
    ['Windows', { LOCALAPPDATA: home, HOME: '' }, join(home, 'meshsec', 'cache'), 'default'],
    ['no home', { HOME: '' }, 'off', 'default'],
  ])('the cache stands in %s', (_, env, value, origin) => {
    const { cache } = shown([], { MESHSEC_CACHE: '', ...env });
    expect(cache?.origin).toBe(origin);
    expect(cache?.value).toEqual(value instanceof RegExp ? expect.stringMatching(value) : value);
  });

  test('options come before everything, variables before files', () => {
    const settings = shown(['--citations', 'auto', '--no-review', '--min-confidence', '1'], {
      MESHSEC_KB: 'kb.yaml',
    });
    expect(settings.citations).toEqual({ value: 'auto', origin: '--citations' });
    expect(settings.review).toEqual({ value: false, origin: '--no-review' });
    expect(settings['min-confidence']).toEqual({ value: 1, origin: '--min-confidence' });
    expect(settings.kb).toEqual({ value: [join(project, 'kb.yaml')], origin: '$MESHSEC_KB' });
    expect(shown(['--kb', 'other.yaml'], { MESHSEC_KB: 'kb.yaml' }).kb).toEqual({
      value: [join(project, 'other.yaml')],
      origin: '--kb',
    });
  });

  test.each([
    ['an unknown field', 'citation: auto\n', /meshsec\.config\.yaml:1:1: .*citation/],
    ['a wrong value', 'review: true\nmin-confidence: 7\n', /meshsec\.config\.yaml:2:17: min-confidence/],
    ['no YAML', 'review: [\n', /meshsec\.config\.yaml:\d+:\d+: /],
  ])('%s: one line with file, line and column, exit 3', (name, text, says) => {
    const folder = join(root, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'meshsec.config.yaml'), text);
    const run = runCli(['config'], { cwd: folder, env: { XDG_CONFIG_HOME: home } });
    expect(run).toMatchObject({ code: 3, out: '' });
    expect(run.err).toMatch(says);
    expect(run.err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('as a table on the terminal', () => {
    const run = runCli(['config'], { cwd: project, env: { XDG_CONFIG_HOME: home } });
    expect(run.out).toMatch(/^setting +value +from\nkb +/);
    expect(run.out).toMatch(/profiles +acme +/);
  });
});
