import type { Cell, Sheet } from '../workbook/sheet.js';
import type { ColumnProfile } from './columns.js';
import { roleName } from './columns.js';
import { isBlankLike } from './folded-text.js';
import { type HeaderRole, namesAnswer } from './header-words.js';
import { defaultValue } from './placeholders.js';
import { verdictOfWord } from './verdict-words.js';
import type { Verdict } from './vocabulary.js';

/** A column that may be ours to fill, with its reasons. */
export interface ScoredAnswer {
  column: number;
  header: string | null;
  score: number;
  evidence: readonly string[];
}

/** The columns of a table that are ours to fill. */
export interface AnswerLayout {
  /** Best first; empty where answers are marks or nowhere. */
  answers: readonly ScoredAnswer[];
  marks: readonly { verdict: Verdict; column: number; header: string }[];
  comment: ScoredAnswer | null;
  reference: ScoredAnswer | null;
  /** Column that spells out the allowed answers of each row. */
  options: number | null;
}

/** What the rows of the questions show of one column; shares from 0 to 1. */
interface Usage {
  filled: number;
  formulas: number;
  locked: number;
  verdicts: number;
  /** Share of the filled cells that begin with a verdict ("Compliant - see policy"). */
  openings: number;
  dropDowns: number;
  words: number;
}

/** Headers that belong to somebody else or to no answer at all. */
const NEVER: ReadonlySet<HeaderRole> = new Set([
  'id',
  'question',
  'requirement',
  'guidance',
  'ownership',
  'assessor',
  'mapping',
  'options',
  'log',
  'section',
  'control',
  'text',
]);
const ANSWER_ROLE: Partial<Record<HeaderRole, number>> = {
  answer: 4,
  score: 1.5,
  verdict: 1,
  comment: -6,
  reference: -6,
};
/** Below this a column is not an answer column; a bare drop-down beside the questions reaches it, an empty column does not. */
const MIN_ANSWER_SCORE = 2;

/** Finds the columns to fill beside a question column. `rows` are the rows with a text in it. */
export function findAnswerColumns(
  sheet: Sheet,
  profiles: readonly ColumnProfile[],
  question: number,
  rows: readonly number[],
  dropDowns: ReadonlyMap<number, ReadonlySet<number>>,
): AnswerLayout {
  const byColumn = new Map(profiles.map((profile) => [profile.column, profile]));
  const columns = [...new Set([...byColumn.keys(), ...dropDowns.keys()])]
    .filter((column) => column !== question && !sheet.columnHidden(column))
    .sort((a, b) => a - b);
  const cells = cellsByColumn(sheet, rows);
  const usages = new Map(
    columns.map((column) => [column, usageOf(sheet, column, cells.get(column) ?? [], rows, dropDowns)]),
  );
  const marks = markColumns(columns, byColumn, usages);
  const markSet = new Set(marks.map((mark) => mark.column));
  const free = columns.filter((column) => !markSet.has(column));
  const answers = marks.length > 0 ? [] : rankAnswers(free, byColumn, usages, question);
  const main = marks[0]?.column ?? answers[0]?.column ?? question;
  const mainFilled = usages.get(main)?.filled ?? 0;
  const side = (role: HeaderRole): ScoredAnswer | null =>
    sideColumn(role, free, byColumn, usages, main, mainFilled);
  const comment = side('comment');
  const reference = side('reference');
  const options = profiles.find((p) => p.optionLists >= 0.3 && p.column !== question)?.column ?? null;
  if (marks.length === 0 && answers.length === 0 && comment) {
    return { answers: [comment], marks, comment: null, reference, options };
  }
  return { answers, marks, comment, reference, options };
}

/** The cells of these rows, column by column. */
function cellsByColumn(sheet: Sheet, rows: readonly number[]): ReadonlyMap<number, readonly Cell[]> {
  const wanted = new Set(rows);
  const found = new Map<number, Cell[]>();
  for (const cell of sheet.cells) {
    if (!wanted.has(cell.row)) continue;
    const cells = found.get(cell.column);
    if (cells === undefined) found.set(cell.column, [cell]);
    else cells.push(cell);
  }
  return found;
}

/** Rows that are asked whether they are locked: formats of blank cells cost a look-up each. */
const MOST_LOCK_LOOKS = 2000;

/** Share of the rows that are locked in this column, from evenly spread ones. */
function lockedShare(sheet: Sheet, column: number, rows: readonly number[]): number {
  if (!sheet.protected || rows.length === 0) return 0;
  const step = Math.ceil(rows.length / MOST_LOCK_LOOKS);
  const asked = rows.filter((_, i) => i % step === 0);
  return asked.filter((row) => sheet.lockedAt(row, column)).length / asked.length;
}

function usageOf(
  sheet: Sheet,
  column: number,
  cells: readonly Cell[],
  rows: readonly number[],
  dropDowns: ReadonlyMap<number, ReadonlySet<number>>,
): Usage {
  const lists = dropDowns.get(column);
  const fixed = defaultValue(
    cells.map((cell) => cell.text),
    rows.length,
  );
  const filled = cells.filter((cell) => !isBlankLike(cell.text) && cell.text !== fixed);
  const total = Math.max(rows.length, 1);
  return {
    filled: filled.length / total,
    formulas: cells.filter((cell) => cell.formula).length / total,
    locked: lockedShare(sheet, column, rows),
    verdicts:
      filled.length === 0
        ? 0
        : filled.filter((cell) => verdictOfWord(cell.text) !== null).length / filled.length,
    openings:
      filled.length === 0 ? 0 : filled.filter((cell) => startsWithVerdict(cell.text)).length / filled.length,
    dropDowns: lists ? rows.filter((row) => lists.has(row)).length / total : 0,
    words:
      filled.length === 0
        ? 0
        : filled.reduce((sum, cell) => sum + cell.text.trim().split(/\s+/).length, 0) / filled.length,
  };
}

