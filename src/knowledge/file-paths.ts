import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The YAML files that a path stands for: those of a folder in the order of their names, else the path itself. */
export async function yamlFilesAt(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => null);
  if (!info?.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /\.ya?ml$/i.test(name)).sort();
  return names.map((name) => join(path, name));
}
