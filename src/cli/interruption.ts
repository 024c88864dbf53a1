import { removeUnfinishedFiles } from '../storage/write-file-safely.js';

/** What Ctrl-C and SIGTERM do. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** A run that can end early by itself sets this; others are ended at once. */
  graceful: boolean;
}

/** Exit codes of a process that a signal ended: 128 + its number. */
const SIGNALS: readonly (readonly ['SIGINT' | 'SIGTERM', number])[] = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
];

/**
 * Ends cleanly on Ctrl-C and SIGTERM: temp files go away, nothing is left half written. A second signal ends a graceful run
 * at once.
 */
export function listenForInterruption(process: NodeJS.Process): Interruption {
  const controller = new AbortController();
  const interruption: Interruption = { signal: controller.signal, graceful: false };
  for (const [name, code] of SIGNALS) {
    process.on(name, () => {
      removeUnfinishedFiles();
      if (!interruption.graceful || controller.signal.aborted) process.exit(code);
      process.exitCode = code;
      controller.abort();
    });
  }
  return interruption;
}
