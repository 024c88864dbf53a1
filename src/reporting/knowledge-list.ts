import { unfitBecause } from '../answering/freshness.js';
import { citationsOf } from '../knowledge/citation.js';
import type { Entry, KnowledgeBase } from '../knowledge/knowledge-base.js';
import type { Palette } from './palette.js';
import { safeText } from './safe-text.js';
import { textTable } from './text-table.js';
import { wrapToWidth } from './text-width.js';

/** What an entry may be used for today, in a word or two. */
export function entryState(entry: Entry, today: string): string {
  if (entry.draft === true) return 'draft';
  if (entry.stale !== null) return 'stale';
  if (unfitBecause(entry, today) !== null) return entry.quotes.length === 0 ? 'no source' : 'expired';
  return entry.verified === null ? 'unverified' : 'ok';
}

/** The entries as a table for the terminal. */
export function listText(entries: readonly Entry[], today: string, width: number, palette: Palette): string {
  const rows = entries.map((entry) => [
    safeText(entry.id),
    safeText(entry.topic),
    entry.verdict ?? '-',
    entryState(entry, today),
    safeText(entry.question),
  ]);
  const columns = [
    { title: 'ID', side: 'left' as const },
    { title: 'TOPIC', side: 'left' as const },
    { title: 'SHORT', side: 'left' as const },
    { title: 'STATE', side: 'left' as const },
    { title: 'QUESTION', side: 'left' as const, elastic: true },
  ];
  const lines = textTable(columns, rows, width, (cell, column, row) => {
    if (row === null) return palette.dim(cell);
    if (column === 0) return palette.cyan(cell);
    return column === 3 && cell.trim() !== 'ok' ? palette.yellow(cell) : cell;
  });
  return lines.join('\n');
}

/** An entry as data, for `--json` and for people. */
export function entryData(entry: Entry, base: KnowledgeBase, today: string) {
  const { place, ...fields } = entry;
  return { ...fields, state: entryState(entry, today), citations: citationsOf([entry], base), place };
}

/** One entry in full. */
export function entryText(
  entry: Entry,
  base: KnowledgeBase,
  style: { today: string; width: number; palette: Palette },
): string {
  const { palette, today } = style;
  const block = (text: string, indent = 2) =>
    wrapToWidth(safeText(text), style.width - indent).map((line) => ' '.repeat(indent) + line);
  const state = entryState(entry, today);
  const lines = [
    `${palette.cyan(safeText(entry.id))}  ${palette.dim(safeText(entry.topic))}${state === 'ok' ? '' : `  ${palette.yellow(state)}`}`,
    '',
    palette.bold(safeText(entry.question)),
    ...(entry.verdict === null
      ? []
      : [`  ${entry.verdict}${entry.hedged ? ' (hedged: never without its text)' : ''}`]),
    ...block(entry.answer),
  ];
  for (const [language, { answer, verified }] of Object.entries(entry.translations)) {
    lines.push(
      '',
      palette.dim(`${language}${verified === null ? ', not verified' : `, verified ${verified}`}`),
      ...block(answer),
    );
  }
  let before = '';
  for (const { source, heading, quote, url } of citationsOf([entry], base)) {
    const place = safeText(`${source}, "${heading}"${url === null ? '' : ` ${url}`}`);
    if (place !== before) lines.push('', palette.dim(place));
    before = place;
    lines.push(...block(`"${quote}"`));
  }
  if (entry.stale !== null) {
    lines.push('', palette.yellow('the source has changed'), ...block(`was: ${entry.stale.was}`));
    lines.push(...block(`now: ${entry.stale.now ?? '(gone)'}`));
  }
  for (const kind of ['yes', 'no', 'open'] as const) {
    const texts = entry.phrasings[kind];
    if (texts.length > 0)
      lines.push('', palette.dim(`asked so that the answer is ${kind === 'open' ? 'text' : kind}`));
    for (const text of texts) lines.push(...block(text));
  }
  const life = [
    entry.owner === null ? null : `owner ${entry.owner}`,
    entry.verified === null ? 'never verified' : `verified ${entry.verified}`,
    entry.expires === null ? null : `expires ${entry.expires}`,
    entry.related.length === 0 ? null : `see also ${entry.related.join(', ')}`,
  ].filter((part) => part !== null);
  const { file, line } = entry.place;
  lines.push('', palette.dim(safeText(life.join(', '))), palette.dim(safeText(`${file}:${line}`)));
  return lines.join('\n');
}
