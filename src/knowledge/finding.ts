import { MeshsecError } from '../errors.js';

/** What can be wrong with a knowledge base; `kb check` lists all of them. */
export type FindingCode =
  | 'file-missing'
  | 'file-unreadable'
  | 'file-too-large'
  | 'yaml-syntax'
  | 'yaml-forbidden'
  | 'schema'
  | 'entry-duplicate'
  | 'entry-unknown'
  | 'source-duplicate'
  | 'source-unknown'
  | 'concept-duplicate'
  | 'concept-unknown'
  | 'too-many-entries'
  | 'quote-missing'
  | 'quote-elsewhere'
  | 'anchor-dead'
  | 'no-source'
  | 'stale'
  | 'expired'
  | 'unverified'
  | 'draft'
  | 'answer-contradicts'
  | 'answer-too-long'
  | 'answer-markup'
  | 'phrasing-collision'
  | 'phrasing-near'
  | 'phrasing-astray'
  | 'phrasing-unsure'
  | 'answered-and-not';

/** One thing that is wrong with a knowledge base, and where; lines and columns count from 1. */
export interface Finding {
  /** An `info` is shown on demand only. */
  severity: 'error' | 'warning' | 'info';
  code: FindingCode;
  message: string;
  /** Id of the entry it is about. */
  entry: string | null;
  place: Place;
}

export interface Place {
  file: string;
  line: number;
  column: number;
}

/** Findings in reading order: by file, line, column. */
export function inReadingOrder(findings: readonly Finding[]): Finding[] {
  const files = [...new Set(findings.map((finding) => finding.place.file))];
  return [...findings].sort(
    (a, b) =>
      files.indexOf(a.place.file) - files.indexOf(b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column,
  );
}

/** A finding as one line: `file:line:column: message`. */
export function findingLine(finding: Finding): string {
  const { file, line, column } = finding.place;
  return `${file}:${line}:${column}: ${finding.message}`;
}

/** The error that ends a command whose knowledge base cannot be used; it carries every finding. */
export class InvalidKnowledgeBase extends MeshsecError {
  constructor(readonly findings: readonly Finding[]) {
    const [first, ...more] = findings;
    const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
    super(
      'kb-invalid',
      first ? `${findingLine(first)}${others}` : 'the knowledge base is invalid',
      '`meshsec kb check` lists everything that is wrong',
      first?.place ?? {},
    );
  }
}
