import type { Cell, Sheet } from '../workbook/sheet.js';
import { type Asking, asking, refersBack, splitLeadingId } from './asking.js';
import type { ColumnProfile } from './columns.js';
import { fold, isBlankLike, wordCount } from './folded-text.js';
import type { Table } from './header.js';
import { identifierShape, isBelow, isIdentifier } from './identifiers.js';
import { looksLikeHeading, type OtherRow, wordingOf } from './row-words.js';

/** A row of a table, told apart. */
export interface TableRow {
  row: number;
  cell: Cell;
  /** The text without an id in front of it. */
  text: string;
  id: string | null;
  kind: 'question' | OtherRow;
}

/** What the rows are judged by. Columns count from 1. */
export interface RowContext {
  sheet: Sheet;
  table: Table;
  question: ColumnProfile;
  id: number | null;
  /** Columns an answer may go to. */
  answers: readonly number[];
  dropDowns: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Signs of one row, as they speak for or against a question. */
interface Signs {
  cell: Cell;
  id: string | null;
  /** The id stands in the id column, not in front of the text. */
  isColumnId: boolean;
  text: string;
  asks: Asking;
  hasInput: boolean;
  isMirror: boolean;
  isSpread: boolean;
  bold: boolean;
  neighbours: number;
}

/** What is usual in the table; shares from 0 to 1. */
interface Usual {
  ids: number;
  /** Most ids stand in the id column; one in front of a text then says nothing. */
  columnIds: boolean;
  inputs: number;
  /** The rows with a drop-down all ask; statements without one are criteria or guidance under them. */
  hasCriteria: boolean;
  bold: number;
  /** How often each shape of id occurs. */
  shapes: ReadonlyMap<string, number>;
  repeated: ReadonlyMap<string, number>;
}

/** Tells the rows of a table apart: questions, headings, notes and the rest. */
export function classifyRows(context: RowContext): readonly TableRow[] {
  const all = context.question.cells
    .filter((cell) => !isBlankLike(cell.text))
    .map((cell) => signsOf(context, cell));
  const usual = usualOf(all);
  const legends = legendRows(context);
  let isLegend = false;
  return all.map((signs, i): TableRow => {
    const wording = wordingOf(signs.text) ?? wordingOf(signs.cell.text);
    if (signs.id !== null) isLegend = false;
    else if (legends.some((row) => row > (all[i - 1]?.cell.row ?? 0) && row <= signs.cell.row))
      isLegend = true;
    const isTitle =
      context.table.header === null && i === 0 && signs.asks === null && wordCount(signs.text) <= 4;
    const kind =
      isTitle && all[1]?.asks != null
        ? 'header'
        : kindOf(signs, all[i + 1], usual, isLegend && usual.ids > 0.5, wording);
    return { row: signs.cell.row, cell: signs.cell, text: signs.text, id: signs.id, kind };
  });
}

const LEGEND =
  /^(legende?|leyenda|legende der .*|symbole?s?|glossar(y|io|ium)?|abbreviations|abkurzungen|abreviations|凡例|图例)\W*$/;

/** Rows that open a legend or glossary under the table. */
function legendRows({ sheet, question }: RowContext): readonly number[] {
  const first = question.cells[0]?.row ?? 0;
  return sheet.cells
    .filter(
      (cell) =>
        cell.row > first &&
        cell.column <= question.column &&
        cell.text.length < 40 &&
        LEGEND.test(fold(cell.text)),
    )
    .map((cell) => cell.row);
}

function signsOf({ sheet, id, answers, dropDowns }: RowContext, cell: Cell): Signs {
  const idCell = id === null ? undefined : sheet.cellAt(cell.row, id);
  const idMerge = id === null ? undefined : sheet.mergeAt(cell.row, id);
  const anchor = idMerge && idMerge.top < cell.row ? sheet.cellAt(idMerge.top, idMerge.left) : idCell;
  const inColumn = anchor && isIdentifier(anchor.text) ? anchor.text.trim() : null;
  const split = splitLeadingId(cell.text);
  const merge = sheet.mergeAt(cell.row, cell.column);
  const first = answers[0];
  const firstAnswer = first === undefined ? undefined : sheet.cellAt(cell.row, first);
  return {
    cell,
    id: inColumn ?? split.id,
    isColumnId: inColumn !== null,
    text: (inColumn === null ? split.rest : cell.text).trim(),
    asks: asking(cell.text),
    hasInput: answers.some((column) => dropDowns.get(column)?.has(cell.row) === true),
    isMirror: answers.length > 0 && firstAnswer?.formula === true,
    isSpread: merge !== undefined && answers.some((column) => column >= merge.left && column <= merge.right),
    bold: sheet.styleAt(cell.row, cell.column).bold,
    neighbours: sheet
      .rowCells(cell.row)
      .filter((other) => other.column !== cell.column && other.column !== id && !isBlankLike(other.text))
      .length,
  };
}

function usualOf(all: readonly Signs[]): Usual {
  const core = all.filter((s) => s.asks !== null || s.id !== null || s.hasInput);
  const share = (test: (s: Signs) => boolean): number =>
    core.length < 3 ? 0 : core.filter(test).length / core.length;
  const repeated = new Map<string, number>();
  for (const s of all) repeated.set(fold(s.text), (repeated.get(fold(s.text)) ?? 0) + 1);
  const shapes = new Map<string, number>();
  for (const { id } of all) {
    if (id !== null) shapes.set(identifierShape(id), (shapes.get(identifierShape(id)) ?? 0) + 1);
  }
  return {
    ids: share((s) => s.id !== null),
    columnIds: share((s) => s.isColumnId) >= 0.6,
    inputs: isKeywordList(all) ? all.filter((s) => s.hasInput).length / all.length : share((s) => s.hasInput),
    hasCriteria: hasCriteria(core),
    bold: share((s) => s.bold),
    shapes,
    repeated,
  };
}

/** Most rows are keywords without an id: only a drop-down could tell them from headings, so all rows count. */
function isKeywordList(all: readonly Signs[]): boolean {
  const telling = all.filter((s) => s.asks !== null || s.id !== null);
  return telling.length < all.length * 0.4;
}

function hasCriteria(core: readonly Signs[]): boolean {
  const withInput = core.filter((s) => s.hasInput);
  const asking = withInput.filter((s) => s.asks === 'question');
  return withInput.length >= 3 && asking.length >= withInput.length * 0.8;
}

const ASKING_POINTS: Readonly<Record<'question' | 'request' | 'requirement', number>> = {
  question: 3,
  request: 2.5,
  requirement: 2,
};

/** Where a share of 0.6 says nothing and one of 0.95 says all. */
function strength(share: number): number {
  return Math.max(0, Math.min(1, (share - 0.6) / 0.35));
}

function kindOf(
  signs: Signs,
  next: Signs | undefined,
  usual: Usual,
  isLegend: boolean,
  wording: ReturnType<typeof wordingOf>,
): TableRow['kind'] {
  if (signs.isMirror) return 'mirror';
  if (wording?.strength === 'certain') return wording.row;
  if (isLegend && signs.id === null) return 'note';
  const score = questionScore(signs, next, usual, wording?.row ?? null);
  if (score > 0) return 'question';
  if (wording) return wording.row;
  return wordCount(signs.text) > 14 ? 'note' : 'section';
}

/** Points for being a question: above 0 it is one. The weights were set on the layouts of test/questionnaire. */
function questionScore(signs: Signs, next: Signs | undefined, usual: Usual, other: OtherRow | null): number {
  const words = wordCount(signs.text);
  // "Name, function and telephone number" begins like a request and is a field.
  const asks = other === 'contact' && signs.asks === 'request' ? null : signs.asks;
  let score = asks ? ASKING_POINTS[asks] : words >= 8 ? 1.2 : 0.7;
  score += idPoints(signs, usual) * strength(usual.ids);
  // A numbered row without a drop-down among rows that have one wants a free text.
  score += (signs.hasInput ? 2 : idPoints(signs, usual) >= 2 ? -1.2 : -2.6) * strength(usual.inputs);
  // A field that the customer numbers like the questions ("GEN-01 | Vendor name") wants an answer too.
  if (other) score -= other === 'contact' && signs.isColumnId && idPoints(signs, usual) > 0 ? 1 : 3;
  const states = signs.asks === null || signs.asks === 'requirement';
  if (usual.hasCriteria && !signs.hasInput && states && !signs.isColumnId) score -= 3;
  if (signs.isSpread && !signs.hasInput) score -= 3;
  if (signs.bold && usual.bold < 0.4) score -= signs.asks === 'question' ? 0.5 : 1.5;
  if (signs.asks === null && looksLikeHeading(signs.cell.text)) score -= 1.5;
  if (signs.asks === null && /:$/.test(signs.text) && words <= 6) score -= 1.5;
  if (isParent(signs, next)) score -= 4;
  if (words <= 3 && (usual.repeated.get(fold(signs.text)) ?? 0) >= 3 && signs.asks === null) score -= 4;
  return score;
}

/** An id in the column where ids stand counts most; one of a kind that occurs nowhere else counts nothing. */
function idPoints(signs: Signs, usual: Usual): number {
  if (signs.id === null || (usual.columnIds && !signs.isColumnId)) return -3;
  if ((usual.shapes.get(identifierShape(signs.id)) ?? 0) < 2) return 0;
  return signs.isColumnId ? 2 : 1;
}

/** A short title whose id is the beginning of the next row's id is a heading, drop-down or not. */
function isParent(signs: Signs, next: Signs | undefined): boolean {
  if (signs.id === null || !next?.id || signs.asks === 'question' || signs.asks === 'request') return false;
  return wordCount(signs.text) <= 10 && isBelow(next.id, signs.id) && !/[.;]$/.test(signs.text);
}

/** Row of the question a row refers to: the nearest one above that stands on its own. */
export function referredRow(rows: readonly TableRow[], index: number): number | null {
  const row = rows[index];
  if (!row || !refersBack(row.text)) return null;
  for (let i = index - 1; i >= 0; i--) {
    const above = rows[i];
    if (above?.kind === 'question') return above.row;
    if (above?.kind === 'section') return null;
  }
  return null;
}
