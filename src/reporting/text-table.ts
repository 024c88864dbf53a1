import { cutToWidth, padToWidth, textWidth } from './text-width.js';

/** A column of a table for the terminal. */
export interface TableColumn {
  title: string;
  side: 'left' | 'right';
  /** Cut when the table is too wide; at most one column should be. */
  elastic?: boolean;
}

const GAP = 2;

/** Rows of plain text as aligned lines of at most `width` columns, titles first. */
export function textTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const widths = columns.map((column, index) =>
    Math.max(textWidth(column.title), ...rows.map((row) => textWidth(row[index] ?? ''))),
  );
  const excess = widths.reduce((sum, each) => sum + each + GAP, -GAP) - width;
  const elastic = columns.findIndex((column) => column.elastic);
  if (excess > 0 && elastic >= 0) widths[elastic] = Math.max(8, (widths[elastic] ?? 0) - excess);
  const line = (cells: readonly string[]) =>
    columns
      .map(({ side }, index) => {
        const room = widths[index] ?? 0;
        return padToWidth(cutToWidth(cells[index] ?? '', room), room, side);
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)];
}
