/** Every failure a user can meet has a code of this closed list; `src/cli/exit-code.ts` maps codes to exit codes. */
export type ErrorCode =
  | 'usage'
  | 'config-invalid'
  | 'kb-invalid'
  | 'input-missing'
  | 'input-unreadable'
  | 'input-too-large'
  | 'not-a-workbook'
  | 'encrypted'
  | 'legacy-xls'
  | 'damaged'
  | 'limit'
  | 'no-questions'
  | 'output-exists'
  | 'output-is-input'
  | 'output-unwritable'
  | 'review-mismatch'
  | 'timed-out'
  | 'interrupted'
  | 'internal';

/** Where in a file something is wrong; lines and columns count from 1. */
export interface ErrorPlace {
  file?: string;
  part?: string;
  line?: number;
  column?: number;
}

/** The one error that is meant for a person: what is wrong (`message`), where, and what to do (`hint`). */
export class MeshsecError extends Error {
  override readonly name = 'MeshsecError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint: string | null = null,
    readonly where: ErrorPlace = {},
  ) {
    super(message);
  }
}
