import { cellReference, columnLetters } from '../workbook/address.js';
import { encodeXstring, escapeXml } from '../workbook/xml-text.js';
import type { CellLook, LookTable } from './own-looks.js';
import type { CellNote } from './own-notes.js';

/** A cell of ours: text, number or blank. */
export interface OwnCell {
  value: string | number | null;
  look?: CellLook;
}

/** Cells from column A on. */
export interface OwnRow {
  cells: readonly OwnCell[];
  /** Points. */
  height?: number;
}

/** Cells that take a value from a list. */
export interface DropDown {
  cells: readonly string[];
  /** `"a,b"` in quotes, or a range such as `Lists!$A$1:$A$3`. */
  list: string;
  /** Other values are refused with this message. */
  refusal?: { title: string; text: string };
}

/** A sheet of ours; rows count from 1. */
export interface OwnSheet {
  name: string;
  /** Not shown, and not in Excel's list of hidden sheets either. */
  veryHidden?: true;
  columns: readonly { width: number; hidden?: boolean }[];
  rows: readonly OwnRow[];
  /** These many rows and columns stay while the rest scrolls; the cursor stands in `cursor`. */
  frozen?: { columns: number; rows: number; cursor: string };
  /** Buttons to filter the rows by, in the first row. */
  filter?: true;
  withoutGrid?: true;
  /** Printed across, as wide as a page. */
  landscape?: true;
  dropDowns?: readonly DropDown[];
  /** Links out of the workbook: the cell, and a URL. */
  links?: readonly { cell: string; url: string }[];
  notes?: readonly CellNote[];
}

/** Ids of the relationships that a sheet may have. */
export const SHEET_RELATIONS = {
  notes: 'rId1',
  boxes: 'rId2',
  link: (index: number) => `rId${index + 3}`,
} as const;

/** Texts up to here are safely below Excel's limit of 32,767 characters a cell. */
const MOST_CHARACTERS = 32_000;

function cellXml({ value, look }: OwnCell, row: number, column: number, looks: LookTable): string {
  const style = looks.numberOf(look);
  const start = `<c r="${cellReference(row, column)}"${style === 0 ? '' : ` s="${style}"`}`;
  if (value === null) return style === 0 ? '' : `${start}/>`;
  if (typeof value === 'number') return `${start}><v>${value}</v></c>`;
  const text = encodeXstring(value.slice(0, MOST_CHARACTERS));
  return `${start} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function rowXml({ cells, height }: OwnRow, row: number, looks: LookTable): string {
  const content = cells.map((cell, i) => cellXml(cell, row, i + 1, looks)).join('');
  const size = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
  return content === '' && size === '' ? '' : `<row r="${row}"${size}>${content}</row>`;
}

function viewXml({ frozen, withoutGrid }: OwnSheet, isActive: boolean): string {
  const start = `<sheetView${withoutGrid ? ' showGridLines="0"' : ''}${isActive ? ' tabSelected="1"' : ''} workbookViewId="0"`;
  if (frozen === undefined) return `${start}/>`;
  const { columns, rows, cursor } = frozen;
  return `${start}><pane xSplit="${columns}" ySplit="${rows}" topLeftCell="${cellReference(rows + 1, columns + 1)}" activePane="bottomRight" state="frozen"/><selection pane="bottomRight" activeCell="${cursor}" sqref="${cursor}"/></sheetView>`;
}

function dropDownXml({ cells, list, refusal }: DropDown): string {
  const message =
    refusal === undefined
      ? ''
      : ` showErrorMessage="1" errorTitle="${escapeXml(refusal.title)}" error="${escapeXml(refusal.text)}"`;
  return `<dataValidation type="list" allowBlank="1"${message} sqref="${cells.join(' ')}"><formula1>${escapeXml(list)}</formula1></dataValidation>`;
}

function list(element: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `<${element} count="${items.length}">${items.join('')}</${element}>`;
}

/** The range of a sheet that its filter is over. */
export function filteredRange({ rows, columns }: OwnSheet): string {
  return `$A$1:$${columnLetters(columns.length)}$${rows.length}`;
}

/** A sheet as its part of the package, elements in the order of CT_Worksheet (ECMA-376 part 1, 18.3.1.99). */
export function sheetXml(sheet: OwnSheet, looks: LookTable, isActive: boolean): string {
  const { columns, rows, dropDowns = [], links = [], notes = [] } = sheet;
  const widths = columns.map(
    ({ width, hidden }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width}"${hidden ? ' hidden="1"' : ''} customWidth="1"/>`,
  );
  const hyperlinks = links.map(
    ({ cell }, i) => `<hyperlink ref="${cell}" r:id="${SHEET_RELATIONS.link(i)}"/>`,
  );
  return [
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    sheet.landscape ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : '',
    `<sheetViews>${viewXml(sheet, isActive)}</sheetViews><sheetFormatPr defaultRowHeight="15"/>`,
    widths.length === 0 ? '' : `<cols>${widths.join('')}</cols>`,
    '<sheetData>',
    ...rows.map((row, i) => rowXml(row, i + 1, looks)),
    '</sheetData>',
    sheet.filter ? `<autoFilter ref="${filteredRange(sheet).replaceAll('$', '')}"/>` : '',
    list('dataValidations', dropDowns.map(dropDownXml)),
    hyperlinks.length === 0 ? '' : `<hyperlinks>${hyperlinks.join('')}</hyperlinks>`,
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    sheet.landscape ? '<pageSetup orientation="landscape" fitToHeight="0"/>' : '',
    notes.length === 0 ? '' : `<legacyDrawing r:id="${SHEET_RELATIONS.boxes}"/>`,
    '</worksheet>',
  ].join('');
}
