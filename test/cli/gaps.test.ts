import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { copyFixture, makeFolder } from './folders.js';
import { runCli } from './run-cli.js';

const folder = makeFolder();
beforeAll(() => {
  copyFixture('plain.xlsx', folder.path);
  copyFixture('bank-de.xlsx', folder.path);
  writeFileSync(join(folder.path, 'broken.xlsx'), 'no workbook');
});
afterAll(() => folder.remove());

it('meshsec gaps ranks what is not answered, writes a workbook, and goes on after a bad file', () => {
  const { code, out, err } = runCli(['gaps', '.', '-o', 'gaps.xlsx', '--json'], { cwd: folder.path });
  expect(code).toBe(1);
  expect(err).toContain('broken.xlsx');
  const report = JSON.parse(out);
  expect(report.files).toBe(2);
  const rows = report.clusters.flatMap((cluster: { rows: unknown[] }) => cluster.rows);
  expect(rows.length).toBe(report.questions - report.answered);
  expect(report.clusters.at(-1).reached).toBe(report.questions);
  const sizes = report.clusters.map((cluster: { rows: unknown[] }) => cluster.rows.length);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  const { sheets } = openWorkbook(readFileSync(join(folder.path, 'gaps.xlsx')), 'gaps.xlsx');
  expect(sheets.map(({ name, lastRow }) => [name, lastRow])).toEqual([
    ['Gaps', report.clusters.length + 1],
    ['Rows', rows.length + 1],
  ]);
});
