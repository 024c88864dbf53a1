/** Index of the first of `length` places, in order of row and column, that is not before this one. */
export function firstPlace(
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
  length: number,
  row: number,
  column: number,
): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const here = rows[middle] ?? 0;
    if (here < row || (here === row && (columns[middle] ?? 0) < column)) low = middle + 1;
    else high = middle;
  }
  return low;
}
