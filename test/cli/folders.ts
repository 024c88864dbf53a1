import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWorkbook } from '../../src/workbook/workbook.js';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));

/** A folder of its own for one test file; `remove` takes it away. */
export function makeFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'meshsec-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
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
