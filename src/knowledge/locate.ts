import type { Place } from './finding.js';
import type { Entry } from './knowledge-base.js';
import type { KnowledgeFiles } from './read-files.js';
import { placeAt, type YamlFile } from './yaml-file.js';

/** Gives the places of what entries hold, for findings. */
export interface Locator {
  /** Place of a field of an entry, by keys within it: `['quotes', 1, 'heading']`. */
  field(entry: Entry, keys: readonly (string | number)[]): Place;
  /** Place of a phrasing, in the entry or in a file of further phrasings. */
  phrasing(entry: Entry, text: string): Place;
  /** Place of a text under `unanswered`. */
  unanswered(subject: string, text: string): Place;
}

/** Finds places in the files a knowledge base was read from. */
export function createLocator(files: KnowledgeFiles): Locator {
  const entries = new Map<string, { yaml: YamlFile; index: number }>();
  for (const { yaml, value } of files.knowledge) {
    for (const [index, entry] of (value.entries ?? []).entries()) {
      if (!entries.has(entry.id)) entries.set(entry.id, { yaml, index });
    }
  }
  const field: Locator['field'] = (entry, keys) => {
    const home = entries.get(entry.id);
    return home ? placeAt(home.yaml, ['entries', home.index, ...keys]) : entry.place;
  };
  return {
    field,
    phrasing(entry, text) {
      for (const { yaml, value } of files.knowledge) {
        const home = entries.get(entry.id);
        const lists: [
          readonly (string | number)[],
          Record<string, readonly string[] | undefined> | undefined,
        ][] = [[['phrasings', entry.id], value.phrasings?.[entry.id]]];
        if (home?.yaml === yaml) {
          lists.unshift([['entries', home.index, 'phrasings'], value.entries?.[home.index]?.phrasings]);
        }
        for (const [path, phrasings] of lists) {
          for (const [kind, texts] of Object.entries(phrasings ?? {})) {
            const at = texts?.indexOf(text) ?? -1;
            if (at >= 0) return placeAt(yaml, [...path, kind, at]);
          }
        }
      }
      return field(entry, ['question']);
    },
    unanswered(subject, text) {
      for (const { yaml, value } of files.knowledge) {
        const at = value.unanswered?.[subject]?.indexOf(text) ?? -1;
        if (at >= 0) return placeAt(yaml, ['unanswered', subject, at]);
      }
      return { file: files.read[0]?.path ?? '', line: 1, column: 1 };
    },
  };
}
