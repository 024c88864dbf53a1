import { describe, expect, it } from 'vitest';
import { MeshsecError } from '../../src/errors.js';
import { compareWorkbooks } from '../../src/workbook/differ/compare-workbooks.js';
import { patchWorkbook } from '../../src/workbook/patch.js';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { buildWorkbook, cellsXml } from './build-workbook.js';

/** More by `MESHSEC_FUZZ=20000 npx vitest run ...`; the seed makes a failure repeatable. */
const ROUNDS = Number(process.env.MESHSEC_FUZZ ?? 400);

/** mulberry32: small, seeded, good enough to choose bytes. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const SHEET =
  `<dimension ref="A1:C4"/><cols><col min="1" max="2" width="9"/></cols>` +
  cellsXml({
    1: [
      ['A1', 'Question'],
      ['B1', 'Answer'],
    ],
    2: [['A2', 'Is it safe?']],
    4: [
      ['A4', 'Who?'],
      ['C4', 12],
    ],
  }) +
  '<mergeCells count="1"><mergeCell ref="A6:B7"/></mergeCells>' +
  '<dataValidations count="1"><dataValidation type="list" sqref="B2:B4"><formula1>"Yes,No"</formula1></dataValidation></dataValidations>';

/** Stored entries let a flipped bit reach the XML; their checksums are then wrong, so half of the rounds mend them. */
const packed = buildWorkbook({ sheets: { Q: SHEET }, strings: ['a', 'b'] });

type Mutation = (bytes: Buffer, pick: (below: number) => number) => Buffer;

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a flipped bit': (bytes, pick) => {
    const at = pick(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << pick(8));
    return bytes;
  },
  'ten random bytes': (bytes, pick) => {
    for (let i = 0; i < 10; i++) bytes[pick(bytes.length)] = pick(256);
    return bytes;
  },
  'a cut end': (bytes, pick) => bytes.subarray(0, pick(bytes.length)),
  'a piece taken out': (bytes, pick) => {
    const at = pick(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + pick(60))]);
  },
  'a piece twice': (bytes, pick) => {
    const at = pick(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - 60))]);
  },
};

/** A bent sheet in a sound package: the XML reader gets to see it. */
function bentSheet(pick: (below: number) => number, mutate: Mutation): Buffer {
  const part = Buffer.from(
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${SHEET}</worksheet>`,
  );
  return buildWorkbook({
    sheets: { Q: '' },
    parts: [{ name: 'xl/worksheets/sheet1.xml', content: mutate(part, pick) }],
  });
}

function survive(bytes: Uint8Array): 'opened' | 'refused' {
  try {
    const workbook = openWorkbook(bytes, 'q.xlsx');
    const sheet = workbook.sheets[0]?.name ?? '';
    const result = patchWorkbook(workbook, [{ sheet, row: 2, column: 2, value: 'Yes' }]);
    openWorkbook(result.bytes, 'a.xlsx');
    const found = compareWorkbooks({ name: 'q', bytes }, { name: 'a', bytes: result.bytes });
    expect(found.differences).toEqual([]);
    return 'opened';
  } catch (error) {
    if (!(error instanceof MeshsecError)) throw error;
    return 'refused';
  }
}

describe(`bent bytes (${ROUNDS} of each kind)`, () => {
  it.each(Object.entries(MUTATIONS))(
    '%s in the package: opened or refused, never anything else',
    (_name, mutate) => {
      const pick = random(7);
      const outcomes = Array.from({ length: ROUNDS }, () => survive(mutate(Buffer.from(packed), pick)));
      expect(outcomes).toContain('refused');
    },
  );

  it.each(Object.entries(MUTATIONS))(
    '%s in a sheet: opened or refused, never anything else',
    (_name, mutate) => {
      const pick = random(11);
      const outcomes = Array.from({ length: ROUNDS }, () => survive(bentSheet(pick, mutate)));
      expect(outcomes).toContain('refused');
    },
  );
});
