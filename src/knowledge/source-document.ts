import type { Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** A block of a source as a reader sees it: marks gone, whitespace single. */
export interface Passage {
  kind: 'paragraph' | 'item' | 'code' | 'row';
  text: string;
  /** Text with the address behind each link: "ISO 27001 certified (https://...)". */
  withLinks: string;
  /** Bold words the block starts with: "Slack". */
  label: string | null;
  /** Line in the file, from 1. */
  line: number;
}

/** What stands under one heading, up to the next heading of any level. */
export interface Section {
  heading: string;
  level: number;
  /** URL fragment as GitHub makes it. */
  anchor: string;
  line: number;
  passages: readonly Passage[];
}

/** A Markdown source taken apart. */
export interface SourceDocument {
  /** From the front matter, else the first heading of level 1; null without either. */
  title: string | null;
  /** The first section has no heading where text stands before the first one. */
  sections: readonly Section[];
}

/** Reads Markdown: front matter, headings, lists, links, code blocks, tables. */
export function readSource(markdown: string): SourceDocument {
  const { body, title } = withoutFrontMatter(markdown.replace(/^\uFEFF/, ''));
  const root = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const sections: (Section & { passages: Passage[] })[] = [
    { heading: '', level: 0, anchor: '', line: 1, passages: [] },
  ];
  const anchors = new Map<string, number>();
  for (const node of root.children) {
    if (node.type === 'heading') {
      const heading = plain(node);
      const line = node.position?.start.line ?? 1;
      sections.push({ heading, level: node.depth, anchor: anchorOf(heading, anchors), line, passages: [] });
    } else sections.at(-1)?.passages.push(...passagesOf(node));
  }
  const first = sections.find((section) => section.level === 1)?.heading;
  return {
    title: title ?? first ?? null,
    sections: sections.filter((s) => s.level > 0 || s.passages.length > 0),
  };
}

/** Single spaces, no space at the ends. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The words of a Markdown snippet without its marks. */
export function plainText(markdown: string): string {
  return squeeze(plain(fromMarkdown(markdown)));
}

/** Whether words stand in a section, word for word: marks and whitespace aside, no part of a word. */
export function holds(section: Section, quote: string): boolean {
  const text = section.passages.map((passage) => passage.text).join(' ');
  const words = squeeze(quote);
  if (words === '') return false;
  return standsIn(text, words) || (/[*_`[\]<>\\]/.test(words) && standsIn(text, plainText(quote)));
}

function standsIn(text: string, words: string): boolean {
  if (words === '') return false;
  const wordCharacter = /[\p{L}\p{N}]/u;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + words.length);
    const opens = !(wordCharacter.test(before) && wordCharacter.test(words.charAt(0)));
    const closes = !(wordCharacter.test(after) && wordCharacter.test(words.charAt(words.length - 1)));
    if (opens && closes) return true;
  }
  return false;
}

/** Front matter is replaced by blank lines, so that line numbers stay. */
function withoutFrontMatter(markdown: string): { body: string; title: string | null } {
  const match = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(markdown);
  if (!match) return { body: markdown, title: null };
  const title = /^title:[ \t]*(.+)$/m.exec(match[1] ?? '')?.[1];
  const blank = match[0].replace(/[^\r\n]+/g, '');
  return {
    body: blank + markdown.slice(match[0].length),
    title: title === undefined ? null : squeeze(title).replace(/^(["'])(.*)\1$/, '$2'),
  };
}

function passagesOf(node: RootContent): Passage[] {
  switch (node.type) {
    case 'paragraph':
      return [passage('paragraph', node)];
    case 'code':
      return [{ ...passage('code', node), text: squeeze(node.value), withLinks: squeeze(node.value) }];
    case 'list':
      return node.children.flatMap((item) =>
        item.children.flatMap((child, index): Passage[] =>
          child.type === 'paragraph' && index === 0 ? [passage('item', child)] : passagesOf(child),
        ),
      );
    case 'blockquote':
      return node.children.flatMap(passagesOf);
    case 'table':
      return node.children.map((row) => passage('row', row));
    default:
      return [];
  }
}

function passage(kind: Passage['kind'], node: Nodes): Passage {
  const [first] = 'children' in node ? node.children : [];
  return {
    kind,
    text: squeeze(plain(node)),
    withLinks: squeeze(plain(node, true)),
    label: first?.type === 'strong' ? squeeze(plain(first)).replace(/:$/, '') : null,
    line: node.position?.start.line ?? 1,
  };
}

function plain(node: Nodes | Root, links = false): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'code':
      return node.value;
    case 'break':
      return ' ';
    case 'image':
      return node.alt ?? '';
    case 'html':
      // Tags are marks; a comment is nothing a reader sees.
      return '';
    case 'link': {
      const words = node.children.map((child) => plain(child, links)).join('');
      return links && words !== node.url ? `${words} (${node.url})` : words;
    }
    default: {
      if (!('children' in node)) return '';
      const between = node.type === 'tableRow' || node.type === 'root' ? ' ' : '';
      return node.children.map((child) => plain(child, links)).join(between);
    }
  }
}

/** The fragment GitHub gives a heading: lower case, punctuation dropped, blanks as hyphens, repeats numbered. */
function anchorOf(heading: string, used: Map<string, number>): string {
  const slug = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
  const times = used.get(slug) ?? 0;
  used.set(slug, times + 1);
  return times === 0 ? slug : `${slug}-${times}`;
}
