import { z } from 'zod';

// The format of knowledge base files. Field names are what people type, so they read as plain words.
// The JSON Schemas in knowledge/schema are generated from here: `npm run schemas`.

const text = z.string().trim().min(1, 'must not be empty');
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be letters, digits, ".", "_" or "-"');
const date = z.iso.date('must be a date like 2026-11-23');
const concepts = z.array(id);

const verdict = z.enum(['yes', 'no', 'partial', 'na']);

const phrasings = z.strictObject({
  yes: z.array(text).optional().describe('Wordings whose short answer is Yes.'),
  no: z.array(text).optional().describe('Wordings whose short answer is No.'),
  open: z.array(text).optional().describe('Wordings that ask for text: which, how, list ...'),
});

const quote = z.strictObject({
  source: id.describe('Id of a source.'),
  heading: text.describe('Heading of the source under which the quote stands, letter for letter.'),
  anchor: text.nullish().describe('URL fragment of the heading.'),
  quote: text.describe('Words of the source, letter for letter; Markdown marks and line breaks aside.'),
});

const matching = z.strictObject({
  anchors: concepts.optional().describe('Context concepts that are topics for this entry.'),
  requires: z.array(concepts.min(1)).optional().describe('A question must name one concept of each group.'),
  explains: concepts
    .optional()
    .describe('Concepts the answer explains, though its phrasings do not name them.'),
});

const translation = z.strictObject({
  answer: text,
  verified: date.nullish().describe('When a person last confirmed this translation.'),
});

const stale = z.strictObject({
  was: text.describe('The quote the answer was approved for.'),
  now: text.nullable().describe('What stands there now; null where nothing like it is left.'),
});

const entry = z.strictObject({
  id: id.describe('Never changes: reports, reviews and other entries refer to it.'),
  topic: text.nullish().describe('What people group it by; without it, the heading of its first quote.'),
  question: text.describe('The canonical question.'),
  verdict: verdict.nullish().describe('Short answer to the canonical question; leave out where it has none.'),
  hedged: z.boolean().optional().describe('The fact is limited ("primarily"): its text must stay readable.'),
  answer: text.describe('Approved answer as it is written into a cell: plain sentences.'),
  translations: z
    .record(z.string().regex(/^[a-z]{2}$/, 'must be a language code like de'), translation)
    .optional(),
  quotes: z
    .array(quote)
    .optional()
    .describe('What the answer rests on. An entry without a quote is never used.'),
  phrasings: phrasings.optional().describe('Ways to ask for it, by the short answer of the wording.'),
  'not-for': z.array(text).optional().describe('Wordings this entry does not answer.'),
  matching: matching.optional(),
  related: z.array(id).optional().describe('Entries that complete this answer.'),
  owner: text.nullish(),
  verified: date.nullish().describe('When a person last confirmed the answer.'),
  expires: date.nullish().describe('Last day of the answer; after it, it is only suggested for review.'),
  draft: z.boolean().optional().describe('Proposed, not yet approved: only suggested for review.'),
  stale: stale.nullish().describe('Set by `meshsec kb build`; remove it when the answer was checked again.'),
  scope: z.strictObject({ product: text.nullish(), audience: text.nullish() }).optional(),
});

const source = z.strictObject({
  id,
  title: text.describe('Name of the document, as citations show it.'),
  path: text.nullish().describe('Markdown file, relative to this file.'),
  url: z
    .url({ protocol: /^https?$/ })
    .nullish()
    .describe('Where readers find it; anchors are appended.'),
});

const concept = z.strictObject({
  kind: z.enum(['topic', 'facet', 'context', 'name', 'weak', 'polarity']),
  weight: z.number().min(0).max(1).optional(),
  label: text.describe('For people: "how long something is kept".'),
  forms: z.array(text).optional().describe('Words and phrases; * stands for letters of a word, or one word.'),
  german: z.array(text).optional().describe('Forms that hold in German text only.'),
  ambiguous: z
    .array(text)
    .optional()
    .describe('Forms that as often mean something else; alone, they name the concept only faintly.'),
});

const language = {
  concepts: z.record(id, concept).optional(),
  derived: z
    .array(z.strictObject({ concept: id, all: concepts.min(1), not: concepts.optional() }))
    .optional()
    .describe('Concepts that follow where others stand together.'),
  related: z.array(concepts).optional().describe('Concepts that may stand on the same words.'),
  stop: z.array(text).optional().describe('Function words.'),
  glue: z.array(text).optional().describe('Words of questionnaires that carry no topic.'),
  specific: z.array(text).optional().describe('Everyday-looking words that narrow a question.'),
  translations: z
    .record(text, text)
    .optional()
    .describe('German words and the English word each is read as, so that texts of both languages meet.'),
  frequencies: text.optional().describe('JSON file: in how many questionnaire rows a word stands.'),
};

const schemaHint = z.string().optional();

/** A file of language: concepts and words of the field. */
export const languageFile = z.strictObject({ $schema: schemaHint, ...language });

/** A file of a knowledge base: sources and entries, or further phrasings of entries in other files. */
export const knowledgeFile = z.strictObject({
  $schema: schemaHint,
  version: z.literal(1),
  title: text.optional(),
  names: z.array(text).optional().describe('Names of vendor and products; they carry no topic.'),
  include: z.array(text).optional().describe('Further files of this knowledge base, relative to this one.'),
  sources: z.array(source).optional(),
  entries: z.array(entry).optional(),
  phrasings: z.record(id, phrasings).optional().describe('More phrasings, by entry id.'),
  unanswered: z
    .record(id, z.array(text))
    .optional()
    .describe('Questions the entries do not answer, by subject.'),
  lexicon: z
    .strictObject({
      base: z.enum(['shipped', 'none']).optional().describe('What it extends; "shipped" if left out.'),
      include: z.array(text).optional().describe('Language files, relative to this file.'),
      ...language,
    })
    .optional(),
});

export const frequencyFile = z.object({
  rows: z.number().int().min(0),
  frequencies: z.record(z.string(), z.number().int().min(0)),
});

export type KnowledgeFile = z.infer<typeof knowledgeFile>;
export type EntryFields = z.infer<typeof entry>;
export type LanguageFile = z.infer<typeof languageFile>;
export type PhrasingFields = z.infer<typeof phrasings>;
