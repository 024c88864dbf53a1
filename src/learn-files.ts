import { basename } from 'node:path';
import { applyLessons } from './knowledge/apply-lessons.js';
import { InvalidKnowledgeBase } from './knowledge/finding.js';
import { type Lesson, newsFor } from './knowledge/lessons.js';
import { readKnowledgeBase } from './knowledge/load.js';
import { lessonsOf } from './learn.js';
import { createMatcher } from './matching/matcher.js';
import { readInputFile } from './storage/read-input-file.js';

/** What files teach a knowledge base, and the YAML with it; nothing is written. */
export interface Learned {
  lessons: readonly Lesson[];
  /** Texts of the files that change, by path, before and after. */
  before: ReadonlyMap<string, string>;
  texts: ReadonlyMap<string, string>;
}

/** Learns from files; `wanted` chooses among the lessons. */
export async function learnFrom(
  files: readonly string[],
  knowledge: readonly string[],
  wanted: (lesson: Lesson) => boolean,
): Promise<Learned> {
  const reading = await readKnowledgeBase(knowledge);
  const errors = reading.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InvalidKnowledgeBase(errors);
  const { base } = reading;
  const documents = reading.files.knowledge;
  const matcher = createMatcher(base);
  const lessons: Lesson[] = [];
  for (const file of files)
    lessons.push(...lessonsOf(await readInputFile(file), basename(file), base, matcher));
  const news = newsFor(base, lessons).filter(wanted);
  const home = documents.find(({ value }) => value.entries)?.yaml.path ?? documents[0]?.yaml.path ?? '';
  const texts = applyLessons(documents, news, home);
  const before = new Map(documents.map(({ yaml }) => [yaml.path, yaml.text]));
  return { lessons: news, before, texts };
}
