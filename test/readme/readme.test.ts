import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runCli } from '../cli/run-cli.js';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

/** Code blocks and inline code, where commands stand. */
const code = [...readme.matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([block]) => block).join('\n');

interface Use {
  line: string;
  command: string;
  options: string[];
}

const COMMANDS_WITH_PARTS = new Set(['kb']);

/** Every `meshsec ...` in the code, up to a comment, pipe or quote. */
const uses: Use[] = [...code.matchAll(/meshsec ((?:[a-z]+)(?:[^\n#|>`]|`(?!\n))*)/g)].flatMap(
  ([line, rest = '']) => {
    const words = rest.trim().split(/\s+/);
    const parts = COMMANDS_WITH_PARTS.has(words[0] ?? '') ? 2 : 1;
    const options = words
      .filter((word) => /^--?[a-z]/.test(word))
      .map((word) => word.replace(/[^a-z-].*$/i, ''));
    return [{ line, command: words.slice(0, parts).join(' '), options }];
  },
);

const helpOf = new Map<string, string>();
function help(command: string): string {
  const known = helpOf.get(command) ?? runCli(['help', ...command.split(' ')]).out;
  helpOf.set(command, known);
  return known;
}

describe('the README', () => {
  test('names commands', () => expect(uses.length).toBeGreaterThan(15));

  test.each([...new Set(uses.map(({ command }) => command))])('meshsec %s exists', (command) => {
    expect(runCli(['help', ...command.split(' ')]).code).toBe(0);
  });

  test('every option it names exists for its command', () => {
    const general = runCli(['help']).out;
    const unknown = uses.flatMap(({ command, options }) =>
      options
        .filter((option) => !new RegExp(`(^|[\\s,])${option}\\b`, 'm').test(help(command) + general))
        .map((option) => `${command} ${option}`),
    );
    expect(unknown).toEqual([]);
  });

  test('options named without a command exist', () => {
    const named = [...readme.matchAll(/`(--[a-z-]+)`/g)].map(([, option = '']) => option);
    const all = ['answer', 'eval', 'inspect', 'apply'].map(help).join('\n') + runCli(['help']).out;
    expect(named.filter((option) => !all.includes(option))).toEqual([]);
  });

  test('npm scripts it names exist', () => {
    const scripts = [...code.matchAll(/npm run ([a-z:-]+)/g)].map(([, name = '']) => name);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
  });

  test('files it points to exist', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(fileURLToPath(new URL(path, root))))).toEqual([]);
  });

  test('no figure is left to be filled in', () => {
    expect(readme.includes('<!--')).toBe(false);
  });
});
