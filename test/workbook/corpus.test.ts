import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../src/workbook/workbook.js';

const corpus = process.env.MESHSEC_CORPUS ?? '';
const files = corpus === '' ? [] : readdirSync(corpus).filter((name) => /\.xls[xm]?$/.test(name));

describe.skipIf(corpus === '')('real questionnaires ($MESHSEC_CORPUS)', () => {
  it.each(files.filter((name) => !name.endsWith('.xls')))('reads %s', (name) => {
    const workbook = openWorkbook(readFileSync(join(corpus, name)), name);
    expect(workbook.sheets.some((sheet) => sheet.cells.length > 0)).toBe(true);
  });

  it.each(files.filter((name) => name.endsWith('.xls')))('refuses %s, the old binary format', (name) => {
    expect(() => openWorkbook(readFileSync(join(corpus, name)), name)).toThrowError(
      expect.objectContaining({ code: 'legacy-xls' }),
    );
  });
});
