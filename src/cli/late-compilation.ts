import { setFlagsFromString } from 'node:v8';

/** One questionnaire or query, whose answer somebody waits for; or many, where workers share the cores with the compiler. */
export type Work = 'one' | 'many';

/**
 * When V8 compiles a function for speed, by the major version of Node. By default it does so as soon as the function ran a
 * little, on what it saw by then, and anew whenever something else comes. Processor time of all threads, Node 20: one
 * questionnaire 1.5 s, with this 1.2 s; 20 of them 14.1 s, with this 8.4 s. Still later than for `one` costs more in the thread
 * that is waited for than it saves. Versions that are not named keep their own timing: from 24 on it made no difference, and an
 * unknown flag would be a line on stderr.
 */
const FLAGS: Readonly<Record<string, Readonly<Partial<Record<Work, string>>>>> = {
  // Bytes of bytecode that are run through before a function is looked at; 67,584 otherwise.
  20: { one: '--interrupt-budget=200000', many: '--interrupt-budget=800000' },
  // Calls of a function before it is compiled for the last time; 3,000 otherwise. 20 questionnaires: 10.2 s, with this 7.5 s.
  22: { many: '--invocation-count-for-turbofan=20000' },
};

/** The flag for a version of Node ("20.20.2"); null where there is none. */
export function lateCompilationFlag(version: string, work: Work): string | null {
  return FLAGS[version.split('.')[0] ?? '']?.[work] ?? null;
}

/** Lets V8 compile only what runs often; for this process with all its workers. Results do not depend on it. */
export function compileLate(version: string, work: Work): void {
  const flag = lateCompilationFlag(version, work);
  if (flag !== null) setFlagsFromString(flag);
}
