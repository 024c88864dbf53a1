import type { Finding, FindingCode, Place } from './finding.js';
import type { Entry } from './knowledge-base.js';

/** Adds a finding about an entry. */
export type Note = (
  severity: Finding['severity'],
  code: FindingCode,
  entry: Entry | null,
  place: Place,
  message: string,
) => void;

/** Entry ids the matcher takes for a wording, and whether it would answer with them. */
export type Resolve = (text: string) => { entries: readonly string[]; answered: boolean };
