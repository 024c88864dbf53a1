import type { Sheet } from '../workbook/sheet.js';
import type { AnalysedTable } from './analysed-table.js';
import { aboutSheet } from './sheet-words.js';

/** Taken, with the reasons; or left, with one. */
export type Choice = { take: true; why: readonly string[] } | { take: false; reason: string };

/**
 * Mapping columns beside controls, or columns in all, that make a sheet without a column to answer in a catalogue.
 * Set between the questionnaires that map each question to a dozen norms and the frameworks that map to a hundred.
 */
const CATALOGUE_MAPPINGS = 20;
const CATALOGUE_COLUMNS = 40;

/** What a sheet's tables show, taken together. */
interface Findings {
  questions: number;
  answers: boolean;
  dropDowns: number;
  asks: number;
  questionMarks: number;
  role: 'question' | 'requirement' | 'other' | 'none';
  logs: number;
  mappings: number;
  controls: number;
  columns: number;
  /** Share of the rows that are fields about the vendor. */
  contacts: number;
}

/** Decides whether a sheet is for answering. */
export function chooseSheet(sheet: Sheet, tables: readonly AnalysedTable[]): Choice {
  const f = findingsOf(tables);
  const about = aboutSheet(sheet.name);
  const objection = OBJECTIONS.find(([test]) => test(f, about));
  if (objection) return { take: false, reason: objection[1](f, about) };
  const why = [`${f.questions} rows ask for an answer`];
  if (f.dropDowns >= 0.3) why.push('drop-downs to answer in');
  else if (f.answers) why.push('a column to answer in');
  else why.push('no column to answer in; columns of ours are added on the right');
  return { take: true, why };
}

/** Reasons to leave a sheet alone; the first that holds is the one told. */
const OBJECTIONS: readonly (readonly [
  (f: Findings, about: string | null) => boolean,
  (f: Findings, about: string | null) => string,
])[] = [
  [(f) => f.questions === 0, () => 'no rows that ask for an answer'],
  [
    (f, about) => about !== null && f.dropDowns < 0.3 && !(f.role === 'question' && f.answers),
    (_, about) => `by its name ${about ?? ''}, with nothing to answer in`,
  ],
  [
    (f) => f.logs >= 2 && f.dropDowns < 0.3 && f.role !== 'question',
    () => 'a log: its columns tell versions, dates or reasons',
  ],
  [
    (f) => f.contacts >= 0.25 && f.dropDowns < 0.3 && f.asks < 0.4 && f.role !== 'question',
    () => 'fields about the vendor, no questions',
  ],
  [
    (f) => f.role === 'none' && f.dropDowns < 0.3 && f.asks < 0.3,
    () => 'no texts that ask and no header that names them',
  ],
  [
    (f) =>
      !f.answers && f.controls > 0 && (f.mappings >= CATALOGUE_MAPPINGS || f.columns >= CATALOGUE_COLUMNS),
    () => 'a catalogue of controls: nothing to answer in',
  ],
  [
    (f) => !f.answers && f.role !== 'question' && f.logs >= 2,
    () => 'a table for import: nothing to answer in',
  ],
  [(f) => !f.answers && f.asks < 0.3, () => 'no texts that ask and no column to answer in'],
  [
    (f) => !f.answers && f.role !== 'question' && f.questionMarks < 0.5,
    () => 'statements without a column to answer in',
  ],
  [
    (f) => !f.answers && f.role !== 'question' && f.questions < 3,
    () => 'too few questions and no column to answer in',
  ],
];

function findingsOf(tables: readonly AnalysedTable[]): Findings {
  const largest = [...tables].sort((a, b) => questionCount(b) - questionCount(a))[0];
  const role = largest?.question.profile.role ?? null;
  const count = (test: (t: AnalysedTable) => boolean): boolean => tables.some(test);
  const roles = largest?.profiles.map((p) => p.role) ?? [];
  return {
    questions: tables.reduce((sum, t) => sum + questionCount(t), 0),
    answers: count((t) => t.layout.answers.length + t.layout.marks.length > 0),
    dropDowns: largest?.dropDownShare ?? 0,
    asks: largest?.question.profile.asks ?? 0,
    questionMarks: largest?.question.profile.questionMarks ?? 0,
    role:
      role === 'question' || role === 'requirement'
        ? role
        : role
          ? 'other'
          : largest?.table.header
            ? 'other'
            : 'none',
    logs: roles.filter((r) => r === 'log').length,
    mappings: roles.filter((r) => r === 'mapping').length,
    controls: roles.filter((r) => r === 'control').length,
    columns: roles.length,
    contacts: contactShare(largest),
  };
}

function contactShare(table: AnalysedTable | undefined): number {
  const rows = table?.rows ?? [];
  return rows.length === 0 ? 0 : rows.filter((row) => row.kind === 'contact').length / rows.length;
}

/** Number of question rows of a table. */
export function questionCount(table: AnalysedTable): number {
  return table.rows.filter((row) => row.kind === 'question').length;
}

/** Rows and words a row that make a list of controls a catalogue; short lists are part of a questionnaire. */
const CATALOGUE_ROWS = 20;
const CATALOGUE_WORDS = 8;

/** True for a sheet that lists controls or requirements and has no column to answer in. */
export function isCatalogue(tables: readonly AnalysedTable[]): boolean {
  return tables.some(
    ({ layout, profiles }) =>
      layout.answers.length + layout.marks.length === 0 &&
      profiles.some(
        (p) =>
          (p.role === 'control' || p.role === 'requirement') &&
          p.cells.length >= CATALOGUE_ROWS &&
          p.words >= CATALOGUE_WORDS &&
          p.questionMarks < 0.3,
      ),
  );
}
