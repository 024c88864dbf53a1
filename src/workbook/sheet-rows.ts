import { IntList } from './int-list.js';

/** The rows of a sheet's XML and their offsets, as they follow one another; numbers, so that a million cost no objects. */
export class SheetRows {
  private readonly numbers = new IntList();
  private readonly starts = new IntList();
  private readonly ends = new IntList();
  private highest = 0;
  /** The numbers seen, from the first row on that stands behind a higher one. */
  private seen: Set<number> | null = null;

  get length(): number {
    return this.numbers.length;
  }

  /** Number of the row that was added last; 0 where there is none. */
  get last(): number {
    return this.numbers.at(this.numbers.length - 1);
  }

  /** Adds a row that begins at this offset; false where one of this number is there. */
  add(number: number, start: number): boolean {
    if (number <= this.highest) this.seen ??= new Set(this.allNumbers());
    if (this.seen?.has(number) === true) return false;
    this.seen?.add(number);
    this.highest = Math.max(number, this.highest);
    this.numbers.push(number);
    this.starts.push(start);
    this.ends.push(start);
    return true;
  }

  /** Sets where the row that was added last ends. */
  endLast(end: number): void {
    this.ends.set(this.ends.length - 1, end);
  }

  number(slot: number): number {
    return this.numbers.at(slot);
  }

  start(slot: number): number {
    return this.starts.at(slot);
  }

  end(slot: number): number {
    return this.ends.at(slot);
  }

  /** Slots of the rows with these numbers. */
  slotsOf(wanted: ReadonlySet<number>): number[] {
    if (this.seen === null) {
      const slots = [...wanted].map((number) => ({ number, slot: this.firstFrom(number) }));
      return slots.filter(({ number, slot }) => this.numbers.at(slot) === number).map(({ slot }) => slot);
    }
    return this.allNumbers().flatMap((number, slot) => (wanted.has(number) ? [slot] : []));
  }

  /** Slot of the first row, of this slot or behind it, that has this number or a higher one; `length` where there is none. */
  firstFrom(number: number, from = 0): number {
    let low = from;
    if (this.seen !== null) {
      while (low < this.length && this.numbers.at(low) < number) low++;
      return low;
    }
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.numbers.at(middle) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private allNumbers(): number[] {
    return Array.from({ length: this.length }, (_, slot) => this.numbers.at(slot));
  }
}
