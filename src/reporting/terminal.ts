import type { Palette } from './palette.js';
import type { FileReport, QuestionStatus, Report } from './report.js';
import { safeText } from './safe-text.js';
import { type TableColumn, textTable } from './text-table.js';
import { textWidth, wrapToWidth } from './text-width.js';

/** How a report is shown on a terminal. */
export interface TerminalStyle {
  palette: Palette;
  width: number;
  verbose: boolean;
  dryRun: boolean;
}

type Colour = 'green' | 'yellow' | 'dim' | 'cyan';

/** Order, colour and meaning of the statuses. */
const STATUSES: readonly {
  status: QuestionStatus;
  colour: Colour;
  meaning: string;
  shown: 'always' | 'if any';
}[] = [
  { status: 'answered', colour: 'green', meaning: 'written, with source', shown: 'always' },
  { status: 'review', colour: 'yellow', meaning: 'suggested; a person decides', shown: 'always' },
  { status: 'unanswered', colour: 'dim', meaning: 'the knowledge base does not say', shown: 'always' },
  { status: 'prefilled', colour: 'cyan', meaning: 'held an answer already; left alone', shown: 'if any' },
];

const BAR = 40;

/** Shares of a bar in whole characters; the largest remainders get what rounding leaves. */
function shares(counts: readonly number[], length: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (count / total) * length);
  const whole = exact.map(Math.floor);
  const order = exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest);
  let left = length - whole.reduce((sum, value) => sum + value, 0);
  for (const { i } of order) {
    if (left-- <= 0) break;
    whole[i] = (whole[i] ?? 0) + 1;
  }
  return whole;
}

function bar({ summary }: FileReport, palette: Palette): string {
  const lengths = shares(
    STATUSES.map(({ status }) => summary[status]),
    BAR,
  );
  return STATUSES.map(({ colour, status }, i) =>
    palette[colour](
      (status === 'unanswered' ? '░' : status === 'review' ? '▒' : '█').repeat(lengths[i] ?? 0),
    ),
  ).join('');
}

function sheetLines(file: FileReport, palette: Palette): string[] {
  return file.sheets
    .filter(({ questions }) => questions > 0)
    .map(({ name, columns, questions, added }) => {
      const parts = [
        `questions in ${columns.question}`,
        columns.answer.length > 0 ? `answers in ${columns.answer.join(', ')}` : '',
        columns.comment === null ? '' : `comments in ${columns.comment}`,
        columns.reference === null ? '' : `references in ${columns.reference}`,
        added.length > 0 ? `columns added at ${added.map(({ cell }) => cell).join(', ')}` : '',
      ];
      const where = parts.filter((part) => part !== '').join(', ');
      return `  ${palette.dim(`${safeText(name)}: ${questions} rows, ${where}`)}`;
    });
}

function storedLines(file: FileReport, { palette, dryRun }: TerminalStyle): string[] {
  const verb = dryRun ? 'would go to' : 'written to';
  const lines: string[] = [];
  if (file.output !== null) lines.push(`  answers ${verb}  ${palette.bold(safeText(file.output))}`);
  if (file.review !== null)
    lines.push(`  review ${dryRun ? verb : 'is in'}  ${palette.bold(safeText(file.review))}`);
  return lines;
}

function nameOf({ input }: FileReport): string {
  return input === '-' ? 'stdin' : safeText(input);
}

/** The summary of one file: what was found, what was answered, where it was written. */
export function fileText(file: FileReport, style: TerminalStyle): string {
  const { palette, width, verbose } = style;
  const { summary } = file;
  if (file.status === 'failed') return `${palette.bold(safeText(file.input))}  ${palette.red('failed')}`;
  const shown = STATUSES.filter(({ shown: when, status }) => when === 'always' || summary[status] > 0);
  const digits = String(summary.questions).length;
  const lines = [
    `${palette.bold(nameOf(file))}  ${summary.questions} ${summary.questions === 1 ? 'question' : 'questions'}`,
    `  ${bar(file, palette)}`,
    ...shown.map(({ status, colour, meaning }) => {
      const count = String(summary[status]).padStart(digits);
      return `  ${palette[colour](`${status.padEnd(10)} ${count}`)}  ${palette.dim(meaning)}`;
    }),
    ...(verbose ? sheetLines(file, palette) : []),
    ...storedLines(file, style),
    ...file.warnings.flatMap((warning) =>
      wrapToWidth(safeText(warning), width - 8).map(
        (line, i) => `  ${palette.yellow(i === 0 ? 'note' : '    ')}  ${line}`,
      ),
    ),
  ];
  return lines.join('\n');
}

