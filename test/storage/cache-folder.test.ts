import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type CacheOptions, cacheName, openCacheFolder } from '../../src/storage/cache-folder.js';
import { makeFolder } from '../cli/folders.js';

const root = makeFolder();
afterAll(root.remove);

const owner = process.getuid?.() ?? null;
const NAME = cacheName('kb/a.yaml', 'knowledge');
let folders = 0;

/** A cache in a folder that is not there yet; what it keeps, as text. */
function cacheIn(options: Partial<CacheOptions> = {}) {
  const folder = options.folder ?? join(root.path, String(folders++), 'meshsec');
  const cache = openCacheFolder({ folder, stamp: '1', owner, ...options });
  return {
    folder,
    file: join(folder, NAME),
    read: (name: string) => cache.read(name)?.toString() ?? null,
    write: (name: string, text: string) => cache.write(name, Buffer.from(text)),
  };
}

describe('a folder of what can be made anew', () => {
  test('gives back what was kept, and only to its owner', () => {
    const { folder, file, read, write } = cacheIn();
    expect(read(NAME)).toBeNull();
    write(NAME, '{"ä": "☂"}');
    expect(read(NAME)).toBe('{"ä": "☂"}');
    write(NAME, 'newer');
    expect(read(NAME)).toBe('newer');
    expect(readdirSync(folder)).toEqual([NAME]);
    if (process.platform !== 'win32') {
      // Nobody else may read it.
      expect(readFileSync(file).length).toBeGreaterThan(0);
      expect(cacheIn({ folder, owner: (owner ?? 0) + 1 }).read(NAME)).toBeNull();
    }
  });

  test.each<[string, (file: string) => void]>([
    ['cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, -1))],
    [
      'changed in one byte',
      (file) => writeFileSync(file, readFileSync(file, 'latin1').replace('kept', 'Kept')),
    ],
    ['empty', (file) => writeFileSync(file, '')],
    ['of another program', (file) => writeFileSync(file, '{}')],
  ])('what is %s is as if it were not there, and is made anew', (_, damage) => {
    const { file, read, write } = cacheIn();
    write(NAME, 'kept');
    damage(file);
    expect(read(NAME)).toBeNull();
    write(NAME, 'anew');
    expect(read(NAME)).toBe('anew');
  });

  test('what another build made is not read', () => {
    const { folder, write } = cacheIn();
    write(NAME, 'kept');
    expect(cacheIn({ folder, stamp: '2' }).read(NAME)).toBeNull();
  });

  test('a folder in the place of a file, or a file in that of the folder, harms nothing', () => {
    const first = cacheIn();
    mkdirSync(first.file, { recursive: true });
    first.write(NAME, 'kept');
    expect(first.read(NAME)).toBeNull();
    expect(readdirSync(first.folder)).toEqual([NAME]);
    const second = cacheIn();
    mkdirSync(join(second.folder, '..'), { recursive: true });
    writeFileSync(second.folder, 'a file');
    second.write(NAME, 'kept');
    expect(second.read(NAME)).toBeNull();
    expect(readFileSync(second.folder, 'utf8')).toBe('a file');
  });

  test.skipIf(process.platform === 'win32' || owner === 0)(
    'nothing is kept where nothing may be written',
    () => {
      const { folder, read, write } = cacheIn();
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, 0o500);
      write(NAME, 'kept');
      expect(read(NAME)).toBeNull();
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test.skipIf(process.platform === 'win32')('a link in the place of a file is replaced, not followed', () => {
    const { folder, file, write } = cacheIn();
    const precious = join(root.path, 'precious');
    writeFileSync(precious, 'precious');
    mkdirSync(folder, { recursive: true });
    symlinkSync(precious, file);
    write(NAME, 'kept');
    expect(readFileSync(precious, 'utf8')).toBe('precious');
  });

  test('the oldest go first where it is too much; files of others stay', () => {
    const { folder, write } = cacheIn({ mostBytes: 1000 });
    const names = ['a', 'b', 'c'].map((of) => cacheName(of, 'readings'));
    for (const [at, name] of names.entries()) {
      write(name, 'x'.repeat(300));
      utimesSync(join(folder, name), at, at);
    }
    writeFileSync(join(folder, 'notes.txt'), 'y'.repeat(5000));
    const dead = join(folder, `.${NAME}.0123456789ab.tmp`);
    writeFileSync(dead, 'half');
    utimesSync(dead, 1, 1);
    write(NAME, 'x'.repeat(300));
    expect(readdirSync(folder).sort()).toEqual([NAME, names[2], 'notes.txt'].sort());
    expect(existsSync(dead)).toBe(false);
  });

  test('what is larger than all of it may be is kept alone', () => {
    const { read, write, folder } = cacheIn({ mostBytes: 100 });
    write(cacheName('a', 'readings'), 'small');
    write(NAME, 'x'.repeat(200));
    expect(read(NAME)).toHaveLength(200);
    expect(readdirSync(folder)).toEqual([NAME]);
  });
});
