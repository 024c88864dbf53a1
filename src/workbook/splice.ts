/** Replaces the text from `start` to `end`; an insertion where both are the same. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** Applies splices in one go. Insertions at the same place keep their order; overlaps are a mistake of the caller. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const splice of inOrder(splices)) {
    pieces.push(text.slice(at, splice.start), splice.text);
    at = splice.end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

/** The UTF-8 bytes of an ASCII text with splices applied, without making the changed text first. */
export function spliceAscii(text: string, splices: readonly Splice[]): Buffer {
  const ordered = inOrder(splices);
  let size = text.length;
  for (const splice of ordered) size += Buffer.byteLength(splice.text) - (splice.end - splice.start);
  const bytes = Buffer.allocUnsafe(size);
  let from = 0;
  let to = 0;
  for (const splice of ordered) {
    to += bytes.write(text.slice(from, splice.start), to, 'latin1');
    to += bytes.write(splice.text, to);
    from = splice.end;
  }
  bytes.write(text.slice(from), to, 'latin1');
  return bytes;
}

function inOrder(splices: readonly Splice[]): Splice[] {
  const sorted = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
  for (let i = 1; i < sorted.length; i++) {
    if ((sorted[i]?.start ?? 0) < (sorted[i - 1]?.end ?? 0)) throw new RangeError('splices overlap');
  }
  return sorted;
}

/** Puts content into an empty element: `<x a="1"/>` becomes `<x a="1">content</x>`. */
export function fill(
  tag: { start: number; end: number; name: { qualified: string } },
  content: string,
): Splice {
  return { start: tag.end - 2, end: tag.end, text: `>${content}</${tag.name.qualified}>` };
}
