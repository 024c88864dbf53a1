import { dirname, resolve } from 'node:path';
import { assembleLexicon } from './assemble-lexicon.js';
import type { Finding, Place } from './finding.js';
import { fingerprint } from './fingerprint.js';
import type { Entry, KnowledgeBase, Phrasings, Source } from './knowledge-base.js';
import type { KnowledgeDocument, KnowledgeFiles } from './read-files.js';
import type { Report } from './report-finding.js';
import type { EntryFields, PhrasingFields } from './schema.js';
import { placeAt } from './yaml-file.js';

/** More entries than this are refused. */
const MAXIMUM_ENTRIES = 50_000;

/** Puts the files that were read together: one knowledge base, and everything in which they disagree. */
export function assemble(files: KnowledgeFiles): { base: KnowledgeBase; findings: Finding[] } {
  const findings = [...files.findings];
  const report: Report = (code, message, place, entry = null) =>
    findings.push({ severity: 'error', code, message, entry, place });
  const { lexicon } = assembleLexicon(files.language, report);
  const sources = assembleSources(files.knowledge, report);
  const entries = assembleEntries(files.knowledge, report);
  if (files.knowledge.length > 0) checkReferences(files, sources, entries, report);
  const base: KnowledgeBase = {
    title: files.knowledge.find(({ value }) => value.title)?.value.title ?? 'Knowledge base',
    names: unique(files.knowledge.flatMap(({ value }) => value.names ?? [])),
    sources,
    entries,
    unanswered: files.knowledge.flatMap(({ value }) =>
      Object.entries(value.unanswered ?? {}).flatMap(([subject, texts]) =>
        texts.map((text) => ({ subject, text })),
      ),
    ),
    lexicon,
    files: files.read.map((file) => file.path),
    fingerprint: fingerprint(files.read.map((file) => file.bytes)),
  };
  return { base, findings };
}

function assembleSources(documents: readonly KnowledgeDocument[], report: Report): Source[] {
  const sources = new Map<string, Source>();
  for (const { yaml, value } of documents) {
    for (const [index, fields] of (value.sources ?? []).entries()) {
      const source: Source = {
        id: fields.id,
        title: fields.title,
        path: fields.path == null ? null : resolve(dirname(yaml.path), fields.path),
        url: fields.url ?? null,
      };
      const other = sources.get(source.id);
      if (other && (other.title !== source.title || other.path !== source.path || other.url !== source.url)) {
        report(
          'source-duplicate',
          `source "${source.id}" exists twice and differs`,
          placeAt(yaml, ['sources', index]),
        );
      }
      if (!other) sources.set(source.id, source);
    }
  }
  return [...sources.values()];
}

function assembleEntries(documents: readonly KnowledgeDocument[], report: Report): Entry[] {
  const more = new Map<string, PhrasingFields[]>();
  for (const { value } of documents) {
    for (const [id, phrasings] of Object.entries(value.phrasings ?? {})) {
      more.set(id, [...(more.get(id) ?? []), phrasings]);
    }
  }
  const entries = new Map<string, Entry>();
  for (const { yaml, value } of documents) {
    for (const [index, fields] of (value.entries ?? []).entries()) {
      const place = placeAt(yaml, ['entries', index, 'id']);
      const first = entries.get(fields.id)?.place;
      if (first) {
        const where = first.file === place.file ? `line ${first.line}` : `${first.file}:${first.line}`;
        report('entry-duplicate', `entry "${fields.id}" exists twice, first at ${where}`, place, fields.id);
      } else entries.set(fields.id, toEntry(fields, more.get(fields.id) ?? [], place));
    }
  }
  return [...entries.values()];
}

function toEntry(fields: EntryFields, more: readonly PhrasingFields[], place: Place): Entry {
  const quotes = (fields.quotes ?? []).map((quote) => ({ ...quote, anchor: quote.anchor ?? null }));
  const verdict = fields.verdict ?? null;
  return {
    id: fields.id,
    topic: fields.topic ?? quotes[0]?.heading ?? 'Other',
    question: fields.question,
    phrasings: allPhrasings(fields.question, verdict, [fields.phrasings ?? {}, ...more]),
    answer: fields.answer,
    translations: Object.fromEntries(
      Object.entries(fields.translations ?? {}).map(([language, { answer, verified }]) => [
        language,
        { answer, verified: verified ?? null },
      ]),
    ),
    verdict,
    hedged: fields.hedged ?? false,
    quotes,
    requires: fields.matching?.requires ?? [],
    anchors: fields.matching?.anchors ?? [],
    explains: fields.matching?.explains ?? [],
    related: fields.related ?? [],
    notFor: fields['not-for'] ?? [],
    owner: fields.owner ?? null,
    verified: fields.verified ?? null,
    expires: fields.expires ?? null,
    stale: fields.stale ?? null,
    ...(fields.draft === true ? { draft: true } : {}),
    scope: { product: fields.scope?.product ?? null, audience: fields.scope?.audience ?? null },
    place,
  };
}

function allPhrasings(
  question: string,
  verdict: Entry['verdict'],
  lists: readonly PhrasingFields[],
): Phrasings {
  const all = {
    yes: unique(lists.flatMap((list) => list.yes ?? [])),
    no: unique(lists.flatMap((list) => list.no ?? [])),
    open: unique(lists.flatMap((list) => list.open ?? [])),
  };
  const listed = [...all.yes, ...all.no, ...all.open].includes(question);
  if (!listed) all[verdict === 'yes' || verdict === 'no' ? verdict : 'open'].unshift(question);
  return all;
}

function checkReferences(
  files: KnowledgeFiles,
  sources: readonly Source[],
  entries: readonly Entry[],
  report: Report,
): void {
  const sourceIds = new Set(sources.map((source) => source.id));
  const entryIds = new Set(entries.map((entry) => entry.id));
  // Where a file could not be read, its entries are missing for that reason alone.
  const complete = files.findings.length === 0;
  for (const { yaml, value } of files.knowledge) {
    if (entryIds.size > MAXIMUM_ENTRIES)
      report('too-many-entries', 'more than 50,000 entries', placeAt(yaml, []));
    for (const id of complete ? Object.keys(value.phrasings ?? {}) : []) {
      if (!entryIds.has(id))
        report(
          'entry-unknown',
          `phrasings for an unknown entry "${id}"`,
          placeAt(yaml, ['phrasings'], id),
          id,
        );
    }
    for (const [index, entry] of (value.entries ?? []).entries()) {
      for (const [at, quote] of (entry.quotes ?? []).entries()) {
        const place = placeAt(yaml, ['entries', index, 'quotes', at, 'source']);
        if (complete && !sourceIds.has(quote.source))
          report('source-unknown', `unknown source "${quote.source}"`, place, entry.id);
      }
      for (const [at, id] of (entry.related ?? []).entries()) {
        const place = placeAt(yaml, ['entries', index, 'related', at]);
        if (complete && !entryIds.has(id))
          report('entry-unknown', `related to an unknown entry "${id}"`, place, entry.id);
      }
    }
  }
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
