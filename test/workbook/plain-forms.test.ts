import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellReference } from '../../src/workbook/address.js';
import { compareWorkbooks } from '../../src/workbook/differ/compare-workbooks.js';
import { patchWorkbook } from '../../src/workbook/patch.js';
import { openWorkbook } from '../../src/workbook/workbook.js';
import { buildWorkbook, MAIN, XML } from './build-workbook.js';

/**
 * Rows, cells and shared texts are read in two ways: in the form that nearly all programs write, straight from the bytes,
 * and in any form, by the XML walker. Here random sheets are written in the plain form and once more with a blank in
 * every tag, which the plain readers leave to the walker: both have to say the same.
 */
const RUNS = { numRuns: 200, seed: 20_261_124 } as const;

const PLAIN_VALUES = ['0', '7', '12', '1.5', '0.25', '0.000001', '123456789', '1234567.25', '999999.5'];
const ODD_NUMBERS = [
  '-3',
  '007',
  '1.50',
  '1.',
  '.5',
  '1e5',
  '1E-7',
  '12345678901234',
  '0.0000001',
  ' 4 ',
  '',
];
const TEXTS = [
  'Yes',
  'Größe – ja',
  '全角，文字',
  '😀',
  'a &amp; b',
  '&lt;',
  '&#65;',
  '_x000D_',
  'a\nb',
  ' x ',
  'a]b',
  '0',
  '',
];

interface DrawnCell {
  column: number;
  style: number | null;
  content: { type: string | null; value: string | null; formula: string | null };
}

const content = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom(null, 'n'),
      value: fc.constantFrom(...PLAIN_VALUES),
      formula: fc.constant(null),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant(null),
      value: fc.constantFrom(...ODD_NUMBERS),
      formula: fc.constantFrom(null, '1+1'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('s'),
      value: fc.integer({ min: 0, max: TEXTS.length - 1 }).map(String),
      formula: fc.constant(null),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('str', 'inlineStr'),
      value: fc.constantFrom(...TEXTS),
      formula: fc.constantFrom(null, 'A1'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('b'),
      value: fc.constantFrom('0', '1', 'true'),
      formula: fc.constant(null),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('e'),
      value: fc.constantFrom('#N/A', '#REF!'),
      formula: fc.constant(null),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ type: null, value: null, formula: null }) },
);
const cell: fc.Arbitrary<DrawnCell> = fc.record({
  column: fc.integer({ min: 1, max: 30 }),
  style: fc.constantFrom(null, 0, 1, 2, 3, 99),
  content,
});
const row = fc.record({
  number: fc.integer({ min: 1, max: 40 }),
  attributes: fc.constantFrom(
    '',
    '',
    '',
    ' spans="1:3"',
    ' s="1" customFormat="1"',
    ' s="1"',
    ' ht="0" customHeight="1"',
    ' hidden="1"',
    ' ht="30" spans="2:9"',
  ),
  cells: fc.uniqueArray(cell, { selector: ({ column }) => column, maxLength: 6 }),
  before: fc.constantFrom('', '', '', '', '\n', '<!-- x -->'),
});
const sheet = fc.record({
  rows: fc.uniqueArray(row, { selector: ({ number }) => number, maxLength: 14 }),
  inOrder: fc.boolean(),
});
type DrawnSheet = typeof sheet extends fc.Arbitrary<infer T> ? T : never;
type DrawnRow = DrawnSheet['rows'][number];

/** `blank`: a blank that stands in every tag and changes nothing. */
function cellXml(row: number, { column, style, content }: DrawnCell, blank: string): string {
  const { type, value, formula } = content;
  const attributes = `${style === null ? '' : ` s="${style}"`}${type === null ? '' : ` t="${type}"`}`;
  const start = `<c r="${cellReference(row, column)}"${attributes}${blank}`;
  const calculated = formula === null ? '' : `<f>${formula}</f>`;
  if (value === null) return calculated === '' ? `${start}/>` : `${start}>${calculated}</c>`;
  if (type === 'inlineStr') return `${start}>${calculated}<is><t>${value}</t></is></c>`;
  return `${start}>${calculated}<v${blank}>${value}</v></c${blank}>`;
}

function rowXml({ number, attributes, cells, before }: DrawnRow, blank: string): string {
  const inOrder = [...cells].sort((a, b) => a.column - b.column);
  const start = `${before}<row r="${number}"${attributes}${blank}`;
  if (inOrder.length === 0) return `${start}/>`;
  return `${start}>${inOrder.map((one) => cellXml(number, one, blank)).join('')}</row${blank}>`;
}

function workbookOf({ rows, inOrder }: DrawnSheet, blank: string): Buffer {
  const ordered = inOrder ? [...rows].sort((a, b) => a.number - b.number) : rows;
  const inside = ordered.map((one) => rowXml(one, blank)).join('');
  const items = TEXTS.map(
    (text, i) => `<si${blank}><t${i % 2 === 0 ? '' : ' xml:space="preserve"'}>${text}</t></si>`,
  );
  return buildWorkbook({
    sheets: { Q: `<dimension ref="A1:B2"/><sheetData>${inside}</sheetData>` },
    strings: [],
    parts: [{ name: 'xl/sharedStrings.xml', content: `${XML}<sst xmlns="${MAIN}">${items.join('')}</sst>` }],
  });
}

function readingOf(bytes: Uint8Array) {
  const found = openWorkbook(bytes, 'q').sheets[0];
  const places = Array.from({ length: 42 }, (_, at) => at + 1);
  return {
    cells: found?.cells,
    hidden: places.filter((at) => found?.rowHidden(at)),
    styles: places.map((at) => places.map((column) => found?.styleAt(at, column))),
  };
}

const writes = fc.uniqueArray(
  fc.record({ row: fc.integer({ min: 1, max: 42 }), column: fc.integer({ min: 1, max: 32 }) }),
  { selector: ({ row, column }) => row * 100 + column, maxLength: 12 },
);

describe('the plain form and any other form of a sheet', () => {
  it('are read alike', () => {
    fc.assert(
      fc.property(sheet, (drawn) => {
        expect(readingOf(workbookOf(drawn, ''))).toEqual(readingOf(workbookOf(drawn, ' ')));
      }),
      RUNS,
    );
  });

  it('are written alike, and nothing else changes', () => {
    fc.assert(
      fc.property(sheet, writes, (drawn, places) => {
        const wanted = places.map((place) => ({ sheet: 'Q', ...place, value: `Answer in ${place.row}` }));
        const results = ['', ' '].map((blank) => {
          const original = workbookOf(drawn, blank);
          const result = patchWorkbook(openWorkbook(original, 'q'), wanted);
          const found = compareWorkbooks({ name: 'q', bytes: original }, { name: 'a', bytes: result.bytes });
          expect(found.differences).toEqual([]);
          return { ...result, bytes: null, reading: readingOf(result.bytes) };
        });
        expect(results[0]).toEqual(results[1]);
      }),
      RUNS,
    );
  });
});
