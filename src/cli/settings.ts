import { delimiter, resolve } from 'node:path';
import type { CitationPlace } from '../answering/citation-text.js';
import { defaultKnowledgeBasePath } from '../knowledge/load.js';
import type { LayoutProfile } from '../questionnaire/questionnaire.js';
import type { Context } from './context.js';
import { type FileSettings, findProjectSettings, findUserSettings } from './settings-file.js';

/** One setting, and where its value comes from: an option, a variable, a file, or "default". */
export interface Setting<T> {
  value: T;
  origin: string;
}

export interface Settings {
  kb: Setting<readonly string[]>;
  citations: Setting<CitationPlace>;
  /** Null: the matcher's own threshold. */
  minConfidence: Setting<number | null>;
  review: Setting<boolean>;
  profiles: Setting<readonly LayoutProfile[]>;
}

/** What options of the command line say; undefined where they say nothing. */
export interface SettingFlags {
  kb?: readonly string[] | undefined;
  citations?: CitationPlace | undefined;
  minConfidence?: number | undefined;
  review?: boolean | undefined;
}

type Layer = readonly [origin: string, settings: FileSettings];

/** The first layer that says something wins: option, variable, project file, user file, default. */
function pick<K extends keyof FileSettings, F>(
  key: K,
  layers: readonly Layer[],
  fallback: F,
): Setting<NonNullable<FileSettings[K]> | F> {
  for (const [origin, settings] of layers) {
    const value = settings[key];
    if (value !== undefined && value !== null) return { value, origin };
  }
  return { value: fallback, origin: 'default' };
}

function flagLayers(flags: SettingFlags, cwd: string): Layer[] {
  return [
    ['--kb', flags.kb ? { kb: flags.kb.map((path) => resolve(cwd, path)) } : {}],
    ['--citations', flags.citations === undefined ? {} : { citations: flags.citations }],
    ['--min-confidence', flags.minConfidence === undefined ? {} : { minConfidence: flags.minConfidence }],
    ['--no-review', flags.review === undefined ? {} : { review: flags.review }],
  ];
}

/** All settings of a run. Throws `config-invalid` for a file that is not understood. */
export async function resolveSettings(context: Context, flags: SettingFlags = {}): Promise<Settings> {
  const { env, cwd } = context;
  const project = await findProjectSettings(cwd);
  const user = await findUserSettings(env);
  const variable = (env.MESHSEC_KB ?? '').split(delimiter).filter((path) => path !== '');
  const layers: Layer[] = [
    ...flagLayers(flags, cwd),
    ['$MESHSEC_KB', variable.length > 0 ? { kb: variable.map((path) => resolve(cwd, path)) } : {}],
  ];
  for (const file of [project, user]) if (file) layers.push([file.path, file.settings]);
  return {
    kb: pick('kb', layers, [defaultKnowledgeBasePath()]),
    citations: pick('citations', layers, 'auto' as const),
    minConfidence: pick('minConfidence', layers, null),
    review: pick('review', layers, true),
    profiles: pick('profiles', layers, []),
  };
}
