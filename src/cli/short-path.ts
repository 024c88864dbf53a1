import { relative, resolve } from 'node:path';
import type { Finding } from '../knowledge/finding.js';

/** Paths below the working folder as a user would type them. */
export function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, resolve(cwd, path));
  return short === '' || short.startsWith('..') ? path : short;
}

/** Findings with short paths. */
export function withShortPaths(findings: readonly Finding[], cwd: string): Finding[] {
  return findings.map((finding) => ({
    ...finding,
    place: { ...finding.place, file: shortPath(finding.place.file, cwd) },
  }));
}
