import type { Postings } from './postings.js';
import type { Rows } from './rows.js';

/** All that comparing a question with a knowledge base needs, as plain numbers: worth keeping, and read in no time. */
export interface IndexTables {
  /** What the numbers of units, concepts and stems stand for. */
  names: { units: readonly string[]; concepts: readonly string[]; stems: readonly string[] };
  /** How telling each unit is among the entries, 0 to 1. */
  unitWeights: Float64Array;
  /** 1 for each concept that turns the sense. */
  polarity: Uint8Array;
  phrasings: PhrasingTable;
  groups: GroupTable;
  vocabulary: VocabularyTable;
  core: CoreTable;
  /** Stem -> the entries with a text that holds it, ascending. */
  stems: Rows;
  /** Share of the phrasings of entry `n` that ask in way `w` of `ASKS`, at `n * ASKS.length + w`. */
  asks: Float64Array;
  unanswered: UnansweredTable;
}

/** The phrasings of all entries, one after the other. */
export interface PhrasingTable {
  /** Phrasings of entry `n` stand from `from[n]` to before `from[n + 1]`. */
  from: Int32Array;
  /** Position among the phrasings of its entry: yes, no, open. Some say nothing and are left out. */
  places: Int32Array;
  /** What each says, with its weights, and what they come to. */
  units: Rows;
  weights: Float64Array;
  totals: Float64Array;
  /** The concepts each names. */
  concepts: Rows;
  /** How each asks, as a position in `ASKS`; 1 where it turns the sense. */
  asks: Uint8Array;
  negations: Uint8Array;
  /** The group each belongs to. */
  groups: Int32Array;
}

/** Phrasings of an entry with the same keys: the concepts a question must name to be asked in this way. */
export interface GroupTable {
  /** Groups of entry `n` stand from `from[n]` to before `from[n + 1]`. */
  from: Int32Array;
  /** Concepts, with how telling each is among the entries. */
  keys: Rows;
  weights: Float64Array;
  /** Phrasings, ascending. */
  members: Rows;
}

/** What the entries speak about. A place is an entry; a unit of quotes alone counts half a phrasing. */
export interface VocabularyTable {
  /** Unit -> entries, with what the share of their phrasings that hold it is worth in a first look. */
  postings: Postings;
  /** What that share is worth as coverage, slot by slot. */
  coverage: Float64Array;
  /** Slot -> phrasings that hold the unit, as positions within their entry, with its weight there. */
  holders: Rows;
  weights: Float64Array;
}

/** The concepts most phrasings of an entry are about. */
export interface CoreTable {
  units: Rows;
  /** Share of the phrasings that hold each, and the same by how telling it is. */
  shares: Float64Array;
  weights: Float64Array;
  /** For each entry: its weights together. */
  totals: Float64Array;
}

/** Lines that nothing answers. */
export interface UnansweredTable {
  /** Unit -> lines that hold it, with its weight there. */
  postings: Postings;
  totals: Float64Array;
  /** Positions in `ASKS`. */
  asks: Uint8Array;
}
