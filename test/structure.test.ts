import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');

/** cli -> use cases -> questionnaire, matching, answering, reporting -> knowledge, workbook -> errors. */
const RANK: Readonly<Record<string, number>> = {
  cli: 5,
  index: 5,
  bulk: 4,
  answer: 4,
  'answer-file': 4,
  'review-records': 4,
  apply: 4,
  gaps: 4,
  'build-knowledge': 4,
  'check-knowledge': 4,
  learn: 4,
  'learn-files': 4,
  verify: 4,
  evaluation: 3,
  questionnaire: 2,
  matching: 2,
  answering: 2,
  reporting: 3,
  knowledge: 1,
  workbook: 1,
  storage: 1,
  errors: 0,
};

/** Rooms that must not know each other, though their ranks would allow it. */
const STRANGERS: readonly (readonly [string, string])[] = [
  ['matching', 'workbook'],
  ['matching', 'questionnaire'],
  ['knowledge', 'workbook'],
  ['workbook', 'knowledge'],
];

/** exceljs damages customers' files; only these rooms, which make workbooks of our own, may load it. */
const EXCELJS_ROOMS = ['reporting', 'knowledge', 'apply', 'learn'];

interface SourceFile {
  path: string;
  room: string;
  lines: number;
  text: string;
  /** Paths of files in src. */
  imports: readonly string[];
  packages: readonly string[];
}

function roomOf(path: string): string {
  return (path.split('/')[0] ?? path).replace(/\.ts$/, '');
}

/** A file beside the rooms is a use case, unless the table says otherwise. */
function rankOf(path: string): number | undefined {
  return RANK[roomOf(path)] ?? (path.includes('/') ? undefined : RANK.answer);
}

function readSource(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const path = relative(source, file);
  const specifiers = ts.preProcessFile(text, true, true).importedFiles.map((found) => found.fileName);
  const local = specifiers.filter((name) => name.startsWith('.'));
  return {
    path,
    room: roomOf(path),
    lines: text.split('\n').length - 1,
    text,
    imports: local.map((name) => relative(source, resolve(dirname(file), name.replace(/\.js$/, '.ts')))),
    packages: specifiers.filter((name) => !name.startsWith('.')),
  };
}

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((found) => found.isFile() && found.name.endsWith('.ts') && !found.name.endsWith('.d.ts'))
  .map((found) => readSource(join(found.parentPath, found.name)))
  .sort((a, b) => (a.path < b.path ? -1 : 1));

/** First cycle that a walk along the edges finds, as the names on it; null where there is none. */
function findCycle(edges: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const walk = (name: string, trail: string[]): string[] | null => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (done.has(name)) return null;
    for (const next of edges.get(name) ?? []) {
      const cycle = walk(next, [...trail, name]);
      if (cycle) return cycle;
    }
    done.add(name);
    return null;
  };
  for (const name of edges.keys()) {
    const cycle = walk(name, []);
    if (cycle) return cycle;
  }
  return null;
}

function roomEdges(): Map<string, string[]> {
  const edges = new Map<string, Set<string>>();
  for (const file of files) {
    const targets = edges.get(file.room) ?? new Set();
    for (const imported of file.imports) if (roomOf(imported) !== file.room) targets.add(roomOf(imported));
    edges.set(file.room, targets);
  }
  return new Map([...edges].map(([room, targets]) => [room, [...targets]]));
}

describe('the house', () => {
  test('source files were found', () => expect(files.length).toBeGreaterThan(10));

  test('every room has a rank', () => {
    expect(files.filter((file) => rankOf(file.path) === undefined).map((file) => file.path)).toEqual([]);
  });

  test('imports go from a higher rank to a lower one, or stay on their floor', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter((imported) => (rankOf(imported) ?? 0) > (rankOf(file.path) ?? 0))
        .map((imported) => `${file.path} -> ${imported}`),
    );
    expect(wrong).toEqual([]);
  });

  test.each(STRANGERS)('%s does not know %s', (from, to) => {
    const wrong = files.filter(
      (file) => file.room === from && file.imports.some((path) => roomOf(path) === to),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  test('no file imports itself, over however many others', () => {
    expect(findCycle(new Map(files.map((file) => [file.path, file.imports])))).toBeNull();
  });

  test('no room imports itself, over however many others', () => {
    expect(findCycle(roomEdges())).toBeNull();
  });

  test('the cycle finder finds cycles', () => {
    const edges = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(findCycle(edges)).toEqual(['b', 'c', 'b']);
  });

  test('only rooms that make workbooks of our own load exceljs', () => {
    const wrong = files.filter(
      (file) => file.packages.includes('exceljs') && !EXCELJS_ROOMS.includes(file.room),
    );
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  test('no file has more than 300 lines', () => {
    expect(files.filter((file) => file.lines > 300).map((file) => `${file.path}: ${file.lines}`)).toEqual([]);
  });

  test('files are named after what they own', () => {
    const vague = /(^|\/)(utils?|helpers?|misc|common|types|index)\.ts$/;
    const wrong = files.filter((file) => vague.test(file.path) && file.path !== 'index.ts');
    expect(wrong.map((file) => file.path)).toEqual([]);
  });
});
