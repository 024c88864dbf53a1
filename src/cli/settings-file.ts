import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CITATION_PLACES, type CitationPlace } from '../answering/citation-text.js';
import { MeshsecError } from '../errors.js';
import type { LayoutProfile } from '../questionnaire/questionnaire.js';

/** What a `meshsec.config.yaml` may say; nothing is required. */
export interface FileSettings {
  /** Absolute paths. */
  kb?: readonly string[];
  citations?: CitationPlace;
  minConfidence?: number;
  review?: boolean;
  /** Layouts that were put right once, by name. */
  profiles?: readonly LayoutProfile[];
}

/** A settings file that was found. */
export interface SettingsFile {
  path: string;
  settings: FileSettings;
}

export const SETTINGS_FILE = 'meshsec.config.yaml';

async function textOf(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null;
    throw new MeshsecError(
      'config-invalid',
      `${path} cannot be read (${String(code)})`,
      'check its permissions',
    );
  }
}

async function parse(path: string, bytes: Uint8Array): Promise<FileSettings> {
  const [{ parseYaml, placeAt }, { z }] = await Promise.all([
    import('../knowledge/yaml-file.js'),
    import('zod'),
  ]);
  const { file, findings } = parseYaml(path, bytes);
  const fail = (message: string, line: number, column: number): MeshsecError =>
    new MeshsecError(
      'config-invalid',
      `${path}:${line}:${column}: ${message}`,
      'see `meshsec help config-file`',
      {
        file: path,
      },
    );
  const [first] = findings;
  if (file === null || first)
    throw fail(first?.message ?? 'is no YAML', first?.place.line ?? 1, first?.place.column ?? 1);
  const paths = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)], {
    error: 'must be a path or a list of paths',
  });
  const letters = z.string().regex(/^[A-Za-z]{1,3}$/, 'must be the letters of a column, such as D');
  const word = z.string().min(1).exactOptional();
  const layout = z.strictObject({
    header: z.record(letters, z.string()),
    question: letters,
    answer: letters.exactOptional(),
    comment: letters.exactOptional(),
    reference: letters.exactOptional(),
    words: z.strictObject({ yes: word, no: word, partial: word, na: word }).exactOptional(),
  });
  const schema = z.strictObject({
    kb: paths.optional(),
    citations: z.enum(CITATION_PLACES).optional(),
    'min-confidence': z.number().min(0).max(1).optional(),
    review: z.boolean().optional(),
    profiles: z.record(z.string(), layout).optional(),
  });
  const result = schema.safeParse(file.document.toJS() ?? {});
  if (!result.success) {
    const issue = result.error.issues[0];
    const key = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? null) : null;
    const { line, column } = placeAt(file, issue?.path ?? [], key);
    const at = issue?.path.join('.') ?? '';
    const what = key === null ? (issue?.message ?? 'is not understood') : `"${key}" is no setting`;
    throw fail(`${at === '' ? '' : `${at}: `}${what}`, line, column);
  }
  const { kb, citations, review, profiles, 'min-confidence': minConfidence } = result.data;
  return {
    ...(kb === undefined ? {} : { kb: [kb].flat().map((each) => resolve(dirname(path), each)) }),
    ...(citations === undefined ? {} : { citations }),
    ...(minConfidence === undefined ? {} : { minConfidence }),
    ...(review === undefined ? {} : { review }),
    ...(profiles === undefined
      ? {}
      : { profiles: Object.entries(profiles).map(([name, said]) => ({ name, ...said })) }),
  };
}

async function read(path: string): Promise<SettingsFile | null> {
  const bytes = await textOf(path);
  return bytes === null ? null : { path, settings: await parse(path, bytes) };
}

/** The project's settings: the first `meshsec.config.yaml` from `folder` upwards. */
export async function findProjectSettings(folder: string): Promise<SettingsFile | null> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = await read(join(at, SETTINGS_FILE));
    if (found || dirname(at) === at) return found;
  }
}

/** The user's settings: `meshsec/config.yaml` in the configuration folder of the system. */
export async function findUserSettings(
  env: Readonly<Record<string, string | undefined>>,
): Promise<SettingsFile | null> {
  const home = env.XDG_CONFIG_HOME || env.APPDATA || (env.HOME ? join(env.HOME, '.config') : '');
  return home === '' ? null : read(join(home, 'meshsec', 'config.yaml'));
}
