/** Whole numbers of 32 bits in a list that grows: four bytes each, and nothing for the garbage collector to walk. */
export class IntList {
  length = 0;
  private values = new Int32Array(64);

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  /** The number at this index; 0 where there is none. */
  at(index: number): number {
    return index < this.length ? (this.values[index] ?? 0) : 0;
  }

  set(index: number, value: number): void {
    this.values[index] = value;
  }
}
