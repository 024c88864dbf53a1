import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { fingerprint } from './fingerprint.js';
import type { KnowledgeBase } from './knowledge-base.js';

/** A knowledge base as one JSON: paths relative to the package, maps as pairs. */
export interface CompiledKnowledgeBase {
  base: KnowledgeBase;
  frequencies: readonly (readonly [string, number])[];
}

/** File name beside this module in dist/; sources that run without a build have none and read the YAML. */
export const COMPILED = 'shipped.json';

/** Turns a knowledge base into its compiled form. */
export function compileKnowledgeBase(base: KnowledgeBase, root: string): CompiledKnowledgeBase {
  const { frequencies } = base.lexicon;
  return {
    base: withPaths(base, (path) => relative(root, path).replaceAll('\\', '/')),
    frequencies: [...frequencies.of],
  };
}

/** The compiled knowledge base, if there is one and every file it was made from still has the same bytes. */
export async function loadCompiled(root: string): Promise<KnowledgeBase | null> {
  try {
    const text = await readFile(new URL(COMPILED, import.meta.url), 'utf8');
    const compiled = JSON.parse(text) as CompiledKnowledgeBase;
    const base = withPaths(compiled.base, (path) => (isAbsolute(path) ? path : join(root, path)));
    const bytes = await Promise.all(base.files.map((file) => readFile(file)));
    if (fingerprint(bytes) !== base.fingerprint) return null;
    const frequencies = { rows: base.lexicon.frequencies.rows, of: new Map(compiled.frequencies) };
    return { ...base, lexicon: { ...base.lexicon, frequencies } };
  } catch {
    return null;
  }
}

function withPaths(base: KnowledgeBase, change: (path: string) => string): KnowledgeBase {
  return {
    ...base,
    files: base.files.map(change),
    sources: base.sources.map((source) => ({
      ...source,
      path: source.path === null ? null : change(source.path),
    })),
    entries: base.entries.map((entry) => ({
      ...entry,
      place: { ...entry.place, file: change(entry.place.file) },
    })),
  };
}
