import { cellReference } from '../workbook/address.js';
import { escapeXml } from '../workbook/xml-text.js';

/** A text that shows while the mouse is over a cell. */
export interface CellNote {
  row: number;
  column: number;
  text: string;
}

/** The notes of a sheet: their texts. */
export function notesXml(notes: readonly CellNote[]): string {
  const list = notes.map(
    ({ row, column, text }) =>
      `<comment ref="${cellReference(row, column)}" authorId="0"><text><r><t xml:space="preserve">${escapeXml(text)}</t></r></text></comment>`,
  );
  return `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>meshsec</author></authors><commentList>${list.join('')}</commentList></comments>`;
}

/** Columns and rows that the box of a note covers. */
const BOX = { columns: 4, rows: 4 };

/** The notes of a sheet: the boxes they are shown in, in the drawing language that Excel still asks for (VML, ECMA-376 part 4). */
export function noteBoxesXml(notes: readonly CellNote[]): string {
  const boxes = notes.map(({ row, column }, i) => {
    const anchor = [column, 8, row - 1, 4, column + BOX.columns, 8, row - 1 + BOX.rows, 4].join(', ');
    return `<v:shape id="_x0000_s${1025 + i}" type="#_x0000_t202" style="position:absolute;z-index:${i + 1};visibility:hidden" fillcolor="infoBackground [80]" strokecolor="none [81]" o:insetmode="auto"><v:fill color2="infoBackground [80]"/><v:shadow color="none [81]" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`;
  });
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${boxes.join('')}</xml>`;
}
