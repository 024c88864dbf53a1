import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { MeshsecError } from './errors.js';
import { InvalidKnowledgeBase } from './knowledge/finding.js';
import { readKnowledgeBase, shippedSchemaPath } from './knowledge/load.js';
import { newKnowledgeBase, sourceId } from './knowledge/new-knowledge-base.js';
import { type BuildChange, rebuild } from './knowledge/rebuild.js';
import { readSource, type SourceDocument } from './knowledge/source-document.js';
import { appendItems, applyEdits } from './knowledge/yaml-edit.js';
import { readInputFile } from './storage/read-input-file.js';

/** What a build would write, and what it changed. */
export interface Build {
  /** New texts by path; empty where all is up to date. */
  texts: ReadonlyMap<string, string>;
  changes: readonly BuildChange[];
  /** The knowledge base did not exist before. */
  created: boolean;
  entries: number;
}

/** Builds a knowledge base from Markdown files, or brings an existing one in line with them; writes nothing. */
export async function buildKnowledge(sources: readonly string[], target: string): Promise<Build> {
  const documents = new Map<string, SourceDocument>();
  for (const path of sources) documents.set(path, await readMarkdown(path));
  if (!(await stat(target).catch(() => null))) return buildNew(documents, target);
  let texts = new Map<string, string>();
  const changes: BuildChange[] = [];
  let entries = 0;
  for (const [path, document] of documents) {
    const step = await rebuildWith(path, document, target, texts);
    texts = new Map([...texts, ...step.texts]);
    changes.push(...step.changes);
    entries = step.entries;
  }
  return { texts, changes, created: false, entries };
}

async function readMarkdown(path: string): Promise<SourceDocument> {
  const bytes = await readInputFile(path);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new MeshsecError('input-unreadable', 'is not UTF-8 text', 'name a Markdown file', { file: path });
  }
  const document = readSource(text);
  if (document.sections.some((section) => section.heading !== '' && section.passages.length > 0))
    return document;
  const hint = 'Entries are made from the text under headings ("## Question").';
  throw new MeshsecError('input-unreadable', 'has no text under a Markdown heading', hint, { file: path });
}

function buildNew(documents: ReadonlyMap<string, SourceDocument>, target: string): Build {
  const ids = new Set<string>();
  const sources = [...documents].map(([path, document]) => {
    const id = sourceId(basename(path), ids);
    ids.add(id);
    return { id, title: document.title ?? basename(path), path: relativeTo(target, path), document };
  });
  const title = sources[0]?.title ?? basename(target);
  const text = newKnowledgeBase(title, sources, relativeTo(target, shippedSchemaPath()));
  return {
    texts: new Map([[target, text]]),
    changes: [],
    created: true,
    entries: text.match(/^ {2}- id: (?!.*\n {4}title:)/gm)?.length ?? 0,
  };
}

async function rebuildWith(
  path: string,
  document: SourceDocument,
  target: string,
  pending: ReadonlyMap<string, string>,
): Promise<{ texts: ReadonlyMap<string, string>; changes: readonly BuildChange[]; entries: number }> {
  const { files, base, findings } = await readKnowledgeBase([target], pending);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InvalidKnowledgeBase(errors);
  const known = base.sources.find((source) => source.path !== null && resolve(source.path) === resolve(path));
  const home =
    files.knowledge.find(({ value }) => value.entries)?.yaml.path ?? files.knowledge[0]?.yaml.path ?? target;
  if (known) return { ...rebuild(files.knowledge, known.id, document, home), entries: base.entries.length };
  // A further source: it is listed first, then all it says is new.
  const main = files.knowledge[0];
  if (!main) throw new InvalidKnowledgeBase(findings);
  const id = sourceId(basename(path), new Set(base.sources.map((source) => source.id)));
  const item = { id, title: document.title ?? basename(path), path: relativeTo(main.yaml.path, path) };
  const listed = new Map([
    ...pending,
    [main.yaml.path, applyEdits(main.yaml.text, [appendItems(main.yaml, 'sources', [item])])],
  ]);
  const again = await rebuildWith(path, document, target, listed);
  return { ...again, texts: new Map([...listed, ...again.texts]) };
}

function relativeTo(file: string, path: string): string {
  const short = relative(dirname(resolve(file)), resolve(path)).replaceAll('\\', '/');
  return short.startsWith('.') ? short : join('.', short).replaceAll('\\', '/');
}
