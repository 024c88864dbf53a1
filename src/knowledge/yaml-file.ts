import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  Lexer,
  LineCounter,
  Parser,
  visit,
  YAMLParseError,
} from 'yaml';
import type { Finding, FindingCode, Place } from './finding.js';

/** A YAML document with the places of its nodes. */
export interface YamlFile {
  path: string;
  text: string;
  document: Document.Parsed;
  lines: LineCounter;
}

/** Syntax errors follow from each other: the first few of a file say enough. */
const SYNTAX_ERRORS = 10;

/** Reads YAML strictly: UTF-8, one document, no aliases on collections, no merge keys, no custom tags. */
export function parseYaml(path: string, bytes: Uint8Array): { file: YamlFile | null; findings: Finding[] } {
  const start: Place = { file: path, line: 1, column: 1 };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return {
      file: null,
      findings: [problem('file-unreadable', 'is not UTF-8 text; save it as UTF-8', start)],
    };
  }
  const lines = new LineCounter();
  const tokens = unlessTooDeep(() => tokensOf(text, lines));
  if (typeof tokens === 'number') {
    const message = `lists and maps are nested more than ${DEEPEST} deep`;
    return { file: null, findings: [problem('yaml-forbidden', message, { ...start, line: tokens })] };
  }
  const document = tokens && unlessTooDeep(() => compose(tokens, text.length));
  if (document === null)
    return { file: null, findings: [problem('yaml-syntax', 'cannot be parsed: nested too deeply', start)] };
  const file = { path, text, document, lines };
  const syntax = [...document.errors, ...document.warnings]
    .slice(0, SYNTAX_ERRORS)
    .map((error) => problem('yaml-syntax', syntaxMessage(error.message), placeOf(file, error.pos[0])));
  const findings = syntax.length > 0 ? syntax : forbidden(file);
  return { file: findings.length > 0 ? null : file, findings };
}

/** Lists in lists deeper than this are refused; a knowledge base needs seven. */
const DEEPEST = 64;

/**
 * The syntax tree of a text; or the line in which brackets, or dashes on one line, are nested too deeply. The parser would
 * take gigabytes for megabytes of brackets; here it is stopped at the first excess.
 */
function tokensOf(text: string, lines: LineCounter): CST.Token[] | number {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  let brackets = 0;
  let dashes = 0;
  let line = 1;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets += 1;
    else if (token === ']' || token === '}') brackets = Math.max(0, brackets - 1);
    else if (token === '-' || token === '?') dashes += 1;
    else if (token.includes('\n')) {
      dashes = 0;
      line += token.split('\n').length - 1;
    }
    if (brackets > DEEPEST || dashes > DEEPEST) return line;
    for (const done of parser.next(token)) tokens.push(done);
  }
  for (const done of parser.end()) tokens.push(done);
  return tokens;
}

/** The document of a syntax tree, as `parseDocument` makes it. */
function compose(tokens: readonly CST.Token[], length: number): Document.Parsed | null {
  const documents = new Composer({ merge: false }).compose(tokens, true, length);
  const { value: document } = documents.next();
  if (!document) return null;
  const { value: second } = documents.next();
  if (second) {
    const [from, to] = second.range;
    const message = 'Source contains multiple documents; write them into one file each';
    document.errors.push(new YAMLParseError([from, to], 'MULTIPLE_DOCS', message));
  }
  return document;
}

/** Deep nesting that brackets and dashes do not show ends in a stack overflow inside the library. */
function unlessTooDeep<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** The place of a character offset. */
export function placeOf(file: YamlFile, offset: number): Place {
  const { line, col } = file.lines.linePos(offset);
  return { file: file.path, line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** The place of the node at a path of keys, or of its nearest ancestor; `key` asks for the place of the key. */
export function placeAt(file: YamlFile, keys: readonly PropertyKey[], key: string | null = null): Place {
  const path: (string | number)[] = keys.map((part) => (typeof part === 'symbol' ? '' : part));
  for (let length = path.length; length >= 0; length--) {
    const node = file.document.getIn(path.slice(0, length), true);
    if (!isNode(node)) continue;
    if (key !== null && length === path.length && isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (isNode(pair?.key) && pair.key.range) return placeOf(file, pair.key.range[0]);
    }
    if (node.range) return placeOf(file, node.range[0]);
  }
  return placeOf(file, 0);
}

function forbidden(file: YamlFile): Finding[] {
  const findings: Finding[] = [];
  const add = (message: string, offset: number | undefined) =>
    findings.push(problem('yaml-forbidden', message, placeOf(file, offset ?? 0)));
  visit(file.document, {
    Alias(_, alias) {
      const target = alias.resolve(file.document);
      if (isCollection(target) || isAlias(target))
        add(`the alias *${alias.source} stands for a list or map; write it out`, alias.range?.[0]);
    },
    Pair(_, pair) {
      if (isScalar(pair.key) && pair.key.value === '<<')
        add('merge keys (<<) are not supported; write the fields out', pair.key.range?.[0]);
    },
  });
  return findings;
}

function problem(code: FindingCode, message: string, place: Place): Finding {
  return { severity: 'error', code, message, entry: null, place };
}

function syntaxMessage(message: string): string {
  if (message.includes('call stack')) return 'cannot be parsed: nested too deeply';
  return message.split('\n', 1)[0] ?? message;
}
