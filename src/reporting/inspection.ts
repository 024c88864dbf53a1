import type { Question } from '../questionnaire/question.js';
import type { ColumnChoice, Questionnaire, QuestionSheet } from '../questionnaire/questionnaire.js';
import type { Verdict, Vocabulary } from '../questionnaire/vocabulary.js';
import type { Palette } from './palette.js';
import { safeText } from './safe-text.js';
import { cutToWidth } from './text-width.js';

/** A vocabulary of a sheet with the number of rows that use it. */
export interface UsedVocabulary {
  source: string;
  closed: boolean;
  values: readonly string[];
  words: Vocabulary['words'];
  rows: number;
}

/** How an inspection is shown. */
export interface InspectionStyle {
  palette: Palette;
  width: number;
  /** Show every row instead of the first few. */
  allRows: boolean;
}

const FIRST_ROWS = 5;
const LANGUAGES = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  other: 'another language',
} as const;

/** The vocabularies of a sheet's rows, the most used first; lists with equal values count as one. */
export function vocabulariesOf(questions: readonly Question[]): readonly UsedVocabulary[] {
  const used = new Map<string, UsedVocabulary>();
  for (const { cells } of questions) {
    const vocabulary = cells.answer?.kind === 'cell' ? cells.answer.vocabulary : null;
    if (!vocabulary) continue;
    const key = JSON.stringify([vocabulary.values, vocabulary.words, vocabulary.closed]);
    const before = used.get(key);
    used.set(key, before ? { ...before, rows: before.rows + 1 } : { ...vocabulary, rows: 1 });
  }
  return [...used.values()].sort((a, b) => b.rows - a.rows);
}

/** What was detected, as the JSON of `inspect --json`. */
export function inspectionJson(file: string, { sheets, skipped }: Questionnaire): string {
  const document = {
    version: 1,
    file,
    sheets: sheets.map(({ questions, ...sheet }) => ({
      ...sheet,
      languages: languageCounts(questions),
      vocabularies: vocabulariesOf(questions),
      counts: countsOf(questions),
      questions,
    })),
    skipped,
  };
  return JSON.stringify(document, null, 2);
}

function countsOf(
  questions: readonly Question[],
): Record<'questions' | 'prefilled' | 'several' | 'followUps' | 'withoutCell', number> {
  const count = (test: (question: Question) => boolean): number => questions.filter(test).length;
  return {
    questions: questions.length,
    prefilled: count((q) => q.prefilled !== null),
    several: count((q) => q.parts.length > 1),
    followUps: count((q) => q.refersTo !== null),
    withoutCell: count((q) => q.cells.answer === null && q.cells.comment === null),
  };
}

function languageCounts(questions: readonly Question[]): Partial<Record<Question['language'], number>> {
  const counts: Partial<Record<Question['language'], number>> = {};
  for (const { language } of questions) counts[language] = (counts[language] ?? 0) + 1;
  return counts;
}

/** What was detected, for a terminal. */
export function inspectionText(
  file: string,
  { sheets, skipped }: Questionnaire,
  style: InspectionStyle,
): string {
  const { palette } = style;
  const total = sheets.reduce((sum, { questions }) => sum + questions.length, 0);
  const lines = [
    `${palette.bold(safeText(file))}: ${plural(total, 'question')} on ${plural(sheets.length, 'sheet')}`,
    ...sheets.flatMap((sheet) => ['', ...sheetLines(sheet, style)]),
  ];
  if (skipped.length > 0) {
    lines.push('', palette.bold('Left alone'));
    const width = Math.min(Math.max(...skipped.map(({ name }) => safeText(name).length)), 36);
    for (const { name, reason } of skipped) {
      lines.push(`  ${cutToWidth(safeText(name), width).padEnd(width)}  ${palette.dim(safeText(reason))}`);
    }
  }
  return lines.join('\n');
}

function sheetLines(sheet: QuestionSheet, style: InspectionStyle): string[] {
  const { palette } = style;
  const where = sheet.headerRow === 0 ? 'no header' : `header in row ${sheet.headerRow}`;
  const languages = Object.entries(languageCounts(sheet.questions)).sort((a, b) => (b[1] ?? 0) - (a[1] ?? 0));
  const tongue = languages
    .map(([code]) => LANGUAGES[code as Question['language']])
    .slice(0, 2)
    .join(' and ');
  return [
    `${palette.bold(safeText(sheet.name))}  ${plural(sheet.questions.length, 'question')}, ${where}, ${tongue}`,
    `  ${palette.dim(safeText(sheet.why.join('; ')))}`,
    ...columnLines(sheet, style),
    ...vocabularyLines(sheet, style),
    ...noteLines(sheet, palette),
    ...rowLines(sheet, style),
  ];
}

