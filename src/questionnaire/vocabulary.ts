export type Verdict = 'yes' | 'no' | 'partial' | 'na';

/** The words a sheet allows for the short answer. A verdict without a word of its own stays unwritten. */
export interface Vocabulary {
  /** All allowed values, byte for byte; empty where only words were inferred. */
  values: readonly string[];
  words: Readonly<Partial<Record<Verdict, string>>>;
  /** Where the words come from, for a person: "drop-down of D5", "header of D4", "values used in D". */
  source: string;
  /** True where the cell accepts listed values only. */
  closed: boolean;
}
