import { type CellRange, LAST_COLUMN, parseRange } from './address.js';
import type { Archive } from './archive.js';
import type { CellTable } from './cell-table.js';
import type { CellFormat, FormatTable } from './format-table.js';
import { damaged } from './limits.js';
import type { Span } from './make-sheet.js';
import { needXmlPart, walkPart } from './package.js';
import { printable } from './printable.js';
import { RowReader, type SheetContext } from './row-reader.js';
import type { ElementPlace, SheetLayout } from './sheet-layout.js';
import type { Tag, XmlVisitor } from './xml.js';
import type { ElementName } from './xml-names.js';

/** A sheet part as it stands in the file: cells and formats, and what still has to be looked up elsewhere. */
export interface SheetContents {
  cells: CellTable;
  cellFormats: FormatTable;
  rowFormats: Span<CellFormat>[];
  columnFormats: Span<CellFormat>[];
  hiddenRows: Span<boolean>[];
  hiddenColumns: Span<boolean>[];
  columnWidths: Span<number>[];
  merges: CellRange[];
  protected: boolean;
  lists: { ranges: CellRange[]; source: string }[];
  /** Ranges of array formulas and data tables. */
  arrays: CellRange[];
  tableIds: string[];
  hasFormulas: boolean;
  layout: SheetLayout;
}

/** Reads one worksheet part in one pass. */
export function readSheet(archive: Archive, part: string, context: SheetContext): SheetContents {
  const { bytes } = needXmlPart(archive, part);
  const reader = new SheetReader(archive, part, bytes, context);
  walkPart(archive, part, bytes, reader);
  return reader.contents();
}

class SheetReader implements XmlVisitor {
  private depth = 0;
  private section = '';
  private captured = '';
  private capturing = false;
  private readonly data: RowReader;

  private readonly columnFormats: Span<CellFormat>[] = [];
  private readonly hiddenColumns: Span<boolean>[] = [];
  private readonly columnWidths: Span<number>[] = [];
  private readonly merges: CellRange[] = [];
  private readonly lists: { ranges: CellRange[]; source: string }[] = [];
  private readonly tableIds: string[] = [];
  private isProtected = false;
  private list: { sqref: string; source: string } | null = null;

  private prefix = '';
  private root = { start: 0, end: 0 };
  private sheetData: ElementPlace | null = null;
  private cols: ElementPlace | null = null;
  private current: ElementPlace | null = null;
  private dimension: SheetLayout['dimension'] = null;
  private readonly columns: SheetLayout['columns'] = [];

  constructor(
    private readonly archive: Archive,
    private readonly part: string,
    private readonly bytes: Buffer,
    context: SheetContext,
  ) {
    this.data = new RowReader(archive, part, context, bytes.length);
  }

  get wantsText(): boolean {
    return this.capturing || this.data.wantsText;
  }

  /** Cells stand in a row of `sheetData`. */
  readonly plainDepth = 3;

  readPlain(source: Buffer, from: number): number {
    return this.section === 'sheetData' ? this.data.readPlain(source, from) : from;
  }

  contents(): SheetContents {
    if (this.sheetData === null) throw this.broken('the sheet has no cells part (sheetData)');
    const { columnFormats, hiddenColumns, columnWidths, merges, lists, tableIds } = this;
    const { cells, cellFormats, rowFormats, hiddenRows, arrays, hasFormulas, rows } = this.data;
    const { prefix, root, sheetData, dimension, cols, columns } = this;
    return {
      ...{ cells, cellFormats, rowFormats, columnFormats, hiddenRows, hiddenColumns, columnWidths },
      ...{ merges, lists, arrays, tableIds, hasFormulas, protected: this.isProtected },
      layout: { prefix, root, sheetData, dimension, cols, columns, rows },
    };
  }

