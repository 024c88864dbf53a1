/** Writes the elements of cells; a style of null names none. */
export interface CellWriter {
  /** A text that stands in the shared string table. */
  shared(reference: string, style: number | null, index: number): string;
  /** A text that stands in the cell itself, escaped already. */
  inline(reference: string, style: number | null, content: string): string;
  blank(reference: string, style: number | null): string;
}

/** A writer for a sheet whose elements have this prefix ("" or "x:"); the pieces that are always the same are made once. */
export function cellWriter(prefix: string): CellWriter {
  const open = `<${prefix}c r="`;
  const toIndex = `t="s"><${prefix}v>`;
  const fromIndex = `</${prefix}v></${prefix}c>`;
  const toText = `t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">`;
  const fromText = `</${prefix}t></${prefix}is></${prefix}c>`;
  const start = (reference: string, style: number | null) =>
    open + reference + (style === null ? '" ' : `" s="${style}" `);
  return {
    shared: (reference, style, index) => start(reference, style) + toIndex + index + fromIndex,
    inline: (reference, style, content) => start(reference, style) + toText + content + fromText,
    blank: (reference, style) => `${start(reference, style).trimEnd()}/>`,
  };
}
