/** One part of a run that is split over machines: the `index`th (from 1) of `count`. */
export interface Shard {
  index: number;
  count: number;
}

/** FNV-1a, 32 bit (RFC 9923): the same on every machine. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

/**
 * Whether a file belongs to a shard. It is decided by the file's name within the run alone, so that shards that start at
 * different times, while files come and go, still never share one.
 */
export function inShard(name: string, { index, count }: Shard): boolean {
  return hash(name) % count === index - 1;
}
