import { opensWithCode, type Segment, splitSegments } from './segments.js';

/** What recurs over the rows of one questionnaire and so says nothing about a single row. */
export interface Voice {
  /** Number of different rows. */
  rows: number;
  /** The segments of a row, remembered from listening where it was among the first. */
  segmentsOf(text: string): readonly Segment[];
  /** The same sentence or field stands in several rows. */
  isTemplate(segment: Segment): boolean;
  /** The same label opens a field in several rows. */
  isLabel(label: string): boolean;
  /** The word stands in many rows all over the sheet; one that gathers in a section is what the section is about. */
  isEverywhere(word: string): boolean;
  /** The word stands in so many rows all over the sheet that it is the sheet's way of asking ("Verify that ..."). */
  isPervasive(word: string): boolean;
  /** A name the sheet gives to a party or thing: capitalised wherever it stands ("the Covered Entity"). */
  isDefinedTerm(word: string): boolean;
  /** What the sheet calls a party, whatever the word means elsewhere ("the Insured", "the CSP"): capitalised, with an article, all over the sheet. */
  isParty(word: string): boolean;
}

/** Rows that must agree before a repetition counts; from E1 and E2, where three is the rarest template clause. */
const TEMPLATE_ROWS = 3;
/** Rows whose segments are kept for reading: enough for nearly every sheet, and no more memory for longer ones. */
const REMEMBERED_ROWS = 2_000;
/** Below this many rows nothing can be told of a sheet. */
const FEWEST_ROWS = 8;
/** A word in this share of the rows (three at least), in this many of eight equal blocks of rows, says nothing of one of them. */
const EVERYWHERE_SHARE = 0.06;
const PERVASIVE_SHARE = 0.3;
const BLOCKS = 8;
const EVERYWHERE_BLOCKS = 3;
const PERVASIVE_BLOCKS = 6;
/** Share of rows a defined term stands in. */
const DEFINED_TERM_SHARE = 0.05;
/** Share of its occurrences in which a defined term is capitalised. */
const DEFINED_TERM_CASE = 0.8;
/** A party stands in this share of the rows, this often after its article. */
const PARTY_SHARE = 0.1;
const PARTY_ARTICLE = 0.5;
const ARTICLES = new Set(['the', 'any', 'each']);

/** Listens to all rows of a questionnaire at once; texts as `Reader.prepare` gives them. */
export function listen(texts: readonly string[]): Voice {
  const distinct = [...new Set(texts.map((text) => text.trim()))];
  const looseCodes =
    distinct.length >= FEWEST_ROWS && distinct.filter(opensWithCode).length >= distinct.length / 2;
  const heard = new Map<string, readonly Segment[]>();
  const segmentRows = new Map<string, number>();
  const labelRows = new Map<string, number>();
  const wordRows = new Map<string, number>();
  const wordBlocks = new Map<string, Set<number>>();
  const capitals = new Map<string, { capital: number; all: number }>();
  const parties = new Map<string, { capital: number; article: number; all: number }>();
  // A question alone, as `search` and `kb check` ask it, has nothing to listen to.
  const rows = distinct.length >= FEWEST_ROWS ? distinct : [];
  for (const [row, text] of rows.entries()) {
    const block = Math.floor((row * BLOCKS) / distinct.length);
    const segments = splitSegments(text, looseCodes);
    if (row < REMEMBERED_ROWS) heard.set(text, segments);
    const keys = segments.length > 1 ? segments.map(templateKey) : [];
    for (const key of new Set(keys)) count(segmentRows, key);
    for (const label of new Set(segments.map((segment) => segment.label))) if (label) count(labelRows, label);
    const tokens = segments.flatMap((segment) => segment.tokens);
    for (const word of new Set(tokens.map((token) => token.word))) {
      count(wordRows, word);
      wordBlocks.set(word, (wordBlocks.get(word) ?? new Set()).add(block));
    }
    for (const [index, token] of tokens.entries()) {
      const seen = capitals.get(token.word) ?? { capital: 0, all: 0 };
      if (index > 0) seen.all++;
      if (token.named) seen.capital++;
      capitals.set(token.word, seen);
      const party = parties.get(token.word) ?? { capital: 0, article: 0, all: 0 };
      party.all++;
      if (/^\p{Lu}/u.test(token.raw)) party.capital++;
      if (ARTICLES.has(tokens[index - 1]?.word ?? '')) party.article++;
      parties.set(token.word, party);
    }
  }
  const enough = distinct.length >= FEWEST_ROWS;
  const termRows = Math.max(TEMPLATE_ROWS, DEFINED_TERM_SHARE * distinct.length);
  return {
    rows: distinct.length,
    segmentsOf: (text) => heard.get(text) ?? splitSegments(text, looseCodes),
    isTemplate: (segment) => enough && (segmentRows.get(templateKey(segment)) ?? 0) >= TEMPLATE_ROWS,
    isLabel: (label) => enough && (labelRows.get(label) ?? 0) >= TEMPLATE_ROWS,
    isEverywhere: (word) =>
      enough &&
      (wordRows.get(word) ?? 0) >= Math.max(TEMPLATE_ROWS, EVERYWHERE_SHARE * distinct.length) &&
      (wordBlocks.get(word)?.size ?? 0) >= EVERYWHERE_BLOCKS,
    isPervasive: (word) =>
      enough &&
      (wordRows.get(word) ?? 0) >= PERVASIVE_SHARE * distinct.length &&
      (wordBlocks.get(word)?.size ?? 0) >= PERVASIVE_BLOCKS,
    isDefinedTerm: (word) => {
      const seen = capitals.get(word);
      if (!enough || !seen || (wordRows.get(word) ?? 0) < termRows) return false;
      if ((wordBlocks.get(word)?.size ?? 0) < EVERYWHERE_BLOCKS) return false;
      return seen.capital >= 2 && seen.capital >= DEFINED_TERM_CASE * seen.all;
    },
    isParty: (word) => {
      const seen = parties.get(word);
      if (
        !enough ||
        !seen ||
        (wordRows.get(word) ?? 0) < Math.max(TEMPLATE_ROWS, PARTY_SHARE * distinct.length)
      )
        return false;
      const spread = (wordBlocks.get(word)?.size ?? 0) >= EVERYWHERE_BLOCKS;
      return (
        spread && seen.capital >= DEFINED_TERM_CASE * seen.all && seen.article >= PARTY_ARTICLE * seen.all
      );
    },
  };
}

/** Numbers may differ between repetitions ("Target maturity: 3"). */
function templateKey(segment: Segment): string {
  return `${segment.label ?? ''}:${segment.key.replace(/\d+/g, '0')}`;
}

function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
