import { needXmlPart } from './package.js';
import { locateRows } from './sheet-patch.js';
import { sourceOf, type Workbook } from './workbook.js';

/** A cell of a sheet, as its XML has it. */
export interface CellAddress {
  sheet: string;
  row: number;
  column: number;
}

/**
 * The XML elements of cells as they stand in the package (`<c r="D5" s="3"/>`), in the order asked for; null where
 * the sheet has no such element. What `restoreCells` takes to put a cell back as it was.
 */
export function cellElements(workbook: Workbook, cells: readonly CellAddress[]): (string | null)[] {
  const { archive, sheets } = sourceOf(workbook);
  const found = new Map<string, string>();
  for (const name of new Set(cells.map(({ sheet }) => sheet))) {
    const source = sheets.get(name);
    if (source === undefined) continue;
    const { text } = needXmlPart(archive, source.part);
    const wanted = new Set(cells.filter(({ sheet }) => sheet === name).map(({ row }) => row));
    for (const [row, place] of locateRows(archive, source.part, text, source.layout, wanted)) {
      for (const { column, start, end } of place.cells)
        found.set(`${name}!${row}:${column}`, text.slice(start, end));
    }
  }
  return cells.map(({ sheet, row, column }) => found.get(`${sheet}!${row}:${column}`) ?? null);
}
