import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { Lesson } from './lessons.js';
import { freeId } from './propose-entries.js';
import type { KnowledgeDocument } from './read-files.js';
import {
  addField,
  appendItems,
  appendToList,
  applyEdits,
  pairOf,
  replaceScalar,
  type TextEdit,
} from './yaml-edit.js';
import { parseYaml, type YamlFile } from './yaml-file.js';

/**
 * Puts lessons into the YAML of a knowledge base; every other byte stays. Conflicts are left to people. Changed
 * answers and new entries become drafts, which are never written into a customer's file before a person approves.
 */
export function applyLessons(
  documents: readonly KnowledgeDocument[],
  lessons: readonly Lesson[],
  home: string,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { yaml, value } of documents) {
    const edits = (value.entries ?? []).flatMap((entry, index) => {
      const map = yaml.document.getIn(['entries', index], true);
      const own = lessons.filter((lesson) => 'entry' in lesson && lesson.entry === entry.id);
      return isMap(map) ? entryEdits(yaml, map, own) : [];
    });
    if (edits.length > 0) texts.set(yaml.path, applyEdits(yaml.text, edits));
  }
  const ids = new Set(documents.flatMap(({ value }) => (value.entries ?? []).map((entry) => entry.id)));
  const entries = lessons.flatMap((lesson) => {
    if (lesson.kind !== 'new-entry') return [];
    const id = freeId(lesson.question, ids);
    ids.add(id);
    const { question, verdict, answer } = lesson;
    return [{ id, question, ...(verdict === null ? {} : { verdict }), answer, draft: true }];
  });
  const target = documents.find(({ yaml }) => yaml.path === home);
  if (target && entries.length > 0) texts.set(home, appendEntries(target.yaml, texts.get(home), entries));
  return texts;
}

function appendEntries(yaml: YamlFile, changed: string | undefined, entries: readonly object[]): string {
  const { file } = parseYaml(yaml.path, new TextEncoder().encode(changed ?? yaml.text));
  if (!file) throw new TypeError('an edit broke the YAML');
  return applyEdits(file.text, [appendItems(file, 'entries', entries)]);
}

function entryEdits(yaml: YamlFile, map: YAMLMap, lessons: readonly Lesson[]): TextEdit[] {
  const texts = (wanted: (lesson: Lesson) => boolean) =>
    lessons.flatMap((lesson) => ('text' in lesson && wanted(lesson) ? [lesson.text] : []));
  const edits: TextEdit[] = [];
  const answer = lessons.find((lesson) => lesson.kind === 'answer');
  const scalar = pairOf(map, 'answer')?.value;
  if (answer?.kind === 'answer' && isScalar(scalar)) {
    edits.push(replaceScalar(yaml, scalar, answer.now));
    if (!pairOf(map, 'draft')) edits.push(addField(yaml, map, 'id', 'draft', true));
  }
  const added = (['yes', 'no', 'open'] as const).map((polarity) => ({
    polarity,
    texts: texts((lesson) => lesson.kind === 'phrasing' && lesson.polarity === polarity),
  }));
  const notFor = texts((lesson) => lesson.kind === 'not-for');
  // Where edits meet at the end of the same field, the deeper one goes first.
  return [...edits, ...phrasingEdits(yaml, map, added), ...listEdits(yaml, map, 'not-for', notFor)];
}

function phrasingEdits(
  yaml: YamlFile,
  map: YAMLMap,
  added: readonly { polarity: string; texts: readonly string[] }[],
): TextEdit[] {
  const news = added.filter(({ texts }) => texts.length > 0);
  if (news.length === 0) return [];
  const phrasings = pairOf(map, 'phrasings')?.value;
  if (isMap(phrasings) && phrasings.items.length > 0) {
    const ordered = [
      ...news.filter(({ polarity }) => pairOf(phrasings, polarity)),
      ...news.filter(({ polarity }) => !pairOf(phrasings, polarity)),
    ];
    return ordered.flatMap(({ polarity, texts }) => listEdits(yaml, phrasings, polarity, texts));
  }
  const fields = Object.fromEntries(news.map(({ polarity, texts }) => [polarity, texts]));
  return [addField(yaml, map, 'question', 'phrasings', fields)];
}

/** Adds texts to a list field, which is made at the end of the map where it is missing. */
function listEdits(yaml: YamlFile, map: YAMLMap, key: string, texts: readonly string[]): TextEdit[] {
  if (texts.length === 0) return [];
  const list = pairOf(map, key)?.value;
  if (isSeq(list) && list.items.length > 0) return [appendToList(yaml, list, texts)];
  const last = map.items.at(-1)?.key;
  const after = isScalar(last) ? String(last.value) : 'id';
  return [addField(yaml, map, after, key, texts)];
}
