import { cutPathToWidth, cutToWidth, padToWidth, textWidth } from './text-width.js';

/** A column of a table for the terminal. */
export interface TableColumn {
  title: string;
  side: 'left' | 'right';
  /** Cut when the table is too wide (a path in its middle); at most one column should be. */
  elastic?: boolean | 'path';
}

/** Colours a cell that is cut and padded already; `row` is null for the titles. */
type PaintCell = (cell: string, column: number, row: number | null) => string;

const GAP = 2;

function columnWidths(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): number[] {
  const widths = columns.map((column, index) =>
    Math.max(textWidth(column.title), ...rows.map((row) => textWidth(row[index] ?? ''))),
  );
  const excess = widths.reduce((sum, each) => sum + each + GAP, -GAP) - width;
  const elastic = columns.findIndex((column) => column.elastic);
  if (excess > 0 && elastic >= 0) widths[elastic] = Math.max(8, (widths[elastic] ?? 0) - excess);
  return widths;
}

/** Rows of plain text as aligned lines of at most `width` columns, titles first. */
export function textTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
  paint: PaintCell = (cell) => cell,
): string[] {
  const widths = columnWidths(columns, rows, width);
  const line = (cells: readonly string[], row: number | null) =>
    columns
      .map(({ side, elastic }, index) => {
        const room = widths[index] ?? 0;
        const cut = (elastic === 'path' ? cutPathToWidth : cutToWidth)(cells[index] ?? '', room);
        const last = index === columns.length - 1 && side === 'left';
        return paint(last ? cut : padToWidth(cut, room, side), index, row);
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  const titles = columns.map(({ title }) => title);
  return [line(titles, null), ...rows.map((cells, row) => line(cells, row))];
}
