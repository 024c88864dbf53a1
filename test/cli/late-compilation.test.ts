import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { lateCompilationFlag, type Work } from '../../src/cli/late-compilation.js';
import { runCli } from './run-cli.js';

test.each<[string, Work, string | null]>([
  ['20.20.2', 'one', '--interrupt-budget=200000'],
  ['20.20.2 15.0', 'many', '--interrupt-budget=800000'],
  ['22.1.0', 'one', null],
  ['22.1.0', 'many', '--invocation-count-for-turbofan=20000'],
  ['21.7.3', 'many', null],
  ['24.0.0', 'many', null],
  ['200.1.1', 'many', null],
])('Node %s, for %s: %s', (version, work, flag) => {
  expect(lateCompilationFlag(version, work)).toBe(flag);
});

test.each<Work>(['one', 'many'])('the flag for %s is one that this Node knows', (work) => {
  const flag = lateCompilationFlag(process.versions.node, work);
  const known = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' }).stdout;
  if (flag !== null) expect(known).toContain(`${flag.split('=')[0]} `);
});

test('nothing is said of it', () => {
  expect(runCli(['--help'])).toMatchObject({ code: 0, err: '' });
});
