import type { SharedStrings } from './shared-strings.js';
import type { Splice } from './splice.js';
import { encodeXstring, type PartChange } from './xml-text.js';

/** Texts to be added to the shared string table; cells point to them by index. */
export class StringPatch {
  private readonly added = new Map<string, number>();
  private references = 0;

  private constructor(
    private readonly part: string,
    private readonly table: SharedStrings,
  ) {}

  /** Null where the workbook has no table; cells then hold their text themselves. */
  static of(part: string | undefined, table: SharedStrings): StringPatch | null {
    return part === undefined || table.layout === null ? null : new StringPatch(part, table);
  }

  /** Index of the text in the table. */
  add(text: string): number {
    this.references++;
    const known = this.added.get(text);
    if (known !== undefined) return known;
    const index = this.table.length + this.added.size;
    this.added.set(text, index);
    return index;
  }

  /** A cell that pointed into the table was overwritten. */
  dropReference(): void {
    this.references--;
  }

  /** The changed part; null where nothing was added. */
  result(): PartChange | null {
    const { xml, layout } = this.table;
    if (this.added.size === 0 || xml === null || layout === null) return null;
    const { prefix, qualified, counts, empty, end } = layout;
    const open = `<${prefix}si><${prefix}t xml:space="preserve">`;
    const close = `</${prefix}t></${prefix}si>`;
    const texts: string[] = [];
    for (const text of this.added.keys()) texts.push(open, encodeXstring(text), close);
    const splices: Splice[] = [];
    for (const { name, value, start, end } of counts) {
      const sum = value + (name === 'count' ? this.references : this.added.size);
      if (Number.isSafeInteger(sum)) splices.push({ start, end, text: String(sum) });
    }
    if (empty) splices.push({ start: end - 2, end, text: `>${texts.join('')}</${qualified}>` });
    else splices.push({ start: end, end, text: texts.join('') });
    return { part: this.part, xml, splices };
  }
}
