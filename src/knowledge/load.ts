import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCompiled } from './compiled.js';
import type { Finding } from './finding.js';
import type { KnowledgeBase } from './knowledge-base.js';
import type { KnowledgeFiles } from './read-files.js';

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));

/** Path of the knowledge base that ships with the package. */
export function defaultKnowledgeBasePath(): string {
  return join(PACKAGE, 'knowledge', 'meshstack.yaml');
}

/** Whether these paths name the knowledge base that ships with the package, alone. */
export function isShipped(paths: readonly string[]): boolean {
  return paths.length === 1 && paths[0] === defaultKnowledgeBasePath();
}

/** Path of the JSON Schema of knowledge files. */
export function shippedSchemaPath(): string {
  return join(PACKAGE, 'knowledge', 'schema', 'knowledge-base.schema.json');
}

/** Language files that every knowledge base builds on, unless it opts out with `lexicon: { base: none }`. */
export function shippedLanguagePaths(): string[] {
  return ['concepts.yaml', 'words.yaml'].map((name) => join(PACKAGE, 'knowledge', 'language', name));
}

/**
 * Loads one knowledge base from files or folders, with everything they include.
 * Throws `kb-invalid` with every problem as `file:line:column: message`.
 */
export async function loadKnowledgeBase(paths: readonly string[]): Promise<KnowledgeBase> {
  const compiled = isShipped(paths) ? await loadCompiled(PACKAGE) : null;
  if (compiled) return compiled;
  const { base, findings } = await readKnowledgeBase(paths);
  const errors = findings.filter((finding) => finding.severity === 'error');
  if (errors.length === 0) return base;
  const { InvalidKnowledgeBase, inReadingOrder } = await import('./finding.js');
  throw new InvalidKnowledgeBase(inReadingOrder(errors));
}

/** A knowledge base as far as it could be read, the files it came from, and what is wrong. */
export interface KnowledgeReading {
  base: KnowledgeBase;
  files: KnowledgeFiles;
  findings: readonly Finding[];
}

/**
 * Reads a knowledge base with the places of all it holds; for the commands that check or change it. `pending` holds
 * texts that are not written yet, by path.
 */
export async function readKnowledgeBase(
  paths: readonly string[],
  pending: ReadonlyMap<string, string> = new Map(),
): Promise<KnowledgeReading> {
  // YAML and schema cost more to load than the compiled knowledge base: only where they are needed.
  const { readKnowledgeFiles } = await import('./read-files.js');
  const { assemble } = await import('./assemble.js');
  const files = await readKnowledgeFiles(paths, shippedLanguagePaths(), pending);
  return { files, ...assemble(files) };
}
