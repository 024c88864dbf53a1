import { setTimeout as pause } from 'node:timers/promises';
import { systemCode } from './system-error.js';

/** Waits between tries, in milliseconds: 1.6 s in all. Virus scanners and shares hold a file for moments only. */
const PAUSES: readonly number[] = [50, 150, 400, 1000];
const PASSING: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES']);

/** Tries again, a few times, where another program holds a file (graceful-fs #119); any other error counts at once. */
export async function patiently<T>(
  attempt: () => Promise<T>,
  pauses: readonly number[] = PAUSES,
): Promise<T> {
  for (const milliseconds of pauses) {
    try {
      return await attempt();
    } catch (error) {
      if (!PASSING.has(systemCode(error))) throw error;
      await pause(milliseconds);
    }
  }
  return attempt();
}
