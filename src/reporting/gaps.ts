import type { GapCluster } from '../matching/gap-clusters.js';
import { newWorkbook, workbookBytes } from './own-workbook.js';
import type { Palette } from './palette.js';
import { safeText } from './safe-text.js';
import { wrapToWidth } from './text-width.js';

/** A cluster, and how many questions would be answered with it and all before it. */
export type RankedCluster = GapCluster & { reached: number };

/** What is asked and not answered, over many questionnaires. */
export interface GapReport {
  files: number;
  questions: number;
  answered: number;
  /** How many clusters are shown. */
  top: number;
  clusters: readonly RankedCluster[];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${Math.round((100 * part) / whole)} %`;
}

function count(number: number, thing: string, plural = `${thing}s`): string {
  return `${number} ${number === 1 ? thing : plural}`;
}

/** What the shown clusters would bring, if each got an entry that answers all its rows. */
export function promise({ clusters, top, answered, questions }: GapReport): string {
  const reached = clusters[top - 1]?.reached ?? answered;
  const [from, to] = [percent(answered, questions), percent(reached, questions)];
  const what = top === 1 ? 'An entry for this' : `Entries for these ${top}`;
  return `${what} would take the answered rows from ${from} to ${to} (${answered} to ${reached} of ${questions}).`;
}

/** The clusters for a terminal, most rows first. */
export function gapsText(report: GapReport, width: number, palette: Palette): string {
  const { files, questions, answered, clusters, top } = report;
  const head = `${count(files, 'questionnaire')}, ${count(questions, 'question')}: ${answered} answered (${percent(answered, questions)})`;
  const blocks = clusters.slice(0, top).map((cluster, index) => {
    const { about, rows, examples, missing, nearest } = cluster;
    const number = `${index + 1}.`.padStart(3);
    const size = `${count(rows.length, 'row')} in ${count(cluster.files, 'questionnaire')}`;
    const more = [
      ...examples.flatMap((text) =>
        wrapToWidth(safeText(text), width - 8).map((line, at) => `${at === 0 ? '    - ' : '      '}${line}`),
      ),
      ...(missing.length > 0 ? [palette.dim(`    not known: ${safeText(missing.join(', '))}`)] : []),
      ...(nearest === null ? [] : [palette.dim(`    nearest entry: ${safeText(nearest)}`)]),
    ];
    return [`${number} ${palette.bold(safeText(about))}  ${palette.yellow(size)}`, ...more].join('\n');
  });
  if (clusters.length === 0) return `${head}\nNothing is missing.`;
  return [head, '', ...blocks, '', promise(report)].join('\n');
}

/** The document behind `gaps --json`. */
export function gapsJson(report: GapReport): string {
  return JSON.stringify({ version: 1, ...report }, null, 2);
}

/** A workbook of all gaps: the clusters, and every row with its cluster. */
export async function gapsWorkbook({ clusters, questions }: GapReport): Promise<Uint8Array> {
  const workbook = newWorkbook('Gaps of the knowledge base');
  const addSheet = (
    name: string,
    columns: readonly (readonly [string, number])[],
    rows: readonly (string | number)[][],
  ) => {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map(([header, width]) => ({ header, width }));
    for (const row of rows) sheet.addRow(row);
    sheet.getRow(1).font = { bold: true };
    sheet.eachRow((row) => {
      row.alignment = { vertical: 'top', wrapText: true };
    });
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: columns.length } };
  };
  addSheet(
    'Gaps',
    [
      ['Rank', 7],
      ['About', 32],
      ['Rows', 8],
      ['Questionnaires', 15],
      ['Answered with it, %', 12],
      ['Examples', 70],
      ['Not known', 40],
      ['Nearest entry', 18],
    ],
    clusters.map(({ about, rows, files, reached, examples, missing, nearest }, index) => [
      index + 1,
      about,
      rows.length,
      files,
      Math.round((1000 * reached) / Math.max(1, questions)) / 10,
      examples.join('\n'),
      missing.join(', '),
      nearest ?? '',
    ]),
  );
  addSheet(
    'Rows',
    [
      ['Rank', 7],
      ['Questionnaire', 36],
      ['Sheet', 20],
      ['Cell', 8],
      ['Status', 12],
      ['Question', 90],
    ],
    clusters.flatMap(({ rows }, index) =>
      rows.map(({ file, sheet, cell, status, text }) => [index + 1, file, sheet, cell, status, text]),
    ),
  );
  return workbookBytes(workbook);
}
