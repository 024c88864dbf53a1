import { parseReference } from '../address.js';
import { damaged } from '../limits.js';
import { type StringItems, stringItem, unescaped } from './string-items.js';
import { canonical, childrenOf, readXml, textOf, type XmlNode } from './xml-node.js';

/** A cell element; blank ones too. */
export interface CellView {
  row: number;
  column: number;
  /** The text, or the stored value. */
  text: string;
  /** What makes the value more than its text: its type, runs of rich text. */
  value: string;
  /** Canonical; null where it holds none. */
  formula: string | null;
  style: string;
  /** Anything else the element carries. */
  extra: string;
}

/** A sheet part, taken apart into what can be compared. */
export interface SheetView {
  cells: Map<number, CellView>;
  /** Attributes of the rows, but for their number and `spans`, which is a hint. */
  rows: Map<number, { attributes: string; plain: boolean; style: string | null }>;
  columns: { first: number; last: number; style: string | null; width: number | null; attributes: string }[];
  dimension: string | null;
  root: string;
  /** All other elements of the sheet, in order. */
  others: { name: string; content: string }[];
  lastColumn: number;
  /** Rows and the cells in them rise, as Excel wants them. */
  inOrder: boolean;
  /** What stands there twice and may not. */
  doubled: string[];
}

/** Key of a cell; columns end at 16,384. */
export function cellKey(row: number, column: number): number {
  return row * 16_385 + column;
}

const ROW_HINTS: ReadonlySet<string> = new Set(['r', 'spans']);
const ROW_NUMBER: ReadonlySet<string> = new Set(['r']);
const SPANS = /^\s*(?:[0-9]+:[0-9]+\s*)*$/;
const TYPES: ReadonlySet<string> = new Set(['b', 'd', 'e', 'inlineStr', 'n', 's', 'str']);
const CELL_KNOWN: ReadonlySet<string> = new Set(['r', 's', 't']);
const VALUE_PARTS: ReadonlySet<string> = new Set(['f', 'v', 'is']);
const COLUMN_SPAN: ReadonlySet<string> = new Set(['min', 'max']);

/** Takes the text of a sheet part apart. */
export function readSheetView(
  text: string,
  place: { file: string; part: string },
  strings: StringItems,
): SheetView {
  const sheet: SheetView = {
    cells: new Map(),
    rows: new Map(),
    columns: [],
    dimension: null,
    root: '',
    others: [],
    lastColumn: 0,
    inOrder: true,
    doubled: [],
  };
  let row = 0;
  let column = 0;
  readXml(text, place, {
    spine: ['worksheet', 'sheetData', 'row'],
    enter(node, depth) {
      if (depth === 0) sheet.root = canonical({ ...node, children: [] });
      if (depth !== 2) return;
      const before = row;
      row = Number(node.attributes.get('r') ?? row + 1);
      if (sheet.rows.has(row)) throw damaged(`row ${row} stands there twice`, place);
      if (row < before) sheet.inOrder = false;
      column = 0;
      const own = /^(1|true)$/.test(node.attributes.get('customFormat') ?? '');
      const style = own ? (node.attributes.get('s') ?? null) : null;
      const isHint = SPANS.test(node.attributes.get('spans') ?? '');
      const attributes = canonical({ ...node, children: [] }, isHint ? ROW_HINTS : ROW_NUMBER);
      const plain = [...node.attributes.keys()].every((name) => ROW_HINTS.has(name));
      sheet.rows.set(row, { attributes, plain, style });
    },
    unit(node, parent) {
      if (parent.local === 'worksheet') return addPart(sheet, node);
      if (parent.local !== 'row' || node.local !== 'c') {
        sheet.others.push({ name: node.local, content: canonical(node) });
        return;
      }
      const reference = node.attributes.get('r');
      const left = column;
      column = reference === undefined ? column + 1 : (parseReference(reference)?.column ?? 0);
      if (column < left) sheet.inOrder = false;
      const cell = cellView(node, row, column, strings);
      const key = cellKey(row, column);
      if (sheet.cells.has(key)) throw damaged(`row ${row} has a cell twice`, place);
      sheet.cells.set(key, cell);
      if (cell.text !== '' || cell.formula !== null) sheet.lastColumn = Math.max(sheet.lastColumn, column);
    },
  });
  return sheet;
}

function addPart(sheet: SheetView, node: XmlNode): void {
  if (node.local === 'dimension') {
    if (sheet.dimension !== null) sheet.doubled.push('the range of used cells');
    sheet.dimension = node.attributes.get('ref') ?? '';
  } else if (node.local === 'cols') {
    for (const { attributes, ...col } of childrenOf(node, 'col')) {
      sheet.columns.push({
        first: Number(attributes.get('min')),
        last: Number(attributes.get('max')),
        style: attributes.get('style') ?? null,
        width: attributes.has('width') ? Number(attributes.get('width')) : null,
        attributes: canonical({ attributes, ...col }, COLUMN_SPAN),
      });
      if ((sheet.columns.at(-2)?.last ?? 0) >= Number(attributes.get('min'))) sheet.doubled.push('a column');
    }
  } else sheet.others.push({ name: node.local, content: canonical(node) });
}

function cellView(node: XmlNode, row: number, column: number, strings: StringItems): CellView {
  const type = node.attributes.get('t') ?? 'n';
  const formula = childrenOf(node, 'f').map((child) => canonical(child));
  const stored = childrenOf(node, 'v').map(textOf).join('');
  return {
    row,
    column,
    ...valueIn(node, type, stored, strings),
    formula: formula.length === 0 ? null : formula.join(''),
    style: node.attributes.get('s') ?? '0',
    extra: TYPES.has(type) ? extraOf(node) : `type ${type} ${extraOf(node)}`,
  };
}

/** Metadata, phonetic hints, extensions: most cells have none. */
function extraOf(node: XmlNode): string {
  const names = [...node.attributes.keys()].filter((name) => !CELL_KNOWN.has(name));
  const children = node.children.filter(
    (child) => typeof child === 'string' || !VALUE_PARTS.has(child.local),
  );
  return names.length + children.length === 0 ? '' : canonical({ ...node, children }, CELL_KNOWN);
}

function valueIn(
  node: XmlNode,
  type: string,
  stored: string,
  strings: StringItems,
): { text: string; value: string } {
  if (type === 's' && stored.trim() === '') return { text: '', value: 'text' };
  if (type === 's') return strings.at(Number(stored)) ?? { text: '', value: `missing shared text ${stored}` };
  if (type === 'inlineStr') return stringItem(childrenOf(node, 'is')[0] ?? { ...node, children: [] });
  return { text: unescaped(stored), value: stored === '' ? 'text' : type === 'str' ? 'text' : type };
}
