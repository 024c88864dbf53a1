import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openWorkbook } from '../../src/workbook/workbook.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));

/** A folder of its own for one test file; `remove` takes it away. */
export function makeFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'meshsec-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Gives every test of the file a folder of its own, with copies of these fixtures in it; all are taken away at the end. */
export function folderForEachTest(use: (path: string) => void, ...fixtures: readonly string[]): void {
  let folder: ReturnType<typeof makeFolder> | undefined;
  let counter = 0;
  beforeAll(() => {
    folder = makeFolder();
  });
  afterAll(() => folder?.remove());
  beforeEach(() => {
    const path = join(folder?.path ?? '', String(counter++));
    mkdirSync(path);
    for (const name of fixtures) copyFixture(name, path);
    use(path);
  });
}

/** Copies one of our questionnaires into a folder. */
export function copyFixture(name: string, folder: string, as: string = name): string {
  const target = join(folder, as);
  copyFileSync(join(FIXTURES, name), target);
  return target;
}

/** All files of a folder, hidden ones too. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder).sort();
}

/** What a person reads in a cell of a workbook. */
export function cellText(path: string, sheetName: string, row: number, column: number): string {
  const sheet = openWorkbook(readFileSync(path), path).sheets.find(({ name }) => name === sheetName);
  return sheet?.cellAt(row, column)?.text ?? '';
}
