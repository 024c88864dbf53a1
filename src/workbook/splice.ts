/** Replaces the text from `start` to `end`; an insertion where both are the same. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** Applies splices in one go. Insertions at the same place keep their order; overlaps are a mistake of the caller. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const inOrder = splices
    .map((splice, order) => ({ ...splice, order }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  const pieces: string[] = [];
  let at = 0;
  for (const splice of inOrder) {
    if (splice.start < at) throw new RangeError('splices overlap');
    pieces.push(text.slice(at, splice.start), splice.text);
    at = splice.end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

/** Puts content into an empty element: `<x a="1"/>` becomes `<x a="1">content</x>`. */
export function fill(
  tag: { start: number; end: number; name: { qualified: string } },
  content: string,
): Splice {
  return { start: tag.end - 2, end: tag.end, text: `>${content}</${tag.name.qualified}>` };
}
