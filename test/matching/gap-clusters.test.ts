import { beforeAll, describe, expect, it } from 'vitest';
import { gapReport } from '../../src/gaps.js';
import type { KnowledgeBase } from '../../src/knowledge/knowledge-base.js';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../../src/knowledge/load.js';
import { clusterGaps, type GapRow } from '../../src/matching/gap-clusters.js';
import { createReader, type Reader } from '../../src/matching/reading.js';
import { makeWordTables } from '../../src/matching/vocabulary.js';
import { promise } from '../../src/reporting/gaps.js';

let base: KnowledgeBase;
let reader: Reader;
beforeAll(async () => {
  base = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
  reader = createReader(base.lexicon, makeWordTables(base));
});

const row = (text: string, file = 'a.xlsx'): GapRow => ({
  file,
  sheet: 'S',
  cell: 'A1',
  text,
  status: 'unanswered',
  missing: [],
  nearest: null,
});
const clusters = (...rows: GapRow[]) =>
  clusterGaps(rows, reader).map((cluster) => cluster.rows.map(({ text }) => text));

describe('gaps', () => {
  it('that ask for the same stand together, in English and German', () => {
    expect(
      clusters(
        row('Are background checks performed on employees?'),
        row('Do you have a bug bounty programme?'),
        row('Do you perform background checks on your staff?', 'b.xlsx'),
        row('Führen Sie background checks für Mitarbeiter durch?', 'c.xlsx'),
      ),
    ).toEqual([
      expect.arrayContaining([
        'Are background checks performed on employees?',
        'Do you perform background checks on your staff?',
        'Führen Sie background checks für Mitarbeiter durch?',
      ]),
      ['Do you have a bug bounty programme?'],
    ]);
  });

  it('rank by rows, then by questionnaires', () => {
    const bounty = 'Do you have a bug bounty programme?';
    const insurance = 'Do you have cyber insurance?';
    const found = clusterGaps(
      [row(bounty), row(bounty), row(insurance, 'a.xlsx'), row(insurance, 'b.xlsx')],
      reader,
    );
    expect(found.map(({ rows, files }) => [rows.length, files])).toEqual([
      [2, 2],
      [2, 1],
    ]);
    expect(found[0]?.examples).toEqual([insurance]);
  });

  it('are the same whatever the order of the rows', () => {
    const rows = ['Who manages keys?', 'Is there a DPO?', 'How often are keys rotated?'].map((text) =>
      row(text),
    );
    expect(clusters(...rows.toReversed())).toEqual(clusters(...rows));
  });

  it('promise what the rows add up to', () => {
    const files = [
      {
        questions: 10,
        answered: 5,
        rows: [row('Is there a DPO?'), row('Is there a DPO?'), row('Do you have cyber insurance?')],
      },
      { questions: 10, answered: 2, rows: [row('Is there a DPO?', 'b.xlsx')] },
    ];
    const report = gapReport(base, files, 1);
    expect([report.clusters[0]?.reached, report.clusters[1]?.reached]).toEqual([10, 11]);
    expect(promise(report)).toBe(
      'An entry for this would take the answered rows from 35 % to 50 % (7 to 10 of 20).',
    );
  });
});
