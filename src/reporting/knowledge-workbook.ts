import type { Entry, KnowledgeBase } from '../knowledge/knowledge-base.js';
import { entryState } from './knowledge-list.js';
import { newWorkbook, workbookBytes } from './own-workbook.js';

const COLUMNS: readonly {
  title: string;
  width: number;
  value: (entry: Entry, base: KnowledgeBase) => string;
}[] = [
  { title: 'ID', width: 18, value: (entry) => entry.id },
  { title: 'Topic', width: 20, value: (entry) => entry.topic },
  { title: 'Question', width: 40, value: (entry) => entry.question },
  { title: 'Short answer', width: 13, value: (entry) => entry.verdict ?? '' },
  { title: 'Answer', width: 70, value: (entry) => entry.answer },
  { title: 'Other languages', width: 60, value: translations },
  { title: 'Source', width: 40, value: headings },
  { title: 'Quote', width: 70, value: (entry) => entry.quotes.map(({ quote }) => quote).join('\n') },
  { title: 'Ways to ask', width: 50, value: wordings },
  { title: 'Owner', width: 20, value: (entry) => entry.owner ?? '' },
  { title: 'Verified', width: 12, value: (entry) => entry.verified ?? '' },
  { title: 'Expires', width: 12, value: (entry) => entry.expires ?? '' },
];

/** Excel's longest cell text. */
const LONGEST_CELL = 32_767;

function translations(entry: Entry): string {
  return Object.entries(entry.translations)
    .map(([language, { answer }]) => `${language}: ${answer}`)
    .join('\n');
}

function headings(entry: Entry, base: KnowledgeBase): string {
  const titles = new Map(base.sources.map(({ id, title }) => [id, title]));
  const lines = entry.quotes.map(({ source, heading }) => `${titles.get(source) ?? source}: ${heading}`);
  return [...new Set(lines)].join('\n');
}

function wordings({ phrasings }: Entry): string {
  return [...phrasings.yes, ...phrasings.no, ...phrasings.open].join('\n');
}

/** A workbook of all entries, for colleagues who do not read YAML: one row an entry, filter, frozen header. */
export async function knowledgeWorkbook(base: KnowledgeBase, today: string): Promise<Uint8Array> {
  const workbook = newWorkbook(`Knowledge base ${base.title}`);
  const sheet = workbook.addWorksheet('Knowledge base', {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }],
  });
  const state = { title: 'State', width: 12, value: (entry: Entry) => entryState(entry, today) };
  const columns = [...COLUMNS, state];
  sheet.columns = columns.map(({ title, width }) => ({ header: title, width }));
  for (const entry of base.entries)
    sheet.addRow(columns.map(({ value }) => value(entry, base).slice(0, LONGEST_CELL)));
  sheet.getRow(1).font = { bold: true };
  sheet.eachRow((row) => {
    row.alignment = { vertical: 'top', wrapText: true };
  });
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: Math.max(1, base.entries.length + 1), column: columns.length },
  };
  return workbookBytes(workbook);
}
