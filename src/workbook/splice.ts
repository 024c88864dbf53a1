/** Replaces what stands from `start` to `end`; an insertion where both are the same. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/**
 * UTF-8 with splices applied in one go; what stands between them is copied as it is. Insertions at the same place keep
 * their order; overlaps are a mistake of the caller.
 */
export function spliced(bytes: Buffer, splices: readonly Splice[]): Buffer {
  const ordered = inOrder(splices);
  let size = bytes.length;
  for (const splice of ordered) size += Buffer.byteLength(splice.text) - (splice.end - splice.start);
  const result = Buffer.allocUnsafe(size);
  let from = 0;
  let to = 0;
  for (const splice of ordered) {
    to += bytes.copy(result, to, from, splice.start);
    to += result.write(splice.text, to);
    from = splice.end;
  }
  bytes.copy(result, to, from);
  return result;
}

function inOrder(splices: readonly Splice[]): Splice[] {
  const sorted = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
  for (let i = 1; i < sorted.length; i++) {
    if ((sorted[i]?.start ?? 0) < (sorted[i - 1]?.end ?? 0)) throw new RangeError('splices overlap');
  }
  return sorted;
}
