/** Replaces what stands from `start` to `end`; an insertion where both are the same. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** Takes the pieces of a part in order; a piece may be overwritten as soon as it was taken. */
export type TakePiece = (piece: Buffer, last: boolean) => void;

/** Bytes of a piece: large enough to be compressed well by itself, small enough to be no second copy of a large part. */
const PIECE = 2 ** 20;

/**
 * Gives UTF-8 with splices applied, in pieces: what stands between them is copied as it is. Insertions at the same
 * place keep their order; overlaps are a mistake of the caller.
 */
export function spliced(bytes: Buffer, splices: readonly Splice[], take: TakePiece): void {
  const ordered = inOrder(splices);
  const pieces = new Pieces(take);
  let from = 0;
  for (const { start, end, text } of ordered) {
    pieces.add(bytes, from, start);
    pieces.addText(text);
    from = end;
  }
  pieces.add(bytes, from, bytes.length);
  pieces.end();
}

/** Bytes in UTF-8 of one UTF-16 unit, at most. */
const MOST_BYTES = 3;

/** The piece that is being filled: the same memory for every part, as parts are written one after the other. */
let onlyPiece: Buffer | null = null;

class Pieces {
  private readonly piece: Buffer;
  private used = 0;

  constructor(private readonly take: TakePiece) {
    onlyPiece ??= Buffer.allocUnsafe(PIECE);
    this.piece = onlyPiece;
  }

  add(bytes: Buffer, from: number, to: number): void {
    if (to - from >= PIECE) {
      // A long stretch is a piece by itself, and not copied.
      if (this.used > 0) this.pass();
      this.take(bytes.subarray(from, to), false);
      return;
    }
    let at = from;
    while (at < to) {
      if (this.used === PIECE) this.pass();
      const next = Math.min(to, at + PIECE - this.used);
      this.used += bytes.copy(this.piece, this.used, at, next);
      at = next;
    }
  }

  addText(text: string): void {
    if (text.length * MOST_BYTES <= PIECE - this.used) {
      this.used += this.piece.write(text, this.used);
    } else {
      const bytes = Buffer.from(text, 'utf8');
      this.add(bytes, 0, bytes.length);
    }
  }

  end(): void {
    this.take(this.piece.subarray(0, this.used), true);
  }

  private pass(): void {
    this.take(this.piece.subarray(0, this.used), false);
    this.used = 0;
  }
}

function inOrder(splices: readonly Splice[]): Splice[] {
  const sorted = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
  for (let i = 1; i < sorted.length; i++) {
    if ((sorted[i]?.start ?? 0) < (sorted[i - 1]?.end ?? 0)) throw new RangeError('splices overlap');
  }
  return sorted;
}
