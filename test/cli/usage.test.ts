import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

describe('usage', () => {
  it.each([
    { name: 'unknown command', args: ['hlp'], says: /unknown command 'hlp'.*help/ },
    { name: 'unknown option', args: ['--jsn'], says: /unknown option '--jsn'/ },
    { name: 'typo in an option', args: ['--versoin'], says: /Did you mean --version\?/ },
    { name: 'a part of a command', args: ['kb', 'show'], says: /missing.*'id'.*See: meshsec help kb show$/m },
    { name: 'nothing to answer', args: ['answer'], says: /Try: meshsec answer questionnaire\.xlsx/ },
    {
      name: 'one file for many',
      args: ['answer', 'fixtures', '-o', 'all.xlsx'],
      says: /cannot go to one file, all\.xlsx.*folder/,
    },
    { name: 'unknown topic', args: ['help', 'nope'], says: /no help on "nope"/ },
    {
      name: 'escape sequence in an argument',
      args: ['\u001b[31mred'],
      says: /unknown command '\ufffd\[31mred'/,
    },
  ])('$name: one line on stderr, exit 2', ({ args, says }) => {
    const run = runCli(args);
    expect(run.code).toBe(2);
    expect(run.out).toBe('');
    expect(run.err).toMatch(says);
    expect(run.err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('no command at all: the overview on stderr, exit 2', () => {
    const run = runCli([]);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain('Usage: meshsec');
  });

  it.each([['--version'], ['-V'], ['--no-color', '--version']])('version by %s %s', (...args) => {
    expect(runCli(args.filter((a) => a !== undefined))).toMatchObject({
      code: 0,
      out: `${manifest.version}\n`,
      err: '',
    });
  });

  it.each(['exit-codes', 'status', 'review', 'files', 'citations', 'environment'])('help on %s', (topic) => {
    const run = runCli(['help', topic]);
    expect(run.code).toBe(0);
    expect(run.out.split('\n').length).toBeGreaterThan(4);
  });
});

describe('help', () => {
  const commands = [
    ...[
      '',
      'answer',
      'apply',
      'search',
      'inspect',
      'verify',
      'kb',
      'kb build',
      'kb check',
      'kb list',
      'kb show',
    ],
    ...['kb export', 'learn', 'gaps', 'eval', 'config', 'completion', 'help'],
  ];
  it.each(commands)('meshsec %s: examples, and no line wider than the terminal', (command) => {
    for (const columns of [60, 80, 120]) {
      const words = command === '' ? [] : command.split(' ');
      const { out, code } = runCli([...words, '--help'], { env: { COLUMNS: String(columns) } });
      expect(code).toBe(0);
      expect(out).toContain('Examples:');
      const wide = out.split('\n').filter((line) => line.length > columns);
      expect(wide.filter((line) => !line.includes('meshsec '))).toEqual([]);
    }
  });
});

describe('colours', () => {
  const introducer = '\u001b[';
  it.each([
    { name: 'a pipe', args: ['--help'], env: {}, coloured: false },
    { name: 'FORCE_COLOR', args: ['--help'], env: { FORCE_COLOR: '1' }, coloured: true },
    { name: 'FORCE_COLOR=0', args: ['--help'], env: { FORCE_COLOR: '0' }, coloured: false },
    { name: 'NO_COLOR', args: ['--help'], env: { NO_COLOR: '1', FORCE_COLOR: '1' }, coloured: false },
    { name: '--no-color', args: ['--no-color', '--help'], env: { FORCE_COLOR: '1' }, coloured: false },
  ])('$name: $coloured', ({ args, env, coloured }) => {
    expect(runCli(args, { env }).out.includes(introducer)).toBe(coloured);
  });
});
