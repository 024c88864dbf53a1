import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import { cacheOf } from './cache.js';
import type { Context } from './context.js';

/** Paths of the knowledge base that `--kb`, $MESHSEC_KB, a settings file or the package names. */
export async function knowledgePaths(
  kb: readonly string[] | undefined,
  context: Context,
): Promise<readonly string[]> {
  const { resolveSettings } = await import('./settings.js');
  return (await resolveSettings(context, { kb })).kb.value;
}

/** Loads the knowledge base of a run; for every command that reads it. */
export async function resolveKnowledge(
  kb: readonly string[] | undefined,
  context: Context,
): Promise<KnowledgeBase> {
  const { loadKeptKnowledge } = await import('../kept-knowledge.js');
  return loadKeptKnowledge(await knowledgePaths(kb, context), cacheOf(context));
}
