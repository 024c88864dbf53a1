import type { Entry, KnowledgeBase, Verdict } from './knowledge-base.js';
import { foldWording } from './wording.js';

/** Where something was learned, for people: "q.review.xlsx, Security!C12". */
export type Origin = string;

/** One thing that a reviewed or completed questionnaire teaches. */
export type Lesson =
  | { kind: 'phrasing'; entry: string; polarity: 'yes' | 'no' | 'open'; text: string; origin: Origin }
  | { kind: 'not-for'; entry: string; text: string; origin: Origin }
  | { kind: 'answer'; entry: string; question: string; was: string; now: string; origin: Origin }
  | { kind: 'new-entry'; question: string; verdict: Verdict | null; answer: string; origin: Origin }
  | { kind: 'conflict'; entry: string | null; question: string; problem: string; origin: Origin };

/** Where in an entry a wording with this short answer belongs. */
export function polarityOf(verdict: Verdict | null): 'yes' | 'no' | 'open' {
  return verdict === 'yes' || verdict === 'no' ? verdict : 'open';
}

/**
 * What is news to a knowledge base: known wordings are left out, each lesson stands once, and lessons that contradict
 * each other or the knowledge base become conflicts.
 */
export function newsFor(base: KnowledgeBase, lessons: readonly Lesson[]): Lesson[] {
  const known = knownWordings(base);
  const taught = new Map<string, Lesson>();
  const news: Lesson[] = [];
  for (const lesson of lessons) {
    const wording = foldWording('text' in lesson ? lesson.text : lesson.question);
    const about = 'entry' in lesson ? lesson.entry : null;
    const key = JSON.stringify([
      lesson.kind === 'new-entry' || lesson.kind === 'answer' ? lesson.kind : '',
      about,
      wording,
    ]);
    const earlier = taught.get(key);
    if (earlier) {
      if (earlier.kind !== lesson.kind && earlier.kind !== 'conflict') {
        news[news.indexOf(earlier)] = contradiction(
          about,
          wording,
          `${earlier.origin} and ${lesson.origin} decide differently`,
          lesson.origin,
        );
      }
      continue;
    }
    const verdict = judge(lesson, known.get(wording), base);
    if (verdict === null) continue;
    taught.set(key, verdict);
    news.push(verdict);
  }
  return news;
}

interface Known {
  entry: Entry | null;
  polarity: 'yes' | 'no' | 'open' | 'not-for' | 'unanswered';
}

function knownWordings(base: KnowledgeBase): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const { text } of base.unanswered)
    known.set(foldWording(text), { entry: null, polarity: 'unanswered' });
  for (const entry of base.entries) {
    for (const text of entry.notFor) known.set(foldWording(text), { entry, polarity: 'not-for' });
    for (const polarity of ['yes', 'no', 'open'] as const) {
      for (const text of entry.phrasings[polarity]) known.set(foldWording(text), { entry, polarity });
    }
  }
  return known;
}

/** A lesson as it is, as a conflict, or null where the knowledge base knows it. */
function judge(lesson: Lesson, known: Known | undefined, base: KnowledgeBase): Lesson | null {
  if (lesson.kind === 'conflict') return lesson;
  if (lesson.kind === 'new-entry') return known?.entry ? null : lesson;
  if (!base.entries.some((entry) => entry.id === lesson.entry)) {
    const question = 'text' in lesson ? lesson.text : lesson.question;
    return contradiction(
      lesson.entry,
      question,
      `the knowledge base has no entry "${lesson.entry}"`,
      lesson.origin,
    );
  }
  if (lesson.kind === 'answer' || !known) return lesson;
  const { polarity, entry } = known;
  const own = entry?.id === lesson.entry;
  if (lesson.kind === 'phrasing') {
    if (own && (polarity === lesson.polarity || lesson.polarity === 'open')) return null;
    const says =
      polarity === 'unanswered'
        ? 'is listed as not answered'
        : own
          ? `is listed as ${polarity}`
          : `belongs to "${entry?.id}"`;
    return contradiction(
      lesson.entry,
      lesson.text,
      `the wording ${says} in the knowledge base`,
      lesson.origin,
    );
  }
  if (polarity === 'unanswered' || (own && polarity === 'not-for')) return null;
  if (!own) return lesson;
  return contradiction(
    lesson.entry,
    lesson.text,
    'it was rejected, and is a wording of the entry',
    lesson.origin,
  );
}

function contradiction(entry: string | null, question: string, problem: string, origin: Origin): Lesson {
  return { kind: 'conflict', entry, question, problem, origin };
}
