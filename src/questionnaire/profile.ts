import { columnNumber } from '../workbook/address.js';
import type { Sheet } from '../workbook/sheet.js';
import type { FixedColumns } from './analysed-table.js';
import { fold } from './folded-text.js';
import { exactHeader, findTables, type Header } from './header.js';
import type { LayoutProfile, QuestionSheet } from './questionnaire.js';
import type { Verdict, Vocabulary } from './vocabulary.js';

/** A profile that fits a sheet, and where its header stands. */
export interface FittingProfile {
  profile: LayoutProfile;
  /** Null where detection finds that header by itself. */
  headerRow: number | null;
}

/** Share of the fingerprint's texts that must stand over the same columns. */
const MIN_FIT = 0.8;
/** A header further down than this is none. */
const LAST_HEADER_ROW = 120;

/** The first profile whose header texts stand over the same columns of a sheet, or null. */
export function fittingProfile(sheet: Sheet, profiles: readonly LayoutProfile[]): FittingProfile | null {
  if (profiles.length === 0) return null;
  const detected = findTables(sheet).flatMap(({ header }) => (header ? [header] : []));
  for (const profile of profiles) {
    if (detected.some((header) => fits(header, profile))) return { profile, headerRow: null };
    for (let row = 1; row <= Math.min(sheet.lastRow, LAST_HEADER_ROW); row++) {
      if (sheet.rowCells(row).length > 0 && fits(exactHeader(sheet, row), profile))
        return { profile, headerRow: row };
    }
  }
  return null;
}

function fits(header: Header, { header: fingerprint }: LayoutProfile): boolean {
  const texts = Object.entries(fingerprint);
  const same = texts.filter(([letters, text]) => {
    const above = header.columns.get(columnNumber(letters));
    return above !== undefined && (fold(above.text) === fold(text) || fold(above.label) === fold(text));
  });
  return texts.length > 0 && same.length / texts.length >= MIN_FIT;
}

/** The columns that a profile sets. */
export function profileColumns({ name, question, answer, comment, reference }: LayoutProfile): FixedColumns {
  return {
    why: `set by profile "${name}"`,
    question: columnNumber(question),
    ...(answer === undefined ? {} : { answer: columnNumber(answer) }),
    ...(comment === undefined ? {} : { comment: columnNumber(comment) }),
    ...(reference === undefined ? {} : { reference: columnNumber(reference) }),
  };
}

/** A profile of a sheet as it was understood, for the next workbook with the same header; null without a header. */
export function profileOf(sheet: QuestionSheet, name: string): LayoutProfile | null {
  const { id, section, question, answer, comment, reference } = sheet.columns;
  const header: Record<string, string> = {};
  for (const choice of [id, section, question, ...answer, comment, reference]) {
    if (choice?.header) header[choice.column] = choice.header;
  }
  if (Object.keys(header).length === 0) return null;
  const isCell = sheet.questions.some(({ cells }) => cells.answer?.kind === 'cell');
  return {
    name,
    header,
    question: question.column,
    ...(isCell && answer[0] ? { answer: answer[0].column } : {}),
    ...(comment ? { comment: comment.column } : {}),
    ...(reference ? { reference: reference.column } : {}),
  };
}

/** A row's vocabulary with the words of a profile; a closed list keeps to its own values. */
export function withProfileWords(
  vocabulary: Vocabulary | null,
  profile: LayoutProfile | null,
): Vocabulary | null {
  if (!profile?.words) return vocabulary;
  const source = `profile ${profile.name}`;
  if (!vocabulary) return { values: [], words: profile.words, source, closed: false };
  const allowed = (word: string): boolean => !vocabulary.closed || vocabulary.values.includes(word);
  const words: Partial<Record<Verdict, string>> = { ...vocabulary.words };
  for (const [verdict, word] of Object.entries(profile.words) as [Verdict, string][]) {
    if (allowed(word)) words[verdict] = word;
  }
  return { ...vocabulary, words, source: `${vocabulary.source}, ${source}` };
}
