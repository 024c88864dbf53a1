import { safeText } from '../reporting/safe-text.js';
import { cutToWidth } from '../reporting/text-width.js';
import type { Context } from './context.js';

/** One line that says how far a run is; drawn on a terminal only. */
export interface Progress {
  show(text: string): void;
  /** Takes the line away, before something else is printed and at the end. */
  clear(): void;
}

const CLEAR_LINE = '\r\u001b[2K';

/** Progress on stderr, silent where that is no terminal or `--quiet` was given. */
export function createProgress({ stderr, width, verbosity }: Context): Progress {
  const visible = stderr.isTTY === true && verbosity !== 'quiet';
  let drawn = false;
  return {
    show(text) {
      if (!visible) return;
      stderr.write(`${CLEAR_LINE}${cutToWidth(safeText(text), width - 1)}`);
      drawn = true;
    },
    clear() {
      if (drawn) stderr.write(CLEAR_LINE);
      drawn = false;
    },
  };
}
