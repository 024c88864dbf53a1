import type { AnswerText } from '../answering/answer-text.js';
import type { CitationPlace } from '../answering/citation-text.js';
import { wordingOf } from '../answering/language.js';
import { verdictWord } from '../answering/short-answer.js';
import type { Citation } from '../knowledge/citation.js';
import type { Verdict } from '../knowledge/knowledge-base.js';
import type { Question } from '../questionnaire/question.js';
import type { ColumnAddition } from '../workbook/patch.js';
import type { QuestionStatus } from './report.js';

/** Which files a review workbook belongs to; machine-readable part of it. */
export interface ReviewIdentity {
  version: 1;
  /** File name of the customer's questionnaire. */
  input: string;
  /** The answered workbook as seen from this file: a relative path with "/". */
  answered: string;
  /** SHA-256 of the answered workbook as we wrote it, hex. */
  fingerprint: string;
  /** Fingerprint of the knowledge base. */
  knowledge: string;
  citations: CitationPlace;
  /** Mark of the parts that our writes never touch; the same: `before` can be put back byte for byte. */
  packageMark: string;
  /** Columns of ours that the sheets need where something is written into them. */
  additions: readonly ColumnAddition[];
}

/** A cell that is ours to fill, as the customer had it, and what we wrote. */
export interface RecordedCell {
  column: number;
  /** The customer's cell element as it stood in the sheet's XML; null where there was none. */
  before: string | null;
  /** What a person read in it. */
  beforeText: string;
  /** What `answer` wrote; null where it left the cell alone. */
  value: string | null;
}

/** All that `apply` and `learn` need to know of one row, whatever happens to the visible cells. */
export interface ReviewRecord {
  question: Question;
  status: QuestionStatus;
  entries: readonly string[];
  verdict: Verdict | null;
  text: AnswerText | null;
  citations: readonly Citation[];
  hedged: boolean;
  /** All cells of the row that an answer could go to. */
  cells: readonly RecordedCell[];
}

/** The short answer as a reviewer sees it: in the sheet's word, or plain words where the sheet wants marks. */
export function shownShortAnswer({ question, verdict }: ReviewRecord): string | null {
  const { answer } = question.cells;
  if (verdict === null || answer === null) return null;
  if (answer.kind === 'marks') return wordingOf('en').verdicts[verdict];
  return verdictWord(answer.vocabulary, verdict, question.language);
}

/** What a reviewer may choose as short answer; null where any text will do. */
export function shortAnswerChoices({ cells }: Question): readonly string[] | null {
  const { answer } = cells;
  if (answer === null) return null;
  if (answer.kind === 'marks') return answer.columns.map(({ verdict }) => wordingOf('en').verdicts[verdict]);
  return answer.vocabulary?.closed && answer.vocabulary.values.length > 0 ? answer.vocabulary.values : null;
}
