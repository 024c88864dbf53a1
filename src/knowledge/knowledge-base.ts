import type { Lexicon } from './lexicon.js';

export type Verdict = 'yes' | 'no' | 'partial' | 'na';

/** A document that facts are taken from. */
export interface Source {
  id: string;
  title: string;
  /** Absolute path of the document; null where only a title is known. */
  path: string | null;
  url: string | null;
}

/** A verbatim passage of a source. */
export interface Quote {
  source: string;
  heading: string;
  quote: string;
  /** URL fragment of the heading. */
  anchor: string | null;
}

/** Ways to ask for an entry, by the verdict of the question as it is worded. */
export interface Phrasings {
  yes: readonly string[];
  no: readonly string[];
  open: readonly string[];
}

/** One answerable fact with its approved answer. */
export interface Entry {
  id: string;
  topic: string;
  /** The canonical question. */
  question: string;
  phrasings: Phrasings;
  answer: string;
  /** Approved answers in other languages. */
  translations: Readonly<Record<string, { answer: string; verified: string | null }>>;
  /** Verdict of the canonical question; null where it has none. */
  verdict: Verdict | null;
  /** The fact is hedged ("primarily"): its text must be readable wherever a verdict is written. */
  hedged: boolean;
  quotes: readonly Quote[];
  /** Groups of concept ids: a question must name one concept of each group. */
  requires: readonly (readonly string[])[];
  /** Context concepts that are topics for this entry. */
  anchors: readonly string[];
  /** Concepts that the answer explains, though its phrasings do not name them. */
  explains: readonly string[];
  /** Entries that complete this one's answer. */
  related: readonly string[];
  /** Wordings a reviewer said this entry does not answer. */
  notFor: readonly string[];
  owner: string | null;
  /** ISO dates. */
  verified: string | null;
  expires: string | null;
  /** Set by `kb build` where the quote is no longer in its source. */
  stale: { was: string; now: string | null } | null;
  /** Proposed by `kb build` or `learn` and not yet approved; never written into a customer's file. */
  draft?: boolean;
  scope: { product: string | null; audience: string | null };
  /** Where the entry stands, for findings. */
  place: { file: string; line: number; column: number };
}

/** Everything that answers come from: entries, their sources, and the language of the field. */
export interface KnowledgeBase {
  title: string;
  /** Names of vendor and products; they carry no topic in a question. */
  names: readonly string[];
  sources: readonly Source[];
  entries: readonly Entry[];
  /** Questions the entries do not answer; what stands close to one of them is not answered. */
  unanswered: readonly { subject: string; text: string }[];
  lexicon: Lexicon;
  files: readonly string[];
  /** SHA-256 over all bytes that were read, hex. */
  fingerprint: string;
}
