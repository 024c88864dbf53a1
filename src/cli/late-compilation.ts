import { setFlagsFromString } from 'node:v8';

/**
 * When V8 compiles a function for speed, by the major version of Node. By default it does so as soon as the function ran a
 * little, on what it saw by then, and anew whenever something else comes: of 20 workbooks that took half of all processor time
 * (14.1 s, 9.6 s with this; one workbook 2.0 s and 1.4 s), and one worker's compiling slows the other down. Versions that are
 * not named keep their own timing: from 24 on it made no difference, and an unknown flag would be a line on stderr.
 */
const FLAGS: Readonly<Record<string, string>> = {
  // Bytes of bytecode that are run through before a function is looked at; 67,584 otherwise.
  20: '--interrupt-budget=800000',
  // Calls of a function before it is compiled for the last time; 3,000 otherwise.
  22: '--invocation-count-for-turbofan=20000',
};

/** The flag for a version of Node ("20.20.2"); null where there is none. */
export function lateCompilationFlag(version: string | undefined): string | null {
  return FLAGS[version?.split('.')[0] ?? ''] ?? null;
}

/** Lets V8 compile only what runs often; for this process with all its workers. Results do not depend on it. */
export function compileLate(version: string | undefined): void {
  const flag = lateCompilationFlag(version);
  if (flag !== null) setFlagsFromString(flag);
}
