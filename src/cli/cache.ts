import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { type CacheFolder, openCacheFolder } from '../storage/cache-folder.js';
import type { Context } from './context.js';
import type { Setting } from './settings.js';

/** What $MESHSEC_CACHE says where nothing is to be kept. */
export const CACHE_OFF = 'off';

/** The folder for what can be made anew, by the custom of the system; null: nothing is kept. */
export function cacheSetting({ env, cwd, platform }: Context): Setting<string | null> {
  const { MESHSEC_CACHE: own, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local, HOME: home } = env;
  if (own) return { value: own === CACHE_OFF ? null : resolve(cwd, own), origin: '$MESHSEC_CACHE' };
  if (xdg && isAbsolute(xdg)) return { value: join(xdg, 'meshsec'), origin: '$XDG_CACHE_HOME' };
  const caches = platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
  const folder = local ? join(local, 'meshsec', 'cache') : home ? join(home, ...caches, 'meshsec') : null;
  return { value: folder, origin: 'default' };
}

/** Digest of the build that runs; null where sources run without one. */
function buildStamp(): string | null {
  try {
    return readFileSync(new URL('../build-stamp.txt', import.meta.url), 'utf8');
  } catch {
    return null;
  }
}

/** The cache of this user, for this build on this Node; null where there is none. */
export function cacheOf(context: Context): CacheFolder | null {
  const folder = cacheSetting(context).value;
  const build = buildStamp();
  if (folder === null || build === null) return null;
  const { runtime, user } = context;
  return openCacheFolder({ folder, stamp: `${build} ${runtime}`, owner: user });
}