function startsWithVerdict(text: string): boolean {
  const opening = text.trim().split(/(?<!\s)\s*[-–,.;:(\n]\s*/, 1)[0] ?? '';
  return verdictOfWord(text) !== null || verdictOfWord(opening) !== null;
}

function isOurs(usage: Usage | undefined): usage is Usage {
  return usage !== undefined && usage.formulas < 0.5 && usage.locked < 0.9;
}

/** Columns headed by single verdicts ("Yes | No | Not Applicable") that take a mark. */
function markColumns(
  columns: readonly number[],
  profiles: ReadonlyMap<number, ColumnProfile>,
  usages: ReadonlyMap<number, Usage>,
): AnswerLayout['marks'] {
  const found: { verdict: Verdict; column: number; header: string }[] = [];
  for (const column of columns) {
    const header = profiles.get(column)?.header;
    const verdict = header ? verdictOfWord(header.label) : null;
    if (!header || verdict === null || !isOurs(usages.get(column))) continue;
    if (header.role === 'mapping' || header.role === 'assessor') continue;
    if ((profiles.get(column)?.ids ?? 0) > 0.3) continue;
    if (found.some((mark) => mark.verdict === verdict)) continue;
    found.push({ verdict, column, header: header.text });
  }
  const yes = found.find((mark) => mark.verdict === 'yes');
  const no = found.find((mark) => mark.verdict === 'no');
  // "No." far from "Complies" is a number.
  return yes && no && Math.abs(yes.column - no.column) <= 2 ? found : [];
}

function rankAnswers(
  columns: readonly number[],
  profiles: ReadonlyMap<number, ColumnProfile>,
  usages: ReadonlyMap<number, Usage>,
  question: number,
): readonly ScoredAnswer[] {
  const scored: ScoredAnswer[] = [];
  for (const column of columns) {
    const profile = profiles.get(column);
    const usage = usages.get(column);
    const role = profile?.role ?? null;
    if (!isOurs(usage) || (role && NEVER.has(role))) continue;
    // A column with a name of another kind and no drop-down holds facts about the row.
    if (role === null && profile?.header && usage.dropDowns < 0.2) continue;
    if (profile && (profile.optionLists >= 0.3 || profile.codes >= 0.8)) continue;
    const result = scoreAnswer(usage, role, profile?.header?.label ?? null, column > question);
    if (result.score >= MIN_ANSWER_SCORE) {
      scored.push({ column, header: profile?.header?.text ?? null, ...result });
    }
  }
  scored.sort((a, b) => b.score - a.score || a.column - b.column);
  // A score beside a real answer column is no second place for the answer.
  const [best] = scored;
  return scored.filter((one) => best !== undefined && one.score >= best.score * SECOND_SHARE);
}

/** Share of the best column's score that a second answer column must reach. */
const SECOND_SHARE = 0.6;

function scoreAnswer(
  usage: Usage,
  role: HeaderRole | null,
  label: string | null,
  isRight: boolean,
): { score: number; evidence: readonly string[] } {
  const evidence: string[] = [];
  let score = role ? (ANSWER_ROLE[role] ?? 0) : 0;
  if (role && score > 0) evidence.push(`header "${label?.slice(0, 60) ?? ''}" names ${roleName(role)}`);
  if (usage.dropDowns > 0) {
    score += usage.dropDowns * 3;
    evidence.push(`drop-down on ${Math.round(usage.dropDowns * 100)} % of the rows`);
  }
  score += (1 - usage.filled) * (role ? 1 : 0.3);
  if (usage.filled < 0.2) evidence.push('empty beside the questions');
  score += usage.verdicts * Math.min(usage.filled * 2, 1) * 1.5;
  if (usage.verdicts > 0.5) evidence.push('already holds answers');
  score += isRight ? 0.5 : -1;
  // Full of texts that are no verdicts, under a header that does not say "answer": a class or fact of the row.
  const isFact = usage.filled > 0.6 && usage.dropDowns < 0.2 && usage.verdicts < 0.3 && usage.openings < 0.3;
  if (isFact && (usage.words <= 2 || !namesAnswer(label ?? ''))) score -= 5;
  return { score, evidence };
}

/** The comment or evidence column: named so, ours, and not the customer's own text. */
function sideColumn(
  role: HeaderRole,
  columns: readonly number[],
  profiles: ReadonlyMap<number, ColumnProfile>,
  usages: ReadonlyMap<number, Usage>,
  main: number,
  mainFilled: number,
): ScoredAnswer | null {
  const candidates = columns.filter((column) => {
    const usage = usages.get(column);
    if (profiles.get(column)?.role !== role || !isOurs(usage)) return false;
    return usage.filled < 0.7 || mainFilled >= 0.7;
  });
  const distance = (column: number): number => (column > main ? column - main : (main - column) * 3);
  const [best] = [...candidates].sort((a, b) => distance(a) - distance(b));
  if (best === undefined) return null;
  const header = profiles.get(best)?.header ?? null;
  return {
    column: best,
    header: header?.text ?? null,
    score: 1,
    evidence: [`header "${header?.label.slice(0, 60) ?? ''}" names ${roleName(role)}`],
  };
}
