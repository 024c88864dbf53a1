import type { Cell, Sheet } from '../workbook/sheet.js';
import { asking, recommends } from './asking.js';
import { fold, isBlankLike, wordCount } from './folded-text.js';
import type { ColumnHeader, Table } from './header.js';
import type { HeaderRole } from './header-words.js';
import { isIdentifier } from './identifiers.js';
import { verdictOfWord } from './verdict-words.js';

/** What a column holds below its header; shares are of its non-blank cells, from 0 to 1. */
export interface ColumnProfile {
  column: number;
  header: ColumnHeader | null;
  role: HeaderRole | null;
  hidden: boolean;
  cells: readonly Cell[];
  /** Texts that occur, each once. */
  distinct: number;
  /** Weighted share of distinct texts that ask: question 1, request 0.9, requirement 0.8, advice 0.4. */
  asks: number;
  questionMarks: number;
  words: number;
  ids: number;
  formulas: number;
  verdicts: number;
  /** Share of cells that spell out the allowed answers ("Yes, No, N/A"). */
  optionLists: number;
  /** Share of cells that are codes without a blank ("TXT", "YNANA", "RESP01"). */
  codes: number;
  /** Share of distinct texts with a blank between words: no paths, links or single words. */
  prose: number;
}

const ASKING_WEIGHT = { question: 1, request: 0.9, requirement: 0.8 } as const;
const ADVICE_WEIGHT = 0.4;

/** Profiles of all columns that hold something in a table, left to right. */
export function profileColumns(sheet: Sheet, table: Table): readonly ColumnProfile[] {
  const first = table.header ? table.header.bottom + 1 : table.top;
  const byColumn = new Map<number, Cell[]>();
  for (const cell of sheet.cells) {
    if (cell.row < first || cell.row > table.bottom || table.repeats.has(cell.row)) continue;
    if (isBlankLike(cell.text)) continue;
    const header = table.header?.columns.get(cell.column);
    if (header && fold(cell.text) === fold(header.label)) continue;
    const cells = byColumn.get(cell.column);
    if (cells) cells.push(cell);
    else byColumn.set(cell.column, [cell]);
  }
  const columns = new Set([...byColumn.keys(), ...(table.header?.columns.keys() ?? [])]);
  return [...columns]
    .sort((a, b) => a - b)
    .map((column) => profile(sheet, table, column, byColumn.get(column) ?? []));
}

function profile(sheet: Sheet, table: Table, column: number, cells: readonly Cell[]): ColumnProfile {
  const header = table.header?.columns.get(column) ?? null;
  const texts = new Map<string, string>();
  for (const cell of cells) if (cell.kind === 'text') texts.set(fold(cell.text), cell.text);
  let asks = 0;
  let questionMarks = 0;
  let words = 0;
  let prose = 0;
  for (const text of texts.values()) {
    const kind = asking(text);
    asks += kind ? ASKING_WEIGHT[kind] : recommends(text) ? ADVICE_WEIGHT : 0;
    if (kind === 'question') questionMarks += 1;
    words += wordCount(text);
    if (/\S\s+\S|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{3}/u.test(text.trim())) prose += 1;
  }
  const share = (test: (cell: Cell) => boolean): number =>
    cells.length === 0 ? 0 : cells.filter(test).length / cells.length;
  return {
    column,
    header,
    role: header?.role ?? null,
    hidden: sheet.columnHidden(column),
    cells,
    distinct: texts.size,
    asks: texts.size === 0 ? 0 : asks / texts.size,
    questionMarks: texts.size === 0 ? 0 : questionMarks / texts.size,
    words: texts.size === 0 ? 0 : words / texts.size,
    prose: texts.size === 0 ? 0 : prose / texts.size,
    ids: share((cell) => isIdentifier(cell.text)),
    formulas: share((cell) => cell.formula),
    verdicts: share((cell) => verdictOfWord(cell.text) !== null),
    optionLists: share((cell) => isOptionList(cell.text)),
    codes: share(
      (cell) => /^[A-Z][A-Z0-9_-]{1,15}$/.test(cell.text.trim()) && verdictOfWord(cell.text) === null,
    ),
  };
}

/** A longer text with separators is prose. */
const LONGEST_OPTIONS = 100;

/** "Yes,No,N/A", "Yes/No", "Yes | No | Partial": the answers one may choose from, not an answer. */
export function isOptionList(text: string): boolean {
  if (text.length > LONGEST_OPTIONS || !/[,;/|\n]/.test(text)) return false;
  const options = text
    .split(/[,;/|\n]/)
    .map((option) => option.trim())
    .filter((option) => option !== '');
  const verdicts = new Set(
    options.map((option) => verdictOfWord(option)).filter((verdict) => verdict !== null),
  );
  return options.length >= 2 && options.length <= 8 && verdicts.has('yes') && verdicts.has('no');
}

/** A candidate for the question column with the reasons for and against it. */
export interface ScoredColumn {
  profile: ColumnProfile;
  score: number;
  evidence: readonly string[];
}

