import { parse } from 'yaml';
import { z } from 'zod';
import { MeshsecError } from '../errors.js';
import type { LabelledRow } from './labelled-row.js';

const strings = z.array(z.string());

/** Rows that are labelled with the passages of the source that answer them. */
const passageRow = z.object({
  id: z.string(),
  voice: z.union([z.string(), z.number()]).optional(),
  style: z.string().optional(),
  lang: z.string().optional(),
  section: z.string().nullish(),
  text: z.string(),
  kind: z.enum(['question', 'not-a-question']).optional(),
  answerable: z.enum(['full', 'partial', 'none']),
  gold_headings: strings,
  gold_quotes: strings,
  acceptable_headings: strings.optional(),
  verdict: z.enum(['yes', 'no', 'na', 'text']).nullish(),
  tags: strings.optional(),
  disputed: z.boolean().optional(),
});

/** Rows that are labelled with the ids of the entries that answer them; none where nothing does. */
const entryRow = z.object({
  id: z.string(),
  voice: z.union([z.string(), z.number()]).optional(),
  section: z.string().nullish(),
  q: z.string(),
  answers: strings,
  partial: z.boolean().optional(),
  verdict: z.enum(['yes', 'no', 'na', 'text']).nullish(),
  tags: strings.optional(),
});

const rowsSchema = z.array(z.union([passageRow, entryRow]));

function fromPassages(row: z.infer<typeof passageRow>, set: string): LabelledRow {
  const style = row.style ?? 'unknown';
  return {
    id: row.id,
    set,
    voice: row.voice === undefined ? style : String(row.voice),
    style,
    language: row.lang ?? 'en',
    section: row.section || null,
    text: row.text,
    isQuestion: row.kind !== 'not-a-question',
    answerable: row.answerable,
    gold: {
      kind: 'passages',
      headings: [...row.gold_headings, ...(row.acceptable_headings ?? [])],
      quotes: row.gold_quotes,
    },
    verdict: row.verdict ?? null,
    tags: row.tags ?? [],
    disputed: row.disputed ?? false,
  };
}

function fromEntries(row: z.infer<typeof entryRow>, set: string): LabelledRow {
  const tags = row.tags ?? [];
  return {
    id: row.id,
    set,
    voice: row.voice === undefined ? set : String(row.voice),
    style: set,
    language: tags.includes('de') ? 'de' : 'en',
    section: row.section || null,
    text: row.q,
    isQuestion: true,
    answerable: row.answers.length === 0 ? 'none' : row.partial ? 'partial' : 'full',
    gold: { kind: 'entries', ids: row.answers },
    verdict: row.verdict ?? null,
    tags,
    disputed: false,
  };
}

/**
 * Reads a labelled set from JSON or YAML text; `set` names it in figures, `file` in messages.
 * Throws `usage` where the text is no labelled set.
 */
export function parseLabelledSet(text: string, set: string, file: string): LabelledRow[] {
  const hint =
    'a set is a list of rows with id, text, answerable, gold_headings and gold_quotes, or with id, q and answers';
  let data: unknown;
  try {
    data = file.endsWith('.json') ? JSON.parse(text) : parse(text, { maxAliasCount: 0 });
  } catch (error) {
    const why =
      error instanceof Error ? (error.message.split('\n')[0]?.replace(/:$/, '') ?? '') : String(error);
    throw new MeshsecError('usage', `not a labelled set: ${why}`, hint, { file });
  }
  const rows = rowsSchema.safeParse(data);
  if (!rows.success) {
    const [index = 0] = rows.error.issues[0]?.path ?? [];
    throw new MeshsecError(
      'usage',
      `not a labelled set: row ${Number(index) + 1} has not the fields of one`,
      hint,
      {
        file,
      },
    );
  }
  return rows.data.map((row) => ('q' in row ? fromEntries(row, set) : fromPassages(row, set)));
}
