import { realpath, stat } from 'node:fs/promises';
import platform, { basename, isAbsolute, join, type PlatformPath, relative, resolve } from 'node:path';
import { MeshsecError } from '../errors.js';

/** A questionnaire that was named or found. */
export interface FoundInput {
  path: string;
  /** Where it stands below the folder it was found in, with "/"; the bare file name where it was named itself. */
  name: string;
}

export interface FoundInputs {
  files: readonly FoundInput[];
  /** More than a single file was named: what was answered before is skipped, not an error. */
  many: boolean;
  /** Arguments that stand for nothing, each with the error that says so. */
  missing: readonly { argument: string; isPattern: boolean; error: MeshsecError }[];
}

/** Workbooks by extension. Old .xls files are found too: each is reported with what to do, instead of being overlooked. */
const WORKBOOKS = '**/*.{xlsx,xlsm,xls}';

/** Our own outputs, Excel's lock files, and hidden files (macOS resource forks, temp files). */
const NOT_INPUT = /^(?:[.~].*|.*\.(?:answered|review)\.xls[xm])$/i;

const GLOB = /[*?[{]|[!@+]\(/;

interface Place {
  root: string;
  pattern: string;
}

/** The folder before the first wildcard, and the rest; drive letters and UNC shares stay in the folder. */
export function splitGlob(argument: string, cwd: string, system: PlatformPath = platform): Place {
  const parts = (system.sep === '\\' ? argument.replaceAll('\\', '/') : argument).split('/');
  const first = parts.findIndex((part) => GLOB.test(part));
  const base = parts.slice(0, first).join('/');
  // "C:" alone is where one is on that drive, "" before a slash is the top.
  const isTop = system.isAbsolute(argument) && /^(?:[A-Za-z]:)?$/.test(base);
  return { root: system.resolve(cwd, isTop ? `${base}/` : base), pattern: parts.slice(first).join('/') };
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

/** A folder may be called "[2026] Acme": as far as a pattern names folders letter for letter, they are taken as they stand. */
async function withoutFolders({ root, pattern }: Place): Promise<Place> {
  const [first = '', ...rest] = pattern.split('/');
  const below = join(root, first);
  if (rest.length === 0 || !(await isFolder(below))) return { root, pattern };
  return withoutFolders({ root: below, pattern: rest.join('/') });
}

async function walk({ root, pattern }: Place, shown: (path: string) => string): Promise<FoundInput[]> {
  const { glob } = await import('tinyglobby');
  const names = await glob(pattern, {
    cwd: root,
    dot: false,
    onlyFiles: true,
    followSymbolicLinks: false,
    expandDirectories: false,
    caseSensitiveMatch: pattern !== WORKBOOKS,
  });
  const top = await realpath(root);
  const found: FoundInput[] = [];
  for (const name of names) {
    if (NOT_INPUT.test(basename(name)) || !/\.xls[xm]?$/i.test(name)) continue;
    // A link is followed to a file of the same tree only; that file is found on its own account, too.
    const real = await realpath(join(root, name)).catch(() => null);
    if (real === null || relative(top, real).startsWith('..') || isAbsolute(relative(top, real))) continue;
    found.push({ path: shown(join(root, name)), name });
  }
  return found;
}

function notThere(argument: string): MeshsecError {
  const hint = 'check the spelling; put a pattern such as "**/*.xlsx" in quotes';
  return new MeshsecError('input-missing', 'there is no such file or folder', hint, { file: argument });
}

/** `meshsec answer "$FILE"` with a variable that is not set would take the whole working folder. */
function namesNothing(): MeshsecError {
  return new MeshsecError(
    'usage',
    'an empty text names no questionnaire',
    'name a file, a folder or a pattern; "." is the working folder',
  );
}

/**
 * Finds the questionnaires behind files, folders (with all below them) and glob patterns: each once, in the order of their
 * paths. A file that is named itself is taken as it is. Paths stay relative where the argument is.
 */
export async function findInputs(args: readonly string[], cwd: string): Promise<FoundInputs> {
  const all: FoundInput[] = [];
  const missing: FoundInputs['missing'][number][] = [];
  let many = args.length > 1;
  for (const argument of args) {
    if (argument === '') throw namesNothing();
    const shown = (path: string) => (isAbsolute(argument) ? path : relative(cwd, path));
    const stats = await stat(resolve(cwd, argument)).catch(() => null);
    if (stats && !stats.isDirectory()) {
      all.push({ path: argument, name: basename(argument) });
      continue;
    }
    if (!stats && !GLOB.test(argument)) {
      missing.push({ argument, isPattern: false, error: notThere(argument) });
      continue;
    }
    many = true;
    const place = stats
      ? { root: resolve(cwd, argument), pattern: WORKBOOKS }
      : await withoutFolders(splitGlob(argument, cwd));
    const found = (await isFolder(place.root)) ? await walk(place, shown) : [];
    if (found.length === 0 && !stats) missing.push({ argument, isPattern: true, error: notThere(argument) });
    all.push(...found);
  }
  return { files: await unique(all, cwd), many, missing };
}

/** Each file once, whatever it is called by. */
async function unique(all: readonly FoundInput[], cwd: string): Promise<FoundInput[]> {
  const byRealPath = new Map<string, FoundInput>();
  for (const input of [...all].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const path = resolve(cwd, input.path);
    const real = await realpath(path).catch(() => path);
    if (!byRealPath.has(real)) byRealPath.set(real, input);
  }
  return [...byRealPath.values()];
}
