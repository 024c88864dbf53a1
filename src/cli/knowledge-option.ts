import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import type { Context } from './context.js';

/** Loads the knowledge base that `--kb`, $MESHSEC_KB, a settings file or the package names; for every command that reads it. */
export async function resolveKnowledge(
  kb: readonly string[] | undefined,
  context: Context,
): Promise<KnowledgeBase> {
  const [{ resolveSettings }, { loadKnowledgeBase }] = await Promise.all([
    import('./settings.js'),
    import('../knowledge/load.js'),
  ]);
  return loadKnowledgeBase((await resolveSettings(context, { kb })).kb.value);
}
