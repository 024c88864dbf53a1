/** The code of an error of the operating system ("ENOENT"); an empty text for any other error. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

/** What the operating system said, for a person. */
export function systemReason(error: unknown): string {
  const code = systemCode(error);
  return REASONS.get(code) ?? (code === '' ? 'the system gave no reason' : `the system says ${code}`);
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission was denied'],
  ['EPERM', 'permission was denied, or another program has it open'],
  ['EBUSY', 'another program has it open'],
  ['ENOENT', 'the folder does not exist'],
  ['ENOTDIR', 'a part of its path is not a folder'],
  ['EISDIR', 'it is a folder'],
  ['EROFS', 'the disk is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['EMFILE', 'too many files are open'],
  ['ELOOP', 'its links lead in a circle'],
]);
