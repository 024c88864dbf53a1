import { MeshsecError } from '../errors.js';
import { columnNumber } from '../workbook/address.js';
import type { Sheet } from '../workbook/sheet.js';
import type { Workbook } from '../workbook/workbook.js';
import { type AnalysedTable, analyseTable, type FixedColumns } from './analysed-table.js';
import { findTables } from './header.js';
import { findMirrors } from './mirrors.js';
import { fittingProfile, profileColumns } from './profile.js';
import { questionSheet } from './question-sheet.js';
import type {
  LayoutOverrides,
  LayoutProfile,
  Questionnaire,
  QuestionSheet,
  SkippedSheet,
} from './questionnaire.js';
import { chooseSheet, isCatalogue, questionCount } from './sheet-choice.js';

interface Left {
  reason: string;
  isCatalogue: boolean;
  /** What it would be if a person insisted; null where nothing on it can be a question. */
  asTaken: Taken | null;
}

interface Taken {
  sheet: Sheet;
  tables: readonly AnalysedTable[];
  why: readonly string[];
  addsColumns: boolean;
  profile: LayoutProfile | null;
}

/**
 * Finds the sheets, columns and rows of a workbook that ask for answers, and the cells that are ours to fill.
 * Overrides decide over detection. Throws `usage` for an override that names no sheet or column.
 */
export function detectQuestionnaire(workbook: Workbook, overrides: LayoutOverrides): Questionnaire {
  const fixed = fixedColumns(overrides);
  const skipped: SkippedSheet[] = [];
  const taken: Taken[] = [];
  let hasCatalogue = false;
  const refused: Taken[] = [];
  for (const sheet of sheetsAsked(workbook, overrides)) {
    const found = understand(sheet, overrides, fixed);
    if ('reason' in found) {
      skipped.push({ name: sheet.name, reason: found.reason });
      hasCatalogue ||= found.isCatalogue;
      if (found.asTaken) refused.push(found.asTaken);
    } else taken.push(found);
  }
  if (taken.length === 0 && overrides.questionColumn !== undefined) takeLargest(refused, taken, skipped);
  const mirrors = overrides.sheet === undefined ? findMirrors(taken) : new Map<string, string>();
  const sheets: QuestionSheet[] = [];
  for (const one of taken) {
    const original = mirrors.get(one.sheet.name);
    const reason =
      original !== undefined
        ? `repeats the questions of "${original}"`
        : hasCatalogue && one.addsColumns && overrides.sheet === undefined
          ? 'goes with a catalogue of controls: nothing to answer in'
          : null;
    if (reason === null) sheets.push(questionSheet(one));
    else skipped.push({ name: one.sheet.name, reason });
  }
  const position = new Map(workbook.sheets.map((sheet) => [sheet.name, sheet.position]));
  skipped.sort((a, b) => (position.get(a.name) ?? 0) - (position.get(b.name) ?? 0));
  return { sheets, skipped };
}

function sheetsAsked(workbook: Workbook, { sheet: name }: LayoutOverrides): readonly Sheet[] {
  if (name === undefined) return workbook.sheets;
  const found = workbook.sheets.filter((sheet) => sheet.name === name);
  const loose =
    found.length > 0
      ? found
      : workbook.sheets.filter((sheet) => sheet.name.trim().toLowerCase() === name.trim().toLowerCase());
  if (loose.length === 0) {
    const names = workbook.sheets.map((sheet) => `"${sheet.name}"`).join(', ');
    throw new MeshsecError(
      'usage',
      `${workbook.name}: there is no sheet "${name}"`,
      `The sheets are ${names}.`,
      { file: workbook.name },
    );
  }
  return loose;
}

function fixedColumns(overrides: LayoutOverrides): FixedColumns {
  const letters = {
    question: overrides.questionColumn,
    answer: overrides.answerColumn,
    comment: overrides.commentColumn,
    reference: overrides.referenceColumn,
  };
  const fixed: FixedColumns = {};
  for (const [key, value] of Object.entries(letters) as [keyof typeof letters, string | undefined][]) {
    if (value === undefined) continue;
    const column = columnNumber(value.trim());
    if (column === 0)
      throw new MeshsecError(
        'usage',
        `"${value}" is no column`,
        `Give the letters of the ${key} column, such as C.`,
      );
    fixed[key] = column;
  }
  return fixed;
}

function understand(sheet: Sheet, overrides: LayoutOverrides, fixed: FixedColumns): Taken | Left {
  const left = (reason: string): Left => ({ reason, isCatalogue: false, asTaken: null });
  const isNamed = overrides.sheet !== undefined;
  if (sheet.visibility !== 'visible' && !isNamed) return left('hidden');
  if (sheet.cells.length === 0) return left('empty');
  const isByHand = overrides.headerRow !== undefined || Object.keys(fixed).length > 0;
  const fitting = isByHand ? null : fittingProfile(sheet, overrides.profiles ?? []);
  const headerRow = overrides.headerRow ?? fitting?.headerRow ?? undefined;
  const columns = fitting ? profileColumns(fitting.profile) : fixed;
  const tables = findTables(sheet, headerRow)
    .map((table) => analyseTable(sheet, table, columns))
    .filter((table) => table !== null);
  if (tables.length === 0) return left('no column that could hold questions');
  const choice = chooseSheet(sheet, tables);
  const profile = fitting?.profile ?? null;
  const addsColumns = tables.every((table) => table.layout.answers.length + table.layout.marks.length === 0);
  const taken = (why: readonly string[]): Taken => ({ sheet, tables, why, addsColumns, profile });
  if (profile && tables.some((table) => questionCount(table) > 0)) {
    return taken([`the header is that of profile "${profile.name}"`]);
  }
  if (choice.take) return taken(choice.why);
  const insisted = tables.some((table) => questionCount(table) > 0) ? taken(['named by option']) : null;
  if (isNamed && insisted) return insisted;
  return { reason: choice.reason, isCatalogue: isCatalogue(tables), asTaken: insisted };
}

/** Where a person names the question column and no sheet is taken, the one with most questions there is meant. */
function takeLargest(refused: readonly Taken[], taken: Taken[], skipped: SkippedSheet[]): void {
  const count = (one: Taken): number => one.tables.reduce((sum, table) => sum + questionCount(table), 0);
  const [largest] = [...refused].sort((a, b) => count(b) - count(a));
  if (!largest) return;
  taken.push(largest);
  skipped.splice(
    skipped.findIndex(({ name }) => name === largest.sheet.name),
    1,
  );
}
