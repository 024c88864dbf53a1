import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { lateCompilationFlag } from '../../src/cli/late-compilation.js';
import { runCli } from './run-cli.js';

test.each([
  ['20.20.2', '--interrupt-budget=800000'],
  ['22.1.0', '--invocation-count-for-turbofan=20000'],
  ['21.7.3', null],
  ['24.0.0', null],
  ['200.1.1', null],
  [undefined, null],
])('Node %s compiles late by %s', (version, flag) => {
  expect(lateCompilationFlag(version)).toBe(flag);
});

test('the flag for this Node is one that it knows, and nothing is said of it', () => {
  const flag = lateCompilationFlag(process.versions.node);
  const known = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' }).stdout;
  if (flag !== null) expect(known).toContain(`${flag.split('=')[0]} `);
  expect(runCli(['--help'])).toMatchObject({ code: 0, err: '' });
});
