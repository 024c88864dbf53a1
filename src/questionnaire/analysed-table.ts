import type { Sheet } from '../workbook/sheet.js';
import { type AnswerLayout, findAnswerColumns } from './answer-columns.js';
import { type ColumnProfile, profileColumns, rankQuestionColumns, type ScoredColumn } from './columns.js';
import { dropDownRows } from './drop-downs.js';
import { isBlankLike } from './folded-text.js';
import type { Table } from './header.js';
import { identifierShape, isIdentifier } from './identifiers.js';
import { classifyRows, type TableRow } from './rows.js';

/** A table whose columns and rows are understood. */
export interface AnalysedTable {
  table: Table;
  profiles: readonly ColumnProfile[];
  question: ScoredColumn;
  runnerUp: ScoredColumn | null;
  layout: AnswerLayout;
  id: ColumnProfile | null;
  section: ColumnProfile | null;
  rows: readonly TableRow[];
  /** Share of the question rows with a drop-down to answer in. */
  dropDownShare: number;
}

/** Columns a person has set, as numbers from 1; the rest is detected. */
export interface FixedColumns {
  question?: number;
  answer?: number;
  comment?: number;
  reference?: number;
  /** Who set them, for the evidence: "set by option" where nothing is said. */
  why?: string;
}

/** Understands one table: its question column, the columns to fill, its rows. Null where nothing can hold questions. */
export function analyseTable(sheet: Sheet, table: Table, fixed: FixedColumns): AnalysedTable | null {
  const profiles = profileColumns(sheet, table);
  const dropDowns = dropDownRows(sheet, table);
  const inputRows = new Set([...dropDowns.values()].flatMap((rows) => [...rows]));
  const ranked = rankQuestionColumns(profiles, inputRows);
  const chosen = fixed.question === undefined ? ranked[0] : setByHand(profiles, fixed.question, fixed.why);
  if (!chosen) return null;
  const question = chosen.profile;
  const rowNumbers = askingRows(question, inputRows);
  const layout = withFixed(
    findAnswerColumns(sheet, profiles, question.column, rowNumbers, dropDowns),
    fixed,
    profiles,
  );
  const id = idColumn(profiles, question, rowNumbers);
  const answers = [
    ...layout.marks.map((mark) => mark.column),
    ...layout.answers.map((answer) => answer.column),
  ];
  const rows = classifyRows({
    sheet,
    table,
    question: withRowsAbove(sheet, table, question, id, answers),
    id: id?.column ?? null,
    answers,
    dropDowns,
  });
  const questions = rows.filter((row) => row.kind === 'question');
  const inLists = questions.filter((row) => answers.some((column) => dropDowns.get(column)?.has(row.row)));
  return {
    table,
    profiles,
    question: chosen,
    runnerUp: ranked.find((candidate) => candidate.profile.column !== question.column) ?? null,
    layout,
    id,
    section: sectionColumn(profiles, question),
    rows,
    dropDownShare: questions.length === 0 ? 0 : inLists.length / questions.length,
  };
}

const BY_OPTION = 'set by option';

function setByHand(
  profiles: readonly ColumnProfile[],
  column: number,
  why = BY_OPTION,
): ScoredColumn | undefined {
  const profile = profiles.find((candidate) => candidate.column === column);
  return profile ? { profile, score: 10, evidence: [why] } : undefined;
}

/** The rows that most likely ask; all rows of the column where too few do. */
function askingRows(question: ColumnProfile, inputRows: ReadonlySet<number>): readonly number[] {
  const texts = question.cells.filter((cell) => !isBlankLike(cell.text));
  const withInput = texts.filter((cell) => inputRows.has(cell.row));
  return (withInput.length >= 3 ? withInput : texts).map((cell) => cell.row);
}

function withFixed(
  layout: AnswerLayout,
  fixed: FixedColumns,
  profiles: readonly ColumnProfile[],
): AnswerLayout {
  const byHand = (column: number | undefined) => {
    if (column === undefined) return null;
    const header = profiles.find((profile) => profile.column === column)?.header?.text ?? null;
    return { column, header, score: 10, evidence: [fixed.why ?? BY_OPTION] };
  };
  const answer = byHand(fixed.answer);
  const rest = layout.comment && fixed.answer === layout.comment.column ? null : layout.comment;
  return {
    ...layout,
    ...(answer ? { answers: [answer], marks: [] } : {}),
    comment: byHand(fixed.comment) ?? rest,
    reference: byHand(fixed.reference) ?? layout.reference,
  };
}

/** The column of ids: most question rows have one there, and a header says so or the values do. */
function idColumn(
  profiles: readonly ColumnProfile[],
  question: ColumnProfile,
  rows: readonly number[],
): ColumnProfile | null {
  const asked = new Set(rows);
  let best: { profile: ColumnProfile; score: number } | null = null;
  for (const profile of profiles) {
    if (profile.column === question.column || profile.ids < 0.5) continue;
    if (profile.role === null && profile.column > question.column) continue;
    const distinct = new Set(profile.cells.map((cell) => cell.text)).size / Math.max(profile.cells.length, 1);
    const covered = profile.cells.filter((cell) => asked.has(cell.row) && isIdentifier(cell.text)).length;
    const coverage = asked.size === 0 ? 0 : covered / asked.size;
    // Where section rows carry the header, a section's title may stand over the ids.
    const isNamedOtherwise = profile.role !== null && profile.role !== 'id';
    if (isNamedOtherwise && (coverage < 0.9 || distinct < 0.9)) continue;
    if (coverage < 0.4 && profile.role !== 'id') continue;
    const score =
      coverage * 3 +
      distinct * 2 +
      (profile.role === 'id' ? 1.5 : 0) +
      (profile.column < question.column ? 1 : 0);
    if (best === null || score > best.score) best = { profile, score };
  }
  return best?.profile ?? null;
}

function sectionColumn(profiles: readonly ColumnProfile[], question: ColumnProfile): ColumnProfile | null {
  return (
    profiles.find(
      (p) =>
        p.role === 'section' &&
        p.column !== question.column &&
        p.cells.length > 0 &&
        p.ids < 0.6 &&
        (p.distinct < p.cells.length || p.cells.length < question.cells.length || p.cells.length <= 3),
    ) ?? null
  );
}

/**
 * A header that repeats on each section does not end the sheet upwards: rows above it that carry an id of the same
 * kind are rows of the table too.
 */
function withRowsAbove(
  sheet: Sheet,
  table: Table,
  question: ColumnProfile,
  id: ColumnProfile | null,
  answers: readonly number[],
): ColumnProfile {
  if (!table.header || !id || table.header.top <= table.top) return question;
  // A bare number above a header may count anything; "GEN-01" belongs to the numbering.
  const shapes = new Set(
    id.cells
      .filter((cell) => isIdentifier(cell.text))
      .map((cell) => identifierShape(cell.text))
      .filter((shape) => /A.*1/.test(shape)),
  );
  const header = table.header.top;
  const above = sheet.cells.filter((cell) => {
    if (
      cell.row >= header ||
      cell.row < table.top ||
      cell.column !== question.column ||
      isBlankLike(cell.text)
    )
      return false;
    const idText = sheet.cellAt(cell.row, id.column)?.text;
    const isNumbered = idText !== undefined && isIdentifier(idText) && shapes.has(identifierShape(idText));
    return isNumbered && answers.some((column) => sheet.cellAt(cell.row, column)?.formula !== true);
  });
  return above.length === 0 ? question : { ...question, cells: [...above, ...question.cells] };
}
