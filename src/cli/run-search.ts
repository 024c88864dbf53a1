import { MeshsecError } from '../errors.js';
import { loadKeptKnowledge } from '../kept-knowledge.js';
import { readingsOf } from '../kept-readings.js';
import { citationsOf } from '../knowledge/citation.js';
import { createMatcher } from '../matching/matcher.js';
import { type SearchResult, searchJson, searchText } from '../reporting/search.js';
import { cacheOf } from './cache.js';
import type { Context } from './context.js';
import { resolveSettings } from './settings.js';

/** `meshsec search`: shows what the knowledge base has for a query; nothing found is an answer too. */
export async function runSearch(
  query: string,
  flags: { kb?: string[]; json?: boolean; limit: number },
  context: Context,
): Promise<void> {
  if (query.trim() === '')
    throw new MeshsecError('usage', 'the query is empty', 'name what you look for: meshsec search MFA');
  const settings = await resolveSettings(context, { kb: flags.kb });
  const cache = cacheOf(context);
  const knowledge = await loadKeptKnowledge(settings.kb.value, cache);
  const results: SearchResult[] = createMatcher(knowledge, undefined, {
    readings: readingsOf(knowledge, cache),
  })
    .search(query, flags.limit)
    .map(({ entry, confidence, why }) => ({
      entry: entry.id,
      question: entry.question,
      answer: entry.answer,
      confidence,
      citations: citationsOf([entry], knowledge),
      why,
    }));
  if (flags.json) return context.print(searchJson(query, results));
  return context.print(searchText(query, results, { palette: context.colours.out, width: context.width }));
}
