import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { MeshsecError } from '../errors.js';
import type { LayoutProfile } from '../questionnaire/questionnaire.js';
import { writeFileSafely } from '../storage/write-file-safely.js';
import { findProjectSettings, SETTINGS_FILE } from './settings-file.js';

/**
 * Keeps a profile in the project's settings file (or a new one in `folder`) and returns its path. What else the
 * file says stays, comments included; a profile of that name is replaced.
 */
export async function saveProfile(profile: LayoutProfile, folder: string): Promise<string> {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,60}$/u.test(profile.name)) {
    throw new MeshsecError(
      'usage',
      `"${profile.name}" is no name for a profile`,
      'use letters, digits, blanks, dots and dashes',
    );
  }
  const found = await findProjectSettings(folder);
  const path = found?.path ?? join(folder, SETTINGS_FILE);
  const document = parseDocument(found ? await readFile(path, 'utf8') : '');
  const { name, ...layout } = profile;
  const before = document.getIn(['profiles', name, 'words']);
  document.setIn(['profiles', name], document.createNode({ ...layout }));
  // Words are put in by hand; a layout that is saved anew does not take them away.
  if (before !== undefined && layout.words === undefined) document.setIn(['profiles', name, 'words'], before);
  await writeFileSafely(path, Buffer.from(document.toString({ lineWidth: 0 }), 'utf8'), { force: true });
  return path;
}
