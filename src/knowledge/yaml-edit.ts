import {
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { YamlFile } from './yaml-file.js';

/** Replaces the characters from `start` up to `end`. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** What may stand without quotes anywhere: letters, digits and hyphens that are no number, date or keyword. */
const PLAIN = /^(?!(?:true|false|null|yes|no|on|off)$)[A-Za-z][A-Za-z0-9_-]*$/i;

/** Applies edits that do not overlap; every other character stays. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, order) => ({ ...edit, order }))
    .sort((a, b) => a.start - b.start || a.order - b.order);
  let result = '';
  let from = 0;
  for (const edit of ordered) {
    if (edit.start < from) throw new RangeError('overlapping edits');
    result += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return result + text.slice(from);
}

/** Puts another text in the place of a string. */
export function replaceScalar(file: YamlFile, node: Scalar, value: string): TextEdit {
  const [start, end] = rangeOf(node);
  // A block scalar (| or >) ends after its last line break, which has to stay.
  const lineBreak = /\r?\n$/.exec(file.text.slice(start, end))?.[0] ?? '';
  const plain = node.type === 'PLAIN' && PLAIN.test(value);
  return { start, end, text: (plain ? value : JSON.stringify(value)) + lineBreak };
}

/** Adds a field to a map, after the field `after`, which holds a string. */
export function addField(file: YamlFile, map: YAMLMap, after: string, key: string, value: unknown): TextEdit {
  const pair = pairOf(map, after);
  const start = rangeOf(pair?.key as Node)[0];
  if (map.flow) return { start, end: start, text: `${key}: ${JSON.stringify(value)}, ` };
  const indent = ' '.repeat(file.lines.linePos(start).col - 1);
  return insertLines(file, lastOffset(pair?.value as Node), blockLines({ [key]: value }, indent, file));
}

/** Takes a field out of a map, with its lines. */
export function removeField(file: YamlFile, map: YAMLMap, key: string): TextEdit {
  const index = map.items.findIndex((item) => isScalar(item.key) && item.key.value === key);
  const pair = map.items[index];
  const start = rangeOf(pair?.key as Node)[0];
  const end = lastOffset((pair?.value ?? pair?.key) as Node);
  if (map.flow) {
    const comma = /^\s*,[ \t]*/.exec(file.text.slice(end))?.[0];
    if (comma !== undefined) return { start, end: end + comma.length, text: '' };
    const before = /,\s*$/.exec(file.text.slice(0, start))?.[0] ?? '';
    return { start: start - before.length, end, text: '' };
  }
  const next = map.items[index + 1];
  const lineStart = file.text.lastIndexOf('\n', start - 1) + 1;
  // The first field of a list item shares its line with the dash.
  if (file.text.slice(lineStart, start).trim() !== '' && next)
    return { start, end: rangeOf(next.key as Node)[0], text: '' };
  return { start: lineStart, end: lineEnd(file, end), text: '' };
}

/** Adds items to the end of a list under a top-level key, which is made where it is missing. */
export function appendItems(file: YamlFile, key: string, values: readonly unknown[]): TextEdit {
  const list = file.document.get(key, true);
  if (isSeq(list) && list.items.length > 0) return appendToList(file, list, values);
  const lines = blockLines({ [key]: values }, '', file);
  if (isCollection(list) || isScalar(list)) {
    const root = file.document.contents;
    const pair = isMap(root) ? pairOf(root, key) : undefined;
    const [start] = rangeOf(pair?.key as Node);
    return { start, end: lineEnd(file, rangeOf(list)[1]), text: lines };
  }
  return insertLines(file, file.text.length, lines);
}

/** Adds items to the end of a list that holds some. */
export function appendToList(file: YamlFile, list: YAMLSeq, values: readonly unknown[]): TextEdit {
  const last = list.items.at(-1) as Node;
  if (list.flow) {
    const at = rangeOf(last)[1];
    return { start: at, end: at, text: values.map((value) => `, ${JSON.stringify(value)}`).join('') };
  }
  const indent = ' '.repeat(file.lines.linePos(rangeOf(list)[0]).col - 1);
  return insertLines(file, lastOffset(last), blockLines(values, indent, file));
}

/** The pair of a key. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((item) => isScalar(item.key) && item.key.value === key);
}

/** Where the text of a node ends, not counting what follows it on its line. */
function lastOffset(node: Node): number {
  if (!isCollection(node) || node.flow) return rangeOf(node)[1];
  const last = node.items.at(-1);
  if (isMap(node)) {
    const pair = last as Pair | undefined;
    return pair ? lastOffset((pair.value ?? pair.key) as Node) : rangeOf(node)[1];
  }
  return last ? lastOffset(last as Node) : rangeOf(node)[1];
}

/** Inserts whole lines after the line in which `offset` stands. */
function insertLines(file: YamlFile, offset: number, lines: string): TextEdit {
  const at = lineEnd(file, offset);
  const open = at > 0 && file.text.charAt(at - 1) !== '\n';
  return { start: at, end: at, text: open ? lineBreakOf(file) + lines : lines };
}

/** Offset after the line break of the line that `offset` stands in; a block scalar ends behind its own. */
function lineEnd(file: YamlFile, offset: number): number {
  if (offset > 0 && file.text.charAt(offset - 1) === '\n') return offset;
  const end = file.text.indexOf('\n', offset);
  return end < 0 ? file.text.length : end + 1;
}

function blockLines(value: unknown, indent: string, file: YamlFile): string {
  const text = stringify(value, {
    lineWidth: 0,
    defaultKeyType: 'PLAIN',
    defaultStringType: 'QUOTE_DOUBLE',
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  });
  return text.replace(/^(?=.)/gm, indent).replaceAll('\n', lineBreakOf(file));
}

function lineBreakOf(file: YamlFile): string {
  return file.text.includes('\r\n') ? '\r\n' : '\n';
}

function rangeOf(node: Node): [number, number] {
  if (!node.range) throw new TypeError('a node that was not read from a file');
  return [node.range[0], node.range[1]];
}