/** Below this width a table says only what a person acts on. */
const NARROW = 70;

const COUNTS = ['questions', 'answered', 'review', 'unanswered', 'prefilled'] as const;

function tableColumns(shown: readonly string[]): TableColumn[] {
  return [
    { title: 'questionnaire', side: 'left', elastic: 'path' },
    ...shown.map((title) => ({ title, side: 'right' }) as const),
  ];
}

/** Many files as a table with totals; failed ones say so. `seconds` says how long a file took, by its input. */
export function filesText(
  report: Report,
  { palette, width }: TerminalStyle,
  seconds: ReadonlyMap<string, number> | null = null,
): string {
  const present = COUNTS.filter((status) => status !== 'prefilled' || report.summary.prefilled > 0);
  // On a narrow terminal names count more than what follows from the other columns.
  const isNarrow = width < NARROW;
  const shown = isNarrow ? present.filter((status) => status === 'answered' || status === 'review') : present;
  const timed = seconds === null || isNarrow ? [] : ['seconds'];
  const cells = (name: string, counts: FileReport['summary'], took: number | undefined) => [
    name,
    ...shown.map((status) => String(counts[status])),
    ...timed.map(() => took?.toFixed(1) ?? ''),
  ];
  const rows = report.files.map((file) =>
    file.status === 'ok'
      ? cells(safeText(file.input), file.summary, seconds?.get(file.input))
      : [safeText(file.input), 'failed'],
  );
  const { files, failed } = report.summary;
  const total = `${files} ${files === 1 ? 'file' : 'files'}${failed > 0 ? `, ${failed} failed` : ''}`;
  const columns = tableColumns([...shown, ...timed]);
  const totals = cells(total, report.summary, undefined);
  const lines = textTable(columns, [...rows, totals], width, (cell, column, row) => {
    if (row === null || row === rows.length) return palette.bold(cell);
    if (cell.trim() === 'failed') return palette.red(cell);
    const status = shown[column - 1];
    return status === 'answered' ? palette.green(cell) : status === 'review' ? palette.yellow(cell) : cell;
  });
  return lines.join('\n');
}

const NEXT = 'Next: ';

/** What to do next, in a few lines; empty where there is nothing to do. */
export function nextSteps(report: Report, { palette, dryRun, width }: TerminalStyle): string {
  if (dryRun) return palette.dim('Nothing was written (--dry-run).');
  const { answered, review } = report.summary;
  const reviews = report.files.flatMap((file) => file.review ?? []);
  if (reviews.length === 0 || answered + review === 0) return '';
  const name = reviews.length === 1 ? safeText(reviews[0] ?? '') : 'the review workbooks';
  const decide =
    review > 0 ? `decide on ${review} for review, check ${answered} answered` : `check ${answered} answered`;
  const then = `meshsec apply ${reviews.length === 1 ? quotedPath(reviews[0] ?? '') : '<review.xlsx>'}`;
  const what = `open ${name}, ${decide}, then`;
  const fits = NEXT.length + textWidth(what) + 1 + textWidth(then) <= width;
  const indent = ' '.repeat(NEXT.length);
  const lines = wrapToWidth(what, width - NEXT.length).join(`\n${indent}`);
  return `${palette.bold(NEXT.trimEnd())} ${lines}${fits ? ' ' : `\n${indent}`}${palette.cyan(then)}`;
}

function quotedPath(path: string): string {
  const safe = safeText(path);
  return /^[\p{L}\p{N}_./\\:@%+=,-]+$/u.test(safe) ? safe : `"${safe}"`;
}