function columnLines({ columns, additions }: QuestionSheet, { palette, width }: InspectionStyle): string[] {
  const named: [string, ColumnChoice | null][] = [
    ['id', columns.id],
    ['section', columns.section],
    ['question', columns.question],
    ...columns.answer.map((choice): [string, ColumnChoice] => ['answer', choice]),
    ['comment', columns.comment],
    ['reference', columns.reference],
  ];
  const lines = named.flatMap(([role, choice]) => {
    if (choice === null) return [];
    const title = choice.header === null ? '' : `"${safeText(choice.header)}"  `;
    const next =
      choice.runnerUp === null ? '' : `; next best ${choice.runnerUp.column}: ${choice.runnerUp.why}`;
    const text = cutToWidth(
      `${title}${safeText(choice.evidence.join(', ') + next)}`,
      Math.max(width - 18, 30),
    );
    return [`  ${role.padEnd(10)} ${palette.cyan(choice.column.padEnd(3))} ${text}`];
  });
  for (const { role, column, title } of additions) {
    lines.push(
      `  ${role.padEnd(10)} ${palette.yellow('new')} column ${column}, "${title}", right of the table`,
    );
  }
  return lines;
}

const VERDICT_NAMES: readonly (readonly [Verdict, string])[] = [
  ['yes', 'yes'],
  ['partial', 'partly'],
  ['no', 'no'],
  ['na', 'n/a'],
];

function vocabularyLines({ questions }: QuestionSheet, { palette, width }: InspectionStyle): string[] {
  const all = vocabulariesOf(questions);
  const lines = all.slice(0, 4).map(({ words, values, source, rows, closed }) => {
    const mapped = VERDICT_NAMES.flatMap(([verdict, name]) => {
      const word = words[verdict];
      return word === undefined ? [] : [`${name} → ${safeText(word)}`];
    });
    const said =
      mapped.length > 0
        ? mapped.join(', ')
        : `no word for yes or no (${values.length === 0 ? 'values unknown' : values.slice(0, 4).map(safeText).join(' | ')})`;
    const limits = closed ? 'nothing else allowed' : 'inferred';
    return cutToWidth(
      `  words          ${said}  ${`(${safeText(source)}, ${limits}, ${plural(rows, 'row')})`}`,
      width,
    );
  });
  if (all.length > 4)
    lines.push(
      palette.dim(`                 and ${plural(all.length - 4, 'other vocabulary', 'other vocabularies')}`),
    );
  return lines;
}

function noteLines({ questions, doubts }: QuestionSheet, palette: Palette): string[] {
  const { prefilled, several, followUps, withoutCell } = countsOf(questions);
  const notes = [
    prefilled > 0 ? `${plural(prefilled, 'row')} answered already` : '',
    several > 0 ? `${plural(several, 'row')} with several questions` : '',
    followUps > 0 ? `${plural(followUps, 'row')} that hang on the row above` : '',
    withoutCell > 0 ? `${plural(withoutCell, 'row')} without a cell to write to` : '',
  ].filter((note) => note !== '');
  return [
    ...(notes.length > 0 ? [`  rows           ${notes.join(', ')}`] : []),
    ...doubts.map((doubt) => `  ${palette.yellow('unsure')}         ${doubt}`),
  ];
}

function rowLines({ questions }: QuestionSheet, { palette, width, allRows }: InspectionStyle): string[] {
  const shown = allRows ? questions : questions.slice(0, FIRST_ROWS);
  const cell = Math.max(...shown.map((question) => question.cell.length), 1);
  const id = Math.min(Math.max(...shown.map((question) => question.id?.length ?? 0), 0), 14);
  const lines = shown.map((question) => {
    const front = `    ${palette.cyan(question.cell.padEnd(cell))}  ${safeText(question.id ?? '')
      .slice(0, 14)
      .padEnd(id)}${id > 0 ? '  ' : ''}`;
    return `${front}${cutToWidth(safeText(question.text), Math.max(width - cell - id - 8, 30))}`;
  });
  const rest = questions.length - shown.length;
  if (rest > 0) lines.push(palette.dim(`    and ${plural(rest, 'more row')}; --rows shows all`));
  return lines;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
