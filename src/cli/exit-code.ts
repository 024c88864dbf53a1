import type { ErrorCode } from '../errors.js';

export const EXIT = { done: 0, failed: 1, usage: 2, knowledge: 3, interrupted: 130 } as const;

const CODES: Readonly<Record<ErrorCode, number>> = {
  usage: EXIT.usage,
  'config-invalid': EXIT.knowledge,
  'kb-invalid': EXIT.knowledge,
  'input-missing': EXIT.failed,
  'input-unreadable': EXIT.failed,
  'input-too-large': EXIT.failed,
  'not-a-workbook': EXIT.failed,
  encrypted: EXIT.failed,
  'legacy-xls': EXIT.failed,
  damaged: EXIT.failed,
  limit: EXIT.failed,
  'no-questions': EXIT.failed,
  'output-exists': EXIT.failed,
  'output-is-input': EXIT.failed,
  'output-unwritable': EXIT.failed,
  'review-mismatch': EXIT.failed,
  'timed-out': EXIT.failed,
  interrupted: EXIT.interrupted,
  internal: EXIT.failed,
};

/** The exit code of a failure, as the contract has it. */
export function exitCodeOf(code: ErrorCode): number {
  return CODES[code];
}
