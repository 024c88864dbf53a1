/** Rows of numbers, one after the other: row `n` stands from `from[n]` to before `from[n + 1]`. */
export interface Rows {
  from: Int32Array;
  items: Int32Array;
}

/** Puts rows one after the other; a missing row is empty. */
export function rowsOf(rows: readonly (readonly number[] | undefined)[]): Rows {
  const from = startsOf(rows.map((row) => row?.length ?? 0));
  const items = new Int32Array(from[rows.length] ?? 0);
  for (const [at, row] of rows.entries()) items.set(row ?? [], from[at]);
  return { from, items };
}

/** Adds a number to a row that may not be there yet. */
export function addToRow(rows: number[][], row: number, number: number): void {
  const known = rows[row];
  if (known) known.push(number);
  else rows[row] = [number];
}

/** Where rows of these lengths start, and where the last one ends. */
export function startsOf(lengths: readonly number[] | Int32Array): Int32Array {
  const from = new Int32Array(lengths.length + 1);
  for (const [at, length] of lengths.entries()) from[at + 1] = (from[at] ?? 0) + length;
  return from;
}

/** Whether a row holds a number; row -1 is empty. */
export function rowHolds({ from, items }: Rows, row: number, number: number): boolean {
  if (row < 0) return false;
  const end = from[row + 1] ?? 0;
  for (let at = from[row] ?? 0; at < end; at++) if (items[at] === number) return true;
  return false;
}

/** Where a number stands in a row of ascending ones, as a position among all items; -1 where it does not. Row -1 is empty. */
export function findInRow({ from, items }: Rows, row: number, number: number): number {
  if (row < 0) return -1;
  let low = from[row] ?? 0;
  let high = (from[row + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = items[middle] ?? 0;
    if (found === number) return middle;
    if (found < number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Numbers texts in the order they come. */
export interface Numbering {
  numberOf(text: string): number;
  texts(): string[];
}

/** An empty numbering. */
export function createNumbering(): Numbering {
  const numbers = new Map<string, number>();
  return {
    numberOf(text) {
      const number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number);
      return number;
    },
    texts: () => [...numbers.keys()],
  };
}
