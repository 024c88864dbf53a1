import { describe, expect, it } from 'vitest';
import { MeshsecError } from '../../src/errors.js';
import { compareWorkbooks } from '../../src/workbook/differ/compare-workbooks.js';
import { patchWorkbook } from '../../src/workbook/patch.js';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { buildArchive } from './build-archive.js';
import { buildWorkbook, cellsXml, type TestWorkbook, workbookEntries } from './build-workbook.js';

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

/** What programs get wrong in XML; in deflated bytes there is nothing of the kind. */
const IN_XML: Readonly<Record<string, Mutation>> = {
  ...MUTATIONS,
  'a tag taken out': (bytes, pick) => {
    const text = bytes.toString('latin1');
    const tags = [...text.matchAll(/<[^<>]*>/g)];
    const tag = tags[pick(tags.length)];
    return tag === undefined ? bytes : Buffer.from(text.replace(tag[0], ''), 'latin1');
  },
  'an attribute of another value': (bytes, pick) => {
    const text = bytes.toString('latin1');
    const values = [...text.matchAll(/="([^"]*)"/g)];
    const value = values[pick(values.length)];
    const others = ['', '0', '-1', '1.5', '99999999999', 'x', 'A1:XFD1048576', '__proto__', '&#10;'];
    const other = `="${others[pick(others.length)]}"`;
    return value === undefined ? bytes : Buffer.from(text.replace(value[0], other), 'latin1');
  },
};

const BOOK: TestWorkbook = {
  sheets: { Q: `${SHEET}<tableParts count="1"><tablePart r:id="t"/></tableParts>` },
  strings: ['a', '<si><r><t>b</t></r><rPh sb="0" eb="1"><t>c</t></rPh></si>'],
  afterSheets:
    '<definedNames><definedName name="L">Q!$A$1:$A$4</definedName></definedNames><calcPr calcId="1"/>',
  sheetLinks: {
    1: '<Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/t.xml"/>',
  },
  parts: [
    {
      name: 'xl/tables/t.xml',
      content:
        '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T" displayName="T" ref="E1:F4"/>',
    },
  ],
};
const PARTS = workbookEntries(BOOK);

/** One bent part in a sound package: the XML reader gets to see it. */
function bentPart(pick: (below: number) => number, mutate: Mutation): Buffer {
  const bent =
    pick(2) === 0 ? PARTS.findIndex(({ name }) => name.includes('sheet1.xml')) : pick(PARTS.length);
  return buildArchive(
    PARTS.map((entry, i) =>
      i === bent ? { ...entry, content: mutate(Buffer.from(entry.content as string), pick) } : entry,
    ),
  );
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

  it.each(Object.entries(IN_XML))('%s in a part: opened or refused, never anything else', (_name, mutate) => {
    const pick = random(11);
    const outcomes = Array.from({ length: ROUNDS }, () => survive(bentPart(pick, mutate)));
    expect(outcomes).toContain('refused');
  });
});
