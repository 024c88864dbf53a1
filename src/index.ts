/**
 * meshsec as a library. Importing it has no side effects; nothing reads files but `loadKnowledgeBase`, nothing writes any.
 *
 * ```js
 * import { readFile, writeFile } from 'node:fs/promises';
 * import { answerWorkbook, createMatcher, defaultKnowledgeBasePath, loadKnowledgeBase } from 'meshsec';
 *
 * const knowledge = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
 * const matcher = createMatcher(knowledge);
 * const options = { layout: {}, citations: 'auto', minConfidence: null, today: null };
 * const { bytes, report } = answerWorkbook(await readFile('q.xlsx'), 'q.xlsx', knowledge, matcher, options);
 * await writeFile('q.answered.xlsx', bytes);
 * matcher.search('MFA', 5);
 * ```
 *
 * What can go wrong is thrown as `MeshsecError`, whose `code` is one of a closed list (`ErrorCode`).
 */
export { type AnsweredWorkbook, type AnswerOptions, answerWorkbook } from './answer.js';
export { type ErrorCode, type ErrorPlace, MeshsecError } from './errors.js';
export type { Citation } from './knowledge/citation.js';
export type { Entry, KnowledgeBase, Quote, Source, Verdict } from './knowledge/knowledge-base.js';
export { defaultKnowledgeBasePath, loadKnowledgeBase } from './knowledge/load.js';
export type { Match, MatchQuestion, SearchHit } from './matching/match.js';
export { createMatcher, type Matcher, type MatchOptions } from './matching/matcher.js';
export { htmlReport } from './reporting/html.js';
export type {
  Alternative,
  Counts,
  FileReport,
  Report,
  ReportedQuestion,
  ReportedSheet,
} from './reporting/report.js';
export { reportOf } from './reporting/report-file.js';
