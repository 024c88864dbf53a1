import { delimiter } from 'node:path';
import type { KnowledgeBase } from '../knowledge/knowledge-base.js';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../knowledge/load.js';
import type { Context } from './context.js';

/** The knowledge base of a run: `--kb`, else `$MESHSEC_KB`, else the one that ships with the package. */
export async function resolveKnowledge(
  option: readonly string[] | undefined,
  { env }: Pick<Context, 'env'>,
): Promise<KnowledgeBase> {
  if (option && option.length > 0) return loadKnowledgeBase(option);
  const named = (env.MESHSEC_KB ?? '').split(delimiter).filter((path) => path !== '');
  return loadKnowledgeBase(named.length > 0 ? named : [defaultKnowledgeBasePath()]);
}
