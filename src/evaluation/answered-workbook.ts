import { approvedTexts, givenAnswer, saysTheSame } from '../answering/given-answer.js';
import type { Entry, KnowledgeBase } from '../knowledge/knowledge-base.js';
import { detectQuestionnaire } from '../questionnaire/detect.js';
import type { Question } from '../questionnaire/question.js';
import type { Sheet } from '../workbook/sheet.js';
import { openWorkbook } from '../workbook/workbook.js';
import type { LabelledRow } from './labelled-row.js';

/**
 * An answered questionnaire as a labelled set; its answers are taken as right:
 *
 *     approved text of entries -> these entries answer the row
 *     an empty cell            -> nothing answers it
 *     other words              -> unknown: disputed, not counted
 *
 * `name` is the file's name for messages, `set` names it in figures; every sheet is a voice of its own.
 */
export function labelledFromWorkbook(
  bytes: Uint8Array,
  name: string,
  set: string,
  base: KnowledgeBase,
): LabelledRow[] {
  const workbook = openWorkbook(bytes, name);
  const sheets = new Map(workbook.sheets.map((sheet) => [sheet.name, sheet]));
  return detectQuestionnaire(workbook, {}).sheets.flatMap(({ questions }) =>
    questions.flatMap((question) => {
      const sheet = sheets.get(question.sheet);
      return sheet ? [labelledRow(question, sheet, set, base)] : [];
    }),
  );
}

function labelledRow(question: Question, sheet: Sheet, set: string, base: KnowledgeBase): LabelledRow {
  const { verdict, text } = givenAnswer(question, sheet);
  const ids = text === null ? [] : base.entries.filter((entry) => isSaid(entry, text)).map(({ id }) => id);
  const isBlank = text === null && verdict === null;
  return {
    id: `${question.sheet}!${question.cell}`,
    set,
    voice: question.sheet,
    style: 'workbook',
    language: question.language,
    section: question.section,
    text: question.text,
    isQuestion: true,
    answerable: ids.length > 0 ? 'full' : 'none',
    gold: { kind: 'entries', ids },
    verdict: verdict === 'yes' || verdict === 'no' ? verdict : null,
    tags: [],
    disputed: ids.length === 0 && !isBlank,
  };
}

/** The text holds the entry's approved answer, alone or among others, or nearly says it. */
function isSaid(entry: Entry, text: string): boolean {
  const said = plain(text);
  return saysTheSame(entry, text) || approvedTexts(entry).some((answer) => said.includes(plain(answer)));
}

function plain(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}
