import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap, isScalar, parse, type Scalar, type YAMLMap } from 'yaml';
import {
  addField,
  appendItems,
  applyEdits,
  pairOf,
  removeField,
  replaceScalar,
} from '../../src/knowledge/yaml-edit.js';
import { parseYaml, type YamlFile } from '../../src/knowledge/yaml-file.js';

function read(text: string): YamlFile {
  const { file, findings } = parseYaml('test.yaml', new TextEncoder().encode(text));
  if (!file) throw new Error(`${JSON.stringify(findings)} in\n${text}`);
  return file;
}

function entryMap(file: YamlFile, index: number): YAMLMap {
  const node = file.document.getIn(['entries', index], true);
  if (!isMap(node)) throw new Error('no map');
  return node;
}

function scalarOf(map: YAMLMap, key: string): Scalar {
  const node = pairOf(map, key)?.value;
  if (!isScalar(node)) throw new Error('no scalar');
  return node;
}

const line = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ,.'’äß?-]{0,40}[a-z]$/);
const comment = fc.option(
  line.map((text) => ` # ${text}`),
  { nil: '' },
);
/** Ways people write the same string. */
const written = fc
  .tuple(line, fc.constantFrom('plain', 'single', 'double', 'literal', 'folded'), comment)
  .map(([text, style, note]) => {
    if (style === 'single') return `'${text.replaceAll("'", "''")}'${note}`;
    if (style === 'double') return `${JSON.stringify(text)}${note}`;
    if (style === 'literal') return `|${note}\n        ${text}`;
    if (style === 'folded') return `>-${note}\n        ${text}\n        and more`;
    return /[:#?]|^[-?]|, |^(yes|no|true|false|null)$/i.test(text) || text !== text.trim()
      ? JSON.stringify(text)
      : text + note;
  });
const blockEntry = fc
  .tuple(written, written, comment, fc.boolean())
  .map(
    ([id, answer, note, listed]) =>
      `  -   id: ${id}\n      answer: ${answer}\n${note === '' ? '' : `  #${note}\n`}${listed ? '      tags:\n      - a\n      - b\n' : ''}`,
  );
const flowEntry = fc
  .tuple(line, line)
  .map(([id, answer]) => `  - { id: ${JSON.stringify(id)}, answer: ${JSON.stringify(answer)} }\n`);
const anyFile = fc
  .record({
    head: comment,
    entries: fc.array(fc.oneof(blockEntry, flowEntry), { minLength: 1, maxLength: 4 }),
    tail: fc.constantFrom('', '# the end\n', 'title: x # title\n'),
    crlf: fc.boolean(),
    open: fc.boolean(),
  })
  .map(({ head, entries, tail, crlf, open }) => {
    const text = `version: 1\n${head.trim() === '' ? '' : `#${head}\n`}entries:\n${entries.join('')}${tail}`;
    const closed = open ? text.replace(/\n$/, '') : text;
    return crlf ? closed.replaceAll('\n', '\r\n') : closed;
  });

/** The longest common start and end of two texts must be all that was not edited. */
function expectOnly(before: string, after: string, start: number, end: number): void {
  expect(after.slice(0, start)).toBe(before.slice(0, start));
  expect(after.endsWith(before.slice(end))).toBe(true);
}

describe('edits of a YAML file keep every other byte', () => {
  it('a string is replaced', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), fc.string(), (text, pick, value) => {
        const file = read(text);
        const data = parse(text);
        const index = pick % data.entries.length;
        const edit = replaceScalar(file, scalarOf(entryMap(file, index), 'answer'), value);
        const after = applyEdits(text, [edit]);
        data.entries[index].answer = value;
        expect(parse(after)).toEqual(data);
        expectOnly(text, after, edit.start, edit.end);
      }),
      { numRuns: 300 },
    );
  });

  it('a field is added, and taken out again', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), fc.string(), (text, pick, was) => {
        const file = read(text);
        const data = parse(text);
        const index = pick % data.entries.length;
        const edit = addField(file, entryMap(file, index), 'id', 'stale', { was, now: null });
        const added = applyEdits(text, [edit]);
        data.entries[index].stale = { was, now: null };
        expect(parse(added)).toEqual(data);
        expect(edit.end).toBe(edit.start);
        const again = read(added);
        const removed = applyEdits(added, [removeField(again, entryMap(again, index), 'stale')]);
        // A last line without a line break gets one.
        expect(removed.trimEnd()).toBe(text.trimEnd());
      }),
      { numRuns: 300 },
    );
  });

  it('entries are appended', () => {
    fc.assert(
      fc.property(anyFile, fc.string(), (text, answer) => {
        const file = read(text);
        const edit = appendItems(file, 'entries', [{ id: 'new', answer, quotes: [{ quote: answer }] }]);
        const after = applyEdits(text, [edit]);
        const data = parse(text);
        data.entries.push({ id: 'new', answer, quotes: [{ quote: answer }] });
        expect(parse(after)).toEqual(data);
        expectOnly(text, after, edit.start, edit.end);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['no list', 'version: 1\n'],
    ['an empty list', 'version: 1\nentries: []\ntitle: x\n'],
    ['a list in brackets', 'version: 1\nentries: [{ id: a }]\ntitle: x\n'],
    ['nothing after the key', 'version: 1\nentries:\ntitle: x\n'],
  ])('entries are appended where there is %s', (_, text) => {
    const after = applyEdits(text, [appendItems(read(text), 'entries', [{ id: 'new' }])]);
    expect(parse(after)).toMatchObject({ version: 1, entries: expect.arrayContaining([{ id: 'new' }]) });
    expect(parse(after).title).toBe(parse(text).title);
  });

  it('refuses edits that overlap', () => {
    const edit = { start: 1, end: 3, text: '' };
    expect(() => applyEdits('abcdef', [edit, { start: 2, end: 4, text: '' }])).toThrow(RangeError);
  });
});
