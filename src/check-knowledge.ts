import { checkKnowledgeBase } from './knowledge/check.js';
import type { Resolve } from './knowledge/check-note.js';
import type { KnowledgeBase } from './knowledge/knowledge-base.js';
import { readKnowledgeBase } from './knowledge/load.js';
import { readSources } from './knowledge/sources.js';
import type { CheckReport } from './reporting/knowledge-findings.js';

/** Reads a knowledge base with its sources and finds all that is wrong with it. */
export async function checkKnowledge(
  paths: readonly string[],
  today: string,
  askMatcher: boolean,
): Promise<CheckReport> {
  const reading = await readKnowledgeBase(paths);
  const { base } = reading;
  const documents = await readSources(base);
  const usable = base.entries.length > 0 && reading.findings.length === 0;
  const resolve = askMatcher && usable ? await matcherOf(base) : null;
  const findings = checkKnowledgeBase(reading, { documents, today, resolve });
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

/** Every wording alone, as `search` and a questionnaire of one row would see it. */
async function matcherOf(base: KnowledgeBase): Promise<Resolve> {
  const { createMatcher } = await import('./matching/matcher.js');
  const matcher = createMatcher(base);
  return (text) => {
    const [match] = matcher.matchAll([{ text, parts: [text], section: null, sheet: null, context: null }]);
    const entries = match?.entries.map(({ id }) => id) ?? [];
    return { entries, answered: match?.status === 'answered' };
  };
}
