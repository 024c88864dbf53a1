import { execFileSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { patiently } from '../../src/storage/patiently.js';
import { readInputFile } from '../../src/storage/read-input-file.js';
import { isTempFileOf, writeFileSafely } from '../../src/storage/write-file-safely.js';

let folder = '';
const at = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshsec-storage-'));
  writeFileSync(at('in.xlsx'), 'input');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writing a file', () => {
  it('leaves the file and nothing else', async () => {
    await writeFileSafely(at('out.xlsx'), Buffer.from('answers'), { inputs: [at('in.xlsx')] });
    expect(readFileSync(at('out.xlsx'), 'utf8')).toBe('answers');
    expect(readdirSync(folder).sort()).toEqual(['in.xlsx', 'out.xlsx']);
  });

  it('takes a name as long as names can be', async () => {
    const name = `${'表'.repeat(83)}.xlsx`;
    await writeFileSafely(at(name), Buffer.from('answers'));
    expect(readdirSync(folder)).toContain(name);
  });

  it('does not replace a file without force, and does with it', async () => {
    writeFileSync(at('out.xlsx'), 'edits of a colleague');
    await expect(writeFileSafely(at('out.xlsx'), Buffer.from('new'))).rejects.toMatchObject({
      code: 'output-exists',
    });
    expect(readFileSync(at('out.xlsx'), 'utf8')).toBe('edits of a colleague');
    await writeFileSafely(at('out.xlsx'), Buffer.from('new'), { force: true });
    expect(readFileSync(at('out.xlsx'), 'utf8')).toBe('new');
    expect(readdirSync(folder).sort()).toEqual(['in.xlsx', 'out.xlsx']);
  });

  it.each<[string, () => string]>([
    ['its own name', () => at('in.xlsx')],
    ['another spelling', () => join(folder, '.', 'x', '..', 'in.xlsx')],
    ['a relative path', () => relative(process.cwd(), at('in.xlsx'))],
    [
      'a symbolic link',
      () => {
        symlinkSync(at('in.xlsx'), at('link.xlsx'));
        return at('link.xlsx');
      },
    ],
    [
      'a hard link',
      () => {
        linkSync(at('in.xlsx'), at('hard.xlsx'));
        return at('hard.xlsx');
      },
    ],
  ])('never writes over the input, by %s', async (_name, target) => {
    const writing = writeFileSafely(target(), Buffer.from('x'), { force: true, inputs: [at('in.xlsx')] });
    await expect(writing).rejects.toMatchObject({ code: 'output-is-input' });
    expect(readFileSync(at('in.xlsx'), 'utf8')).toBe('input');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each<[string, () => string]>([
    ['a folder', () => mkdirSync(at('out'), { recursive: true }) ?? ''],
    ['a folder that does not exist', () => at('nowhere/out.xlsx')],
    ['a path through a file', () => at('in.xlsx/out.xlsx')],
  ])('says that it cannot write to %s', async (_name, target) => {
    const writing = writeFileSafely(target(), Buffer.from('x'), { force: true });
    await expect(writing).rejects.toMatchObject({ code: 'output-unwritable' });
  });

  it('lets one of many writers win, without a partial file', async () => {
    const texts = Array.from({ length: 8 }, (_, i) => String(i).repeat(100_000));
    const results = await Promise.allSettled(
      texts.map((text) => writeFileSafely(at('out.xlsx'), Buffer.from(text))),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(texts).toContain(readFileSync(at('out.xlsx'), 'utf8'));
    expect(readdirSync(folder).sort()).toEqual(['in.xlsx', 'out.xlsx']);
  });
});

describe('what a dead run left', () => {
  it.each<[string, boolean]>([
    ['.meshsec-9b1c8f2fd2d4-0123456789ab.tmp', false],
    ['out.xlsx', false],
  ])('%s: %s', (name, expected) => expect(isTempFileOf(at('out.xlsx'), name)).toBe(expected));

  it('is told by its name, as it is while a file is written', async () => {
    const seen = new Set<string>();
    const watcher = watch(folder, (_event, name) => seen.add(String(name)));
    await writeFileSafely(at('out.xlsx'), Buffer.alloc(5_000_000));
    await new Promise((resolve) => setTimeout(resolve, 50));
    watcher.close();
    expect([...seen].some((name) => isTempFileOf(at('out.xlsx'), name))).toBe(true);
    expect([...seen].some((name) => isTempFileOf(at('other.xlsx'), name))).toBe(false);
  });
});

describe('a file that another program holds', () => {
  const held = (code: string) => Object.assign(new Error(code), { code, syscall: 'rename' });
  const attempts = (failures: readonly string[]) => {
    let tried = 0;
    const attempt = async () => {
      const code = failures[tried++];
      if (code !== undefined) throw held(code);
      return tried;
    };
    return { attempt, tried: () => tried };
  };

  it('is tried again until it is free', async () => {
    expect(await patiently(attempts(['EBUSY', 'EPERM', 'EACCES']).attempt, [1, 1, 1, 1])).toBe(4);
  });

  it('is given up after a few tries', async () => {
    const { attempt, tried } = attempts(Array(9).fill('EBUSY'));
    await expect(patiently(attempt, [1, 1])).rejects.toMatchObject({ code: 'EBUSY' });
    expect(tried()).toBe(3);
  });

  it('is not tried again where that cannot help', async () => {
    const { attempt, tried } = attempts(['ENOSPC', 'ENOSPC']);
    await expect(patiently(attempt, [1, 1])).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(tried()).toBe(1);
  });
});

describe('reading an input', () => {
  it('gives its bytes', async () => {
    expect(Buffer.from(await readInputFile(at('in.xlsx'))).toString()).toBe('input');
  });

  it.each<[string, () => string, string]>([
    ['a missing file', () => at('no.xlsx'), 'input-missing'],
    ['a folder', () => folder, 'input-unreadable'],
    ['a device', () => '/dev/zero', 'input-unreadable'],
    ['a lock file of Excel', () => at('~$in.xlsx'), 'not-a-workbook'],
    [
      'a pipe',
      () => {
        execFileSync('mkfifo', [at('pipe.xlsx')]);
        return at('pipe.xlsx');
      },
      'input-unreadable',
    ],
  ])('refuses %s', async (_name, path, code) => {
    await expect(readInputFile(path())).rejects.toMatchObject({ code });
  });

  it('refuses a file beyond the limit before it reads it', async () => {
    await expect(readInputFile(at('in.xlsx'), 4)).rejects.toMatchObject({ code: 'input-too-large' });
  });
});
