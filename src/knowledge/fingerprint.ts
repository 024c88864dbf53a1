import { createHash } from 'node:crypto';

/** SHA-256 over the digests of all files, in order, hex. */
export function fingerprint(files: readonly Uint8Array[]): string {
  const all = createHash('sha256');
  for (const bytes of files) all.update(createHash('sha256').update(bytes).digest());
  return all.digest('hex');
}
