import type { BuildChange } from '../knowledge/rebuild.js';
import type { Palette } from './palette.js';
import { safeText } from './safe-text.js';
import { wrapToWidth } from './text-width.js';

/** What a change means for the person who looks after the knowledge base. */
const MEANING: Readonly<Record<BuildChange['kind'], { title: string; colour: 'green' | 'yellow' | 'cyan' }>> =
  {
    stale: {
      title: 'stale: the source says it in other words now; check the answer, then remove "stale"',
      colour: 'yellow',
    },
    gone: { title: 'stale: the source no longer says it', colour: 'yellow' },
    restored: {
      title: 'no longer stale: the source says again what the answer was approved for',
      colour: 'green',
    },
    moved: { title: 'moved under another heading', colour: 'cyan' },
    reworded: { title: 'punctuation or case of the quote changed', colour: 'cyan' },
    new: { title: 'new in the source: a draft; check it, then remove "draft"', colour: 'cyan' },
  };

/** Old and new wording side by side, one block a change. */
export function changesText(changes: readonly BuildChange[], width: number, palette: Palette): string {
  return changes
    .map(({ kind, entry, heading, was, now }) => {
      const { title, colour } = MEANING[kind];
      const block = (mark: string, text: string | null) =>
        text === null
          ? []
          : wrapToWidth(safeText(text), width - 4).map(
              (line, index) => `${index === 0 ? `  ${mark} ` : '    '}${line}`,
            );
      return [
        `${palette[colour](safeText(entry))}  ${title}`,
        ...(kind === 'moved' ? [] : [palette.dim(`  "${safeText(heading)}"`)]),
        ...block('-', was).map((line) => palette.red(line)),
        ...block('+', now).map((line) => palette.green(line)),
      ].join('\n');
    })
    .join('\n\n');
}
