import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { MeshsecError } from '../errors.js';
import { systemCode, systemReason } from './system-error.js';

/** Largest input: real questionnaires stay below 5 MiB. */
export const INPUT_BYTES = 50 * 2 ** 20;

/**
 * Reads a file that a user named: regular files only (a pipe or device would never end), and none larger than
 * `limit` bytes, which is asked before anything is read.
 */
export async function readInputFile(path: string, limit: number = INPUT_BYTES): Promise<Uint8Array> {
  const where = { file: path };
  if (isLockFile(path)) throw lockFile(path);
  // Without O_NONBLOCK, opening a pipe would wait for its writer.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(
    (error: unknown) => {
      throw unopened(error, path);
    },
  );
  try {
    const stats = await handle.stat();
    const { size } = stats;
    if (stats.isDirectory()) throw notAFile('this is a folder, not a file', path);
    if (!stats.isFile()) throw notAFile('this is not a regular file', path);
    if (size > limit) {
      const what = `the file has ${mebibytes(size)} MiB; the limit is ${mebibytes(limit)} MiB`;
      const hint = 'Save the sheets with the questions in a new workbook.';
      throw new MeshsecError('input-too-large', what, hint, where);
    }
    return await readAtMost(handle, size, path);
  } catch (error) {
    if (systemCode(error) === '') throw error;
    throw new MeshsecError('input-unreadable', `cannot be read: ${systemReason(error)}`, CHECK, where);
  } finally {
    await handle.close();
  }
}

const CHECK = 'Check that you may read it and that the disk is there.';

/** Excel's mark that somebody has the workbook open (`~$name.xlsx`): its owner's name, no questions. */
export function isLockFile(path: string): boolean {
  return basename(path).startsWith('~$');
}

function lockFile(path: string): MeshsecError {
  const what = 'this is the lock file of a workbook that somebody has open in Excel';
  return new MeshsecError('not-a-workbook', what, 'Name the workbook itself.', { file: path });
}

function notAFile(what: string, path: string): MeshsecError {
  return new MeshsecError('input-unreadable', what, 'Name an Excel workbook.', { file: path });
}

function unopened(error: unknown, path: string): MeshsecError {
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new MeshsecError('input-missing', 'there is no such file', 'Check the spelling of the path.', {
      file: path,
    });
  }
  return new MeshsecError('input-unreadable', `cannot be opened: ${systemReason(error)}`, CHECK, {
    file: path,
  });
}

/** A file that grows while it is read is read up to the size it had. */
async function readAtMost(
  handle: { read(buffer: Buffer, offset: number, length: number): Promise<{ bytesRead: number }> },
  size: number,
  path: string,
): Promise<Uint8Array> {
  const bytes = Buffer.alloc(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await handle.read(bytes, at, size - at);
    if (bytesRead === 0) {
      const what = 'the file changed while it was read';
      throw new MeshsecError('input-unreadable', what, 'Run again when nobody is saving it.', { file: path });
    }
    at += bytesRead;
  }
  return bytes;
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1).replace(/\.0$/, '');
}
