import { cellReference, columnLetters } from '../workbook/address.js';
import type { ListValidation } from '../workbook/sheet.js';
import { fold } from './folded-text.js';
import { rankedVerdict, verdictsOfCodes } from './verdict-words.js';
import type { Verdict, Vocabulary } from './vocabulary.js';

/** Maps verdicts to the words of a list, byte for byte; a verdict without an exact word is left out. */
export function wordsFor(values: readonly string[]): Partial<Record<Verdict, string>> {
  const offered = values.filter((value) => value.trim() !== '');
  const codes = verdictsOfCodes(offered);
  const words: Partial<Record<Verdict, string>> = {};
  const ranks: Partial<Record<Verdict, number>> = {};
  const affirmed = new Set(offered.filter((v) => rankedVerdict(v)?.verdict === 'yes').map(fold));
  offered.forEach((value, i) => {
    const code = codes?.[i];
    const found = code ? { verdict: code, rank: 0 } : rankedVerdict(value);
    if (!found) return;
    // "zutreffend" beside "nicht zutreffend": the second denies the first, whatever it means elsewhere.
    const denied = /^(?:not|nicht|non|no) (.+)$/.exec(fold(value))?.[1];
    const verdict = denied !== undefined && affirmed.has(denied) ? 'no' : found.verdict;
    if ((ranks[verdict] ?? Number.POSITIVE_INFINITY) <= found.rank) return;
    ranks[verdict] = found.rank;
    words[verdict] = value;
  });
  return words;
}

/** Vocabulary of a drop-down. Without resolvable values it is closed and has no words, so nothing is written. */
export function vocabularyOfList(validation: ListValidation, row: number, column: number): Vocabulary {
  const values = validation.values ?? [];
  return {
    values,
    words: wordsFor(values),
    source: `drop-down of ${cellReference(row, column)}`,
    closed: true,
  };
}

/** Characters of a header or a list of allowed answers; longer texts are guidance. */
const LONGEST_OPTIONS = 1000;

/** Vocabulary that a header spells out: "Yes/No/NA", "Compliant? (C/PC/NC)", "Ja | Nein | Teilweise". */
export function vocabularyOfHeader(header: string, column: number): Vocabulary | null {
  if (header.length > LONGEST_OPTIONS) return null;
  for (const run of optionRuns(header)) {
    const options = run
      .split(/\s*[/,|;]\s*|\s+(?:or|oder|ou|o)\s+/)
      .map((option) => option.trim())
      .filter((option) => option !== '');
    // "n/a" itself holds the separator.
    const joined = rejoinNotApplicable(options);
    const words = wordsFor(joined);
    if (joined.length >= 2 && words.yes !== undefined && words.no !== undefined) {
      return { values: joined, words, source: `header of ${columnLetters(column)}`, closed: false };
    }
  }
  return null;
}

function optionRuns(header: string): readonly string[] {
  const inBrackets = [...header.matchAll(/[([]([^)\]]+)[)\]]/g)].map((found) => found[1] ?? '');
  const afterColon = header.includes(':') ? [header.slice(header.lastIndexOf(':') + 1)] : [];
  const runs = [...header.matchAll(/\S+(?:\s*[/|,]\s*\S+)+/g)].map((found) =>
    found[0].replace(/[?:()]/g, ''),
  );
  return [...inBrackets, ...afterColon, ...runs, header];
}

function rejoinNotApplicable(options: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const option of options) {
    const last = joined.at(-1);
    if (last !== undefined && /^n$/i.test(last) && /^a$/i.test(option))
      joined[joined.length - 1] = `${last}/${option}`;
    else joined.push(option);
  }
  return joined;
}

/** Fewest cells that must hold a verdict before a column's own words are its vocabulary. */
const MIN_USED = 3;

/** Vocabulary of the values that a column already uses, where these are verdicts throughout. */
export function vocabularyOfUse(values: readonly string[], column: number): Vocabulary | null {
  const used = values.filter((value) => value.trim() !== '');
  const distinct = [...new Set(used)];
  const words = wordsFor(distinct);
  const verdicts = used.filter((value) => rankedVerdict(value) !== null).length;
  if (used.length < MIN_USED || verdicts < used.length * 0.8 || words.yes === undefined) return null;
  return { values: [], words, source: `values used in ${columnLetters(column)}`, closed: false };
}

/** Vocabulary of a row's own list of allowed answers ("Yes,No,N/A") in the column beside it. */
export function vocabularyOfOptions(text: string, row: number, column: number): Vocabulary | null {
  const found = vocabularyOfHeader(text, column);
  return found ? { ...found, source: `allowed answers in ${cellReference(row, column)}` } : null;
}
