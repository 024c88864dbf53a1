import { type CellRange, columnNumber, parseRange } from '../../src/workbook/address.js';
import { CellTable } from '../../src/workbook/cell-table.js';
import { type CellFormat, FormatTable, PLAIN_FORMAT } from '../../src/workbook/format-table.js';
import { makeSheet, type SheetData } from '../../src/workbook/make-sheet.js';
import type { Cell, Sheet } from '../../src/workbook/sheet.js';

export interface SheetTextOptions {
  name?: string;
  position?: number;
  visibility?: Sheet['visibility'];
  /** A protected sheet: every cell is locked but those in `unlocked`. */
  protected?: boolean;
  unlocked?: readonly string[];
  merges?: readonly string[];
  /** Drop-downs: range -> allowed values. */
  lists?: Readonly<Record<string, readonly string[]>>;
  /** Ranges that are bold, filled, or of a font size. */
  bold?: readonly string[];
  fill?: Readonly<Record<string, string>>;
  fontSize?: Readonly<Record<string, number>>;
  hiddenRows?: readonly number[];
  /** Letters. */
  hiddenColumns?: readonly string[];
  widths?: Readonly<Record<string, number>>;
  tables?: Readonly<Record<string, string>>;
}

/**
 * A sheet written as a text table: one line a row, `|` between the cells, blanks around a text do not count.
 * The first line is row 1; a line that starts with a number and `:` is that row ("12: A | B").
 * `**text**` is bold, `=text` a formula that shows text, `'1.1` the text 1.1; other numbers are numbers,
 * TRUE and FALSE booleans; `\n` is a line break and `\s` a blank that stays.
 */
export function sheetFromText(table: string, options: SheetTextOptions = {}): Sheet {
  const cells: Cell[] = [];
  const boldCells: Cell[] = [];
  let row = 0;
  for (const line of table.replace(/^\s*\n|\n\s*$/g, '').split('\n')) {
    const numbered = /^\s*(\d+):(.*)$/.exec(line);
    row = numbered === null ? row + 1 : Number(numbered[1]);
    (numbered?.[2] ?? line).split('|').forEach((field, i) => {
      const text = field.trim();
      const bold = /^\*\*(.*)\*\*$/.exec(text);
      const cell = cellOf(row, i + 1, bold?.[1] ?? text);
      if (cell === null) return;
      cells.push(cell);
      if (bold !== null) boldCells.push(cell);
    });
  }
  const data = withOptions({ name: 'Sheet1', cells: CellTable.of(cells) }, options);
  return makeSheet({ ...data, cellFormats: formatsOf(boldCells, row, options) });
}

function cellOf(row: number, column: number, source: string): Cell | null {
  const text = source.replace(/^['=]/, '').replaceAll('\\n', '\n').replaceAll('\\s', ' ');
  const formula = source.startsWith('=');
  if (text === '' && !formula) return null;
  if (!source.startsWith("'") && /^-?\d+(\.\d+)?$/.test(text))
    return { row, column, text, kind: 'number', formula };
  if (/^(TRUE|FALSE)$/.test(text)) return { row, column, text, kind: 'boolean', formula };
  return { row, column, text, kind: 'text', formula };
}

function formatsOf(boldCells: readonly Cell[], lastRow: number, options: SheetTextOptions): FormatTable {
  const formats = new Map<number, CellFormat>();
  const key = (row: number, column: number) => row * 100 + column;
  const change = (range: CellRange, changes: Partial<CellFormat>) => {
    for (let row = range.top; row <= Math.min(range.bottom, Math.max(lastRow, 500)); row++) {
      for (let column = range.left; column <= Math.min(range.right, 60); column++) {
        const before = formats.get(key(row, column)) ?? PLAIN_FORMAT;
        formats.set(key(row, column), { ...before, ...changes });
      }
    }
  };
  for (const { row, column } of boldCells) formats.set(key(row, column), { ...PLAIN_FORMAT, bold: true });
  for (const range of options.bold ?? []) change(rangeOf(range), { bold: true });
  for (const range of options.unlocked ?? []) change(rangeOf(range), { locked: false });
  for (const [range, fill] of Object.entries(options.fill ?? {})) change(rangeOf(range), { fill });
  for (const [range, fontSize] of Object.entries(options.fontSize ?? {}))
    change(rangeOf(range), { fontSize });
  const table = new FormatTable([...formats.values()]);
  const places = [...formats.keys()].map((at, style) => ({ at, style }));
  for (const { at, style } of places.sort((a, b) => a.at - b.at)) {
    table.add(Math.floor(at / 100), at % 100, style);
  }
  return table;
}

function withOptions(data: SheetData, options: SheetTextOptions): SheetData {
  return {
    ...data,
    name: options.name ?? data.name,
    position: options.position ?? 0,
    visibility: options.visibility ?? 'visible',
    protected: options.protected ?? false,
    merges: (options.merges ?? []).map(rangeOf),
    validations: Object.entries(options.lists ?? {}).map(([range, values]) => ({
      ranges: [rangeOf(range)],
      values,
      source: `"${values.join(',')}"`,
    })),
    tables: Object.entries(options.tables ?? {}).map(([name, range]) => ({
      name,
      range: rangeOf(range),
      headerRows: 1,
    })),
    hiddenRows: (options.hiddenRows ?? []).map((at) => ({ first: at, last: at, value: true })),
    hiddenColumns: (options.hiddenColumns ?? []).map((letters) => spanOf(letters, true)),
    columnWidths: Object.entries(options.widths ?? {}).map(([letters, width]) => spanOf(letters, width)),
  };
}

function spanOf<T>(letters: string, value: T) {
  return { first: columnNumber(letters), last: columnNumber(letters), value };
}

function rangeOf(text: string): CellRange {
  const range = parseRange(text);
  if (range === null) throw new Error(`no range: ${text}`);
  return range;
}
