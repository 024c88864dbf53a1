import { checkKnowledgeBase } from './knowledge/check.js';
import { readKnowledgeBase } from './knowledge/load.js';
import { readSources } from './knowledge/sources.js';
import type { CheckReport } from './reporting/knowledge-findings.js';

/** Reads a knowledge base with its sources and finds all that is wrong with it. */
export async function checkKnowledge(paths: readonly string[], today: string): Promise<CheckReport> {
  const reading = await readKnowledgeBase(paths);
  const { base } = reading;
  const documents = await readSources(base);
  const findings = checkKnowledgeBase(reading, { documents, today, resolve: null });
  const wordings = base.entries.flatMap(({ phrasings }) => [
    ...phrasings.yes,
    ...phrasings.no,
    ...phrasings.open,
  ]);
  return {
    files: base.files,
    entries: base.entries.length,
    quotes: base.entries.reduce((sum, entry) => sum + entry.quotes.length, 0),
    phrasings: wordings.length,
    findings,
  };
}