/** How far a header's role speaks for (or against) holding the questions. */
const QUESTION_ROLE: Readonly<Record<HeaderRole, number>> = {
  question: 5.5,
  requirement: 3.2,
  control: 1.2,
  text: 1,
  section: -2,
  log: -3,
  guidance: -4,
  comment: -4,
  reference: -4,
  answer: -4,
  verdict: -5,
  score: -4,
  ownership: -4,
  assessor: -5,
  mapping: -4,
  options: -5,
  id: -4,
};
/** Below this no column holds questions; the weakest real one (a keyword list with the header "Control") has 3.1. */
const MIN_QUESTION_SCORE = 2.5;

/** Ranks the columns that may hold the questions; `inputRows` are rows with a drop-down to answer in. */
export function rankQuestionColumns(
  profiles: readonly ColumnProfile[],
  inputRows: ReadonlySet<number>,
): readonly ScoredColumn[] {
  const answerHeader = profiles.find((p) => p.role === 'answer' || p.role === 'verdict')?.column ?? 0;
  const besideAnswer = nearestText(profiles, answerHeader);
  const hasQuestion = profiles.some((p) => p.role === 'question' && p.distinct >= 3 && p.prose >= 0.4);
  const most = profiles.reduce((max, p) => (p.words >= 1.5 ? Math.max(max, p.cells.length) : max), 1);
  return profiles
    .filter((p) => p.role !== null || p.prose >= 0.2 || p.asks >= 0.2)
    .filter((p) => p.distinct > 0 && p.ids < 0.6 && p.optionLists < 0.3 && p.verdicts < 0.3)
    .map((p) =>
      scoreQuestionColumn(p, {
        inputRows,
        most,
        isAnswered: p.column < answerHeader,
        isBeside: p.column === besideAnswer,
        hasQuestion,
      }),
    )
    .filter((scored) => scored.score >= MIN_QUESTION_SCORE)
    .sort((a, b) => b.score - a.score || a.profile.column - b.profile.column);
}

/** The last column of texts before the answer column; guidance and the like do not count. */
function nearestText(profiles: readonly ColumnProfile[], answer: number): number | null {
  const texts = profiles.filter(
    (p) =>
      p.column < answer &&
      p.words >= 2.2 &&
      p.prose >= 0.4 &&
      !p.hidden &&
      (p.role === null || QUESTION_ROLE[p.role] > 0),
  );
  return texts.at(-1)?.column ?? null;
}

/** What a column is compared with: the rows with drop-downs, the fullest column, an answer column on its right. */
interface Surroundings {
  inputRows: ReadonlySet<number>;
  most: number;
  isAnswered: boolean;
  isBeside: boolean;
  /** Another column is headed "Question" and filled. */
  hasQuestion: boolean;
}

function scoreQuestionColumn(
  p: ColumnProfile,
  { inputRows, most, isAnswered, isBeside, hasQuestion }: Surroundings,
): ScoredColumn {
  const evidence: string[] = [];
  let score = 0;
  const add = (points: number, why: string | null): void => {
    score += points;
    if (why !== null) evidence.push(why);
  };
  const textCells = p.cells.filter((cell) => cell.kind === 'text').length;
  const distinctShare = textCells === 0 ? 0 : p.distinct / textCells;
  if (p.role) {
    // A "Topic" column whose texts do not repeat lists what is asked; one that repeats sorts it.
    const isOwnTopic = p.role === 'section' && distinctShare > 0.9 && p.distinct > 2;
    const points = isOwnTopic ? 0.5 : QUESTION_ROLE[p.role];
    add(points, `header "${p.header?.label.slice(0, 60) ?? ''}" names ${roleName(p.role)}`);
  }
  if (hasQuestion && p.role !== 'question') add(-2, null);
  if (isAnswered) add(1, null);
  if (isBeside) add(0.8, null);
  if (p.prose < 0.4 && p.asks < 0.3) add(p.role === 'question' || p.role === 'requirement' ? -1 : -2.5, null);
  add(p.asks * 4, p.asks >= 0.3 ? `${Math.round(p.asks * 100)} % of the texts ask` : null);
  add(
    distinctShare * 1.5 - 0.75,
    distinctShare >= 0.8 && p.distinct > 2 ? 'one text of its own a row' : null,
  );
  add(Math.min(p.cells.length / most, 1) * 1.5, null);
  add(p.words >= 5 ? 1 : p.words >= 2.2 ? 0.4 : -1.2, p.words >= 5 ? 'whole sentences' : null);
  if (inputRows.size > 0) {
    const covered = p.cells.filter((cell) => inputRows.has(cell.row)).length;
    const share = covered / inputRows.size;
    add(
      share * 1.5 + (p.cells.length === 0 ? 0 : covered / p.cells.length),
      share >= 0.6 ? 'stands beside the drop-downs' : null,
    );
  }
  if (p.hidden) add(-5, 'hidden');
  return { profile: p, score, evidence };
}

const ROLE_NAMES: Partial<Record<HeaderRole, string>> = {
  question: 'the questions',
  requirement: 'requirements',
  control: 'controls',
  text: 'a text',
  answer: 'the answer',
  verdict: 'one answer',
  comment: 'a comment',
  reference: 'evidence',
  id: 'an id',
  section: 'a section',
  score: 'a score',
};

/** A role in words for the user. */
export function roleName(role: HeaderRole): string {
  return ROLE_NAMES[role] ?? role;
}
