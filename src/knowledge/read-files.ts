import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { z } from 'zod';
import { yamlFilesAt } from './file-paths.js';
import type { Finding, FindingCode, Place } from './finding.js';
import {
  frequencyFile,
  type KnowledgeFile,
  knowledgeFile,
  type LanguageFile,
  languageFile,
} from './schema.js';
import { parseYaml, placeAt, type YamlFile } from './yaml-file.js';

/**
 * All files of a knowledge base together, in bytes (about 30,000 entries); more is refused before it is parsed. A
 * parsed document takes some 60 times its text, and a run stays below 512 MiB.
 */
export const MAXIMUM_BYTES = 6 * 1024 * 1024;

export interface KnowledgeDocument {
  yaml: YamlFile;
  value: KnowledgeFile;
}

export interface LanguageDocument {
  /** Null for a `lexicon:` block inside a knowledge file. */
  yaml: YamlFile;
  value: LanguageFile;
  /** Keys that lead to the block within its file. */
  within: readonly string[];
  frequencies: { rows: number; of: ReadonlyMap<string, number> } | null;
}

/** Everything that was read, in reading order, and what was wrong with it. */
export interface KnowledgeFiles {
  knowledge: KnowledgeDocument[];
  language: LanguageDocument[];
  /** Path and bytes of every file that was read. */
  read: { path: string; bytes: Uint8Array }[];
  /** Texts to be read in the place of files, by path. */
  pending: ReadonlyMap<string, string>;
  findings: Finding[];
}

/** Reads knowledge base files with everything they include; `shippedLanguage` is read first unless a file opts out. */
export async function readKnowledgeFiles(
  paths: readonly string[],
  shippedLanguage: readonly string[],
  pending: ReadonlyMap<string, string> = new Map(),
): Promise<KnowledgeFiles> {
  const files: KnowledgeFiles = { knowledge: [], language: [], read: [], pending, findings: [] };
  for (const path of paths) {
    const found = await yamlFilesAt(path);
    if (found.length === 0) report(files, 'file-missing', 'the folder holds no YAML file', start(path));
    for (const file of found) await readKnowledgeFile(files, file, null);
  }
  const lexicons = files.knowledge.flatMap(({ yaml, value }) =>
    value.lexicon ? [{ yaml, value: value.lexicon }] : [],
  );
  if (!lexicons.some(({ value }) => value.base === 'none')) {
    for (const path of shippedLanguage) await readLanguageFile(files, path, null);
  }
  for (const { yaml, value } of lexicons) {
    const { base: _, include, ...block } = value;
    for (const [index, path] of (include ?? []).entries()) {
      await readLanguageFile(files, beside(yaml.path, path), placeAt(yaml, ['lexicon', 'include', index]));
    }
    const frequencies = await readFrequencies(files, yaml, block.frequencies, ['lexicon', 'frequencies']);
    files.language.push({ yaml, value: block, within: ['lexicon'], frequencies });
  }
  return files;
}

async function readKnowledgeFile(files: KnowledgeFiles, path: string, asked: Place | null): Promise<void> {
  const document = await readYaml(files, path, asked, knowledgeFile);
  if (!document) return;
  files.knowledge.push(document);
  for (const [index, include] of (document.value.include ?? []).entries()) {
    await readKnowledgeFile(files, beside(path, include), placeAt(document.yaml, ['include', index]));
  }
}

async function readLanguageFile(files: KnowledgeFiles, path: string, asked: Place | null): Promise<void> {
  const document = await readYaml(files, path, asked, languageFile);
  if (!document) return;
  const frequencies = await readFrequencies(files, document.yaml, document.value.frequencies, [
    'frequencies',
  ]);
  files.language.push({ ...document, within: [], frequencies });
}

