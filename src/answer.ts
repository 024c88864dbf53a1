import { type CellPlan, planWrites, type RefusedCells } from './answering/cell-plan.js';
import { type AnswerPolicy, heldBack, type Suggestion, suggest } from './answering/suggestion.js';
import { toWrite } from './answering/to-write.js';
import { type WrittenPlans, writePlans } from './answering/write-plans.js';
import { MeshsecError } from './errors.js';
import type { KnowledgeBase } from './knowledge/knowledge-base.js';
import type { MatchQuestion } from './matching/match.js';
import type { Matcher } from './matching/matcher.js';
import { detectQuestionnaire } from './questionnaire/detect.js';
import type { Question } from './questionnaire/question.js';
import type { LayoutOverrides, Questionnaire } from './questionnaire/questionnaire.js';
import type { FileReport } from './reporting/report.js';
import { reportFile } from './reporting/report-file.js';
import type { ColumnAddition } from './workbook/patch.js';
import { openWorkbook, type Workbook } from './workbook/workbook.js';

/** How to answer; the same options give the same bytes. */
export interface AnswerOptions extends AnswerPolicy {
  layout: LayoutOverrides;
}

/** A questionnaire with its answers, nothing of it stored yet. */
export interface AnsweredWorkbook {
  /** `output` and `review` are null: nothing is stored. */
  report: FileReport;
  /** The answered workbook. */
  bytes: Uint8Array;
  /** The customer's workbook as it was read. */
  original: Workbook;
  questionnaire: Questionnaire;
  /** One a question, in the order of the report. */
  suggestions: readonly Suggestion[];
}

/** What the matcher sees of a questionnaire. */
export function matchQuestions(questionnaire: Questionnaire): MatchQuestion[] {
  return questionnaire.sheets.flatMap(({ questions }) => {
    const texts = new Map(questions.map(({ row, text }) => [row, text]));
    return questions.map(({ text, parts, section, sheet, refersTo }) => {
      const context = refersTo === null ? null : (texts.get(refersTo) ?? null);
      return { text, parts, section, sheet, context };
    });
  });
}

function nothingAsked(name: string, { skipped }: Questionnaire): MeshsecError {
  const seen = skipped.map((sheet) => `"${sheet.name}": ${sheet.reason}`).slice(0, 3);
  return new MeshsecError(
    'no-questions',
    `${name} has no questions to answer${seen.length === 0 ? '' : ` (${seen.join('; ')})`}`,
    'name the place with --sheet and --question-column, or see `meshsec inspect`',
    { file: name },
  );
}

/** All columns of ours that the sheets of a questionnaire need for answers. */
export function additionsOf({ sheets }: Questionnaire): ColumnAddition[] {
  return sheets.flatMap(({ name: sheet, additions }) =>
    additions.map(({ role: _, ...addition }) => ({ sheet, ...addition })),
  );
}

/** What is written for each question, and the workbook with it. */
function write(
  workbook: Workbook,
  questionnaire: Questionnaire,
  suggestions: readonly Suggestion[],
  { citations }: AnswerPolicy,
): WrittenPlans {
  const sheets = new Map(workbook.sheets.map((sheet) => [sheet.name, sheet]));
  const questions = questionnaire.sheets.flatMap((sheet) => sheet.questions);
  const planFor = (
    question: Question,
    suggestion: Suggestion | undefined,
    refused: RefusedCells,
  ): CellPlan => {
    const sheet = sheets.get(question.sheet);
    const answer = suggestion?.status === 'answered' ? toWrite(suggestion) : null;
    if (answer === null || sheet === undefined) return { writes: [], obstacle: null };
    return planWrites(question, answer, sheet, citations, refused);
  };
  const rows = new Map(
    questionnaire.sheets.map(({ name, questions }) => [name, questions.map(({ row }) => row)]),
  );
  return writePlans(
    workbook,
    (refused) => questions.map((question, i) => planFor(question, suggestions[i], refused)),
    additionsOf(questionnaire).map((addition) => ({ ...addition, rows: rows.get(addition.sheet) ?? [] })),
  );
}

/**
 * Answers one questionnaire: bytes in, bytes and report out; no file, clock or console.
 * Throws `MeshsecError` where the bytes are no readable workbook or hold no questions.
 *
 *     read -> detect -> match -> compose -> write -> report
 */
export function answerWorkbook(
  bytes: Uint8Array,
  name: string,
  knowledge: KnowledgeBase,
  matcher: Matcher,
  options: AnswerOptions,
): AnsweredWorkbook {
  const original = openWorkbook(bytes, name);
  const questionnaire = detectQuestionnaire(original, options.layout);
  const questions = questionnaire.sheets.flatMap((sheet) => sheet.questions);
  if (questions.length === 0) throw nothingAsked(name, questionnaire);

  const matches = matcher.matchAll(matchQuestions(questionnaire), { minConfidence: options.minConfidence });
  const wanted = questions.flatMap((question, i) => {
    const match = matches[i];
    return match ? [suggest(question, match, knowledge, options)] : [];
  });
  const { patch, plans } = write(original, questionnaire, wanted, options);
  const suggestions = wanted.map((suggestion, i) => {
    const obstacle = plans[i]?.obstacle ?? null;
    return obstacle === null ? suggestion : heldBack(suggestion, obstacle);
  });
  const report = reportFile(name, questionnaire, suggestions, patch);
  return { report, bytes: patch.bytes, original, questionnaire, suggestions };
}