  open(tag: Tag): void {
    this.depth++;
    const { key } = tag.name;
    if (this.section === 'sheetData' && this.depth > 2) this.data.open(tag, this.depth, this.bytes);
    else if (this.depth === 1) this.openRoot(tag);
    else if (this.depth === 2) this.openSection(tag, key);
    else this.openOther(tag, key);
  }

  close(name: ElementName, start: number, end: number): void {
    if (this.section === 'sheetData' && this.depth > 2) this.data.close(name, this.depth, end);
    else if (this.depth === 2) this.closeSection(start, end);
    else if (this.depth > 2) this.closeOther(name.key);
    this.depth--;
  }

  text(piece: string): void {
    if (this.capturing) this.captured += piece;
    else this.data.text(piece);
  }

  private openRoot(tag: Tag): void {
    if (tag.name.key !== 'worksheet') throw this.broken('this part is no worksheet');
    this.root = { start: tag.start, end: tag.end };
  }

  private openSection(tag: Tag, key: string): void {
    this.section = key;
    const { start, end, selfClosing } = tag;
    this.current = { start, openEnd: end, closeStart: end, end, selfClosing };
    if (key === 'sheetData') {
      if (this.sheetData !== null) throw this.broken('the sheet has two cells parts (sheetData)');
      this.sheetData = this.current;
      this.prefix = tag.name.prefix;
    } else if (key === 'cols') this.cols ??= this.current;
    else if (key === 'dimension') this.dimension = tag.valuePlace('ref') ?? null;
    else if (key === 'sheetProtection') this.isProtected = tag.isOn('sheet');
  }

  private closeSection(start: number, end: number): void {
    if (this.current !== null) {
      if (!this.current.selfClosing) this.current.closeStart = start;
      this.current.end = end;
    }
    this.section = '';
  }

  private openOther(tag: Tag, key: string): void {
    if (key === 'mergeCell' && this.section === 'mergeCells') {
      const range = parseRange(tag.attribute('ref') ?? '');
      if (range !== null) this.merges.push(range);
    } else if (key === 'col' && this.section === 'cols') this.openColumn(tag);
    else if (key === 'tablePart') this.tableIds.push(tag.relationship() ?? '');
    else if (key === 'dataValidation' || key === 'x14:dataValidation') {
      const isList = tag.attribute('type') === 'list';
      this.list = isList ? { sqref: tag.attribute('sqref') ?? '', source: '' } : null;
    } else if (this.list !== null && (key === 'formula1' || key === 'xm:f' || key === 'xm:sqref')) {
      this.captured = '';
      this.capturing = true;
    }
  }

  private closeOther(key: string): void {
    const { list } = this;
    if (list === null) return;
    if (key === 'formula1' || (key === 'xm:f' && list.source === '')) list.source = this.captured.trim();
    else if (key === 'xm:sqref') list.sqref = this.captured;
    else if (key === 'dataValidation' || key === 'x14:dataValidation') {
      const ranges = list.sqref
        .trim()
        .split(/\s+/)
        .map(parseRange)
        .filter((range) => range !== null);
      this.lists.push({ ranges, source: list.source });
      this.list = null;
    }
    this.capturing = false;
  }

  private openColumn(tag: Tag): void {
    const first = Number(tag.attribute('min'));
    const last = Number(tag.attribute('max'));
    if (!(first >= 1 && last >= first && last <= LAST_COLUMN)) return;
    // Columns do not overlap, so there are no more elements than columns.
    if (this.columns.length === LAST_COLUMN) throw this.broken('the sheet describes its columns twice');
    const style = tag.attribute('style') ?? null;
    this.columns.push({ first, last, style, start: tag.start, end: tag.end });
    const width = tag.attribute('width');
    if (width !== undefined) this.columnWidths.push({ first, last, value: Number(width) });
    if (tag.isOn('hidden')) this.hiddenColumns.push({ first, last, value: true });
    if (style !== null) this.columnFormats.push({ first, last, value: this.data.format(Number(style)) });
  }

  private broken(what: string) {
    return damaged(what, { file: this.archive.file, part: printable(this.part) });
  }
}
