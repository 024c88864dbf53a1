import { type CellRange, parseRange } from './address.js';
import type { Archive } from './archive.js';
import { readXmlPart, relationshipsOf, walkPart } from './package.js';

/** A table of a sheet (ECMA-376 part 1, 18.5). */
export interface Table {
  name: string;
  range: CellRange;
  headerRows: number;
  totalsRows: number;
}

/** The tables of a sheet part, by the relationship ids that the sheet lists. */
export function readTables(archive: Archive, sheetPart: string, ids: readonly string[]): Table[] {
  if (ids.length === 0) return [];
  const byId = new Map(relationshipsOf(archive, sheetPart).map((link) => [link.id, link.target]));
  const parts = new Set(ids.flatMap((id) => byId.get(id) ?? []));
  return [...parts].flatMap((part) => readTable(archive, part) ?? []);
}

function readTable(archive: Archive, part: string): Table | null {
  const xml = readXmlPart(archive, part);
  if (xml === undefined) return null;
  let table: Table | null = null;
  walkPart(archive, part, xml.bytes, {
    open(tag) {
      if (tag.name.key !== 'table') return;
      const range = parseRange(tag.attribute('ref') ?? '');
      if (range === null) return;
      table = {
        name: tag.attribute('displayName') ?? tag.attribute('name') ?? '',
        range,
        headerRows: Number(tag.attribute('headerRowCount') ?? 1),
        totalsRows: Number(tag.attribute('totalsRowCount') ?? 0),
      };
    },
    close() {},
  });
  return table;
}