async function readFrequencies(
  files: KnowledgeFiles,
  yaml: YamlFile,
  name: string | undefined,
  keys: readonly string[],
): Promise<LanguageDocument['frequencies']> {
  if (name === undefined) return null;
  const path = beside(yaml.path, name);
  const bytes = await readBytes(files, path, placeAt(yaml, keys));
  if (!bytes) return null;
  try {
    const { rows, frequencies } = frequencyFile.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return { rows, of: new Map(Object.entries(frequencies)) };
  } catch {
    report(
      files,
      'file-unreadable',
      'is not a word frequency file: { "rows": 1, "frequencies": { "word": 1 } }',
      start(path),
    );
    return null;
  }
}

async function readYaml<T>(
  files: KnowledgeFiles,
  path: string,
  asked: Place | null,
  schema: z.ZodType<T>,
): Promise<{ yaml: YamlFile; value: T } | null> {
  const bytes = await readBytes(files, path, asked);
  if (!bytes) return null;
  const { file: yaml, findings } = parseYaml(path, bytes);
  files.findings.push(...findings);
  if (!yaml) return null;
  const parsed = schema.safeParse(yaml.document.toJS() ?? {});
  if (parsed.success) return { yaml, value: parsed.data };
  for (const issue of parsed.error.issues) files.findings.push(...schemaFindings(yaml, issue));
  return null;
}

async function readBytes(
  files: KnowledgeFiles,
  path: string,
  asked: Place | null,
): Promise<Uint8Array | null> {
  // Included twice, or reached by two paths: the first reading counts.
  if (files.read.some((file) => resolve(file.path) === resolve(path))) return null;
  const text = files.pending.get(path);
  if (text !== undefined) {
    const bytes = new TextEncoder().encode(text);
    files.read.push({ path, bytes });
    return bytes;
  }
  const info = await stat(path).catch(() => null);
  if (!info) {
    // Named by another file, the path has to be said; named by a person, it is the place itself.
    const what = asked === null ? 'there is no such file or folder' : `there is no file ${path}`;
    return report(files, 'file-missing', what, asked ?? start(path));
  }
  if (!info.isFile()) return report(files, 'file-unreadable', `${path} is not a file`, asked ?? start(path));
  const soFar = files.read.reduce((sum, file) => sum + file.bytes.length, 0);
  if (soFar + info.size > MAXIMUM_BYTES) {
    return report(files, 'file-too-large', 'a knowledge base may hold 6 MiB of text at most', start(path));
  }
  const bytes = await readFile(path).catch(() => null);
  if (!bytes) return report(files, 'file-unreadable', `${path} cannot be read`, asked ?? start(path));
  files.read.push({ path, bytes });
  return bytes;
}

function schemaFindings(yaml: YamlFile, issue: z.core.$ZodIssue): Finding[] {
  const entry = entryAt(yaml, issue.path);
  const finding = (message: string, place: Place): Finding => ({
    severity: 'error',
    code: 'schema',
    message,
    entry,
    place,
  });
  const field = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => finding(`unknown field "${key}"`, placeAt(yaml, issue.path, key)));
  }
  const missing = issue.code === 'invalid_type' && yaml.document.getIn(issue.path) === undefined;
  const place = placeAt(yaml, issue.path);
  if (missing) return [finding(`${field} is missing`, place)];
  const advice = issue.code === 'invalid_type' && issue.expected === 'string' ? '; put it in quotes' : '';
  return [finding(`${field === '' ? 'the file' : field}: ${issue.message}${advice}`, place)];
}

function entryAt(yaml: YamlFile, path: readonly PropertyKey[]): string | null {
  const [list, index] = path;
  if (list !== 'entries' || typeof index !== 'number') return null;
  const id = yaml.document.getIn(['entries', index, 'id']);
  return typeof id === 'string' ? id : null;
}

function report(files: KnowledgeFiles, code: FindingCode, message: string, place: Place): null {
  files.findings.push({ severity: 'error', code, message, entry: null, place });
  return null;
}

function beside(file: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(file), path);
}

function start(file: string): Place {
  return { file, line: 1, column: 1 };
}
