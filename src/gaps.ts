import { matchQuestions } from './answer.js';
import { unfitBecause } from './answering/freshness.js';
import type { KnowledgeBase } from './knowledge/knowledge-base.js';
import { clusterGaps, type GapRow } from './matching/gap-clusters.js';
import type { Matcher } from './matching/matcher.js';
import { createReader } from './matching/reading.js';
import { makeWordTables } from './matching/vocabulary.js';
import { detectQuestionnaire } from './questionnaire/detect.js';
import type { GapReport } from './reporting/gaps.js';
import { openWorkbook } from './workbook/workbook.js';

/** What one questionnaire asks that the knowledge base does not answer. */
export interface FileGaps {
  questions: number;
  answered: number;
  rows: readonly GapRow[];
}

/** Finds the rows of a questionnaire that would not be answered; `today` judges expiry. */
export function gapsOf(bytes: Uint8Array, name: string, matcher: Matcher, today: string): FileGaps {
  const questionnaire = detectQuestionnaire(openWorkbook(bytes, name), {});
  const questions = questionnaire.sheets.flatMap((sheet) => sheet.questions);
  const matches = matcher.matchAll(matchQuestions(questionnaire));
  const rows = questions.flatMap(({ sheet, cell, text }, index): GapRow[] => {
    const match = matches[index];
    if (!match) return [];
    const fit = match.entries.every((entry) => unfitBecause(entry, today) === null);
    if (match.status === 'answered' && fit) return [];
    const nearest = match.entries[0]?.id ?? null;
    const status = match.status === 'unanswered' ? 'unanswered' : 'review';
    return [{ file: name, sheet, cell, text, status, missing: match.missing, nearest }];
  });
  return { questions: questions.length, answered: questions.length - rows.length, rows };
}

/** Clusters the gaps of many questionnaires, and computes what the first `top` clusters would bring. */
export function gapReport(base: KnowledgeBase, files: readonly FileGaps[], top: number): GapReport {
  const questions = files.reduce((sum, file) => sum + file.questions, 0);
  const answered = files.reduce((sum, file) => sum + file.answered, 0);
  const reader = createReader(base.lexicon, makeWordTables(base));
  const clusters = clusterGaps(
    files.flatMap((file) => file.rows),
    reader,
  );
  let reached = answered;
  const ranked = clusters.map((cluster) => {
    reached += cluster.rows.length;
    return { ...cluster, reached };
  });
  return { files: files.length, questions, answered, top: Math.min(top, ranked.length), clusters: ranked };
}
