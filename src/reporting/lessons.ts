import type { Lesson } from '../knowledge/lessons.js';
import type { Palette } from './palette.js';
import { safeText } from './safe-text.js';

const TITLES: Readonly<Record<Lesson['kind'], (count: number) => string>> = {
  phrasing: (count) => `${count} new ${count === 1 ? 'wording' : 'wordings'}`,
  'not-for': (count) => `${count} known non-${count === 1 ? 'answer' : 'answers'}`,
  answer: (count) => `${count} changed ${count === 1 ? 'answer' : 'answers'} (as drafts)`,
  'new-entry': (count) => `${count} new ${count === 1 ? 'entry' : 'entries'} without a source (as drafts)`,
  conflict: (count) => `${count} ${count === 1 ? 'conflict' : 'conflicts'} for a person`,
};

const KINDS = Object.keys(TITLES) as Lesson['kind'][];

/** What was learned, by kind; conflicts in full, as no patch shows them. */
export function lessonsText(lessons: readonly Lesson[], palette: Palette): string {
  const lines = KINDS.flatMap((kind) => {
    const count = lessons.filter((lesson) => lesson.kind === kind).length;
    return count === 0 ? [] : [TITLES[kind](count)];
  });
  const conflicts = lessons.flatMap((lesson) =>
    lesson.kind === 'conflict'
      ? [
          palette.yellow(safeText(`${lesson.entry ?? 'no entry'}: ${lesson.problem}`)),
          safeText(`  "${lesson.question}"`),
          palette.dim(safeText(`  ${lesson.origin}`)),
        ]
      : [],
  );
  return [...conflicts, lines.length === 0 ? 'nothing new' : lines.join(', ')].join('\n');
}
