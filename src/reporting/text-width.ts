let segmenter: Intl.Segmenter | null = null;

/** The characters of a text as people count them. Most texts never ask, and the tables for it take a while to load. */
function charactersOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Latin letters and common punctuation take one column each and never join with what stands before: no need to look closer. */
const PLAIN = /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]*$/;
const INVISIBLE = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u;
/** East Asian Wide and Fullwidth (Unicode Standard Annex 11), and emoji in their picture form. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|.*\ufe0f|[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6]|[\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}])/u;

function characterWidth(character: string): number {
  if (PLAIN.test(character)) return character.length;
  if (INVISIBLE.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Columns a text takes on a terminal. The text holds no escape sequences. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of charactersOf(text)) width += characterWidth(character);
  return width;
}

/** The text cut to at most `columns`, with "…" where something was left out. */
export function cutToWidth(text: string, columns: number): string {
  const start = text.slice(0, columns);
  if (PLAIN.test(start)) {
    const rest = text.slice(columns);
    if (rest === '' || INVISIBLE.test(rest)) return text;
    return `${start.slice(0, columns - 1).trimEnd()}…`;
  }
  if (textWidth(text) <= columns) return text;
  let cut = '';
  let width = 0;
  for (const character of charactersOf(text)) {
    width += characterWidth(character);
    if (width > columns - 1) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}

/** The middle of a path left out, so that its beginning and its file name stay readable. */
export function cutPathToWidth(path: string, columns: number): string {
  if (textWidth(path) <= columns) return path;
  const characters = charactersOf(path);
  const tail: string[] = [];
  let width = 0;
  const room = columns - 1 - Math.floor(columns / 3);
  for (const character of characters.toReversed()) {
    width += characterWidth(character);
    if (width > room) break;
    tail.unshift(character);
  }
  const head = cutToWidth(path, Math.floor(columns / 3) + 1);
  return `${head}${tail.join('')}`;
}

/** The text followed by blanks up to `columns`. */
export function padToWidth(text: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, columns - textWidth(text)));
  return side === 'left' ? text + blanks : blanks + text;
}

/** The text broken at blanks into lines of at most `columns`; a longer word stands alone. */
export function wrapToWidth(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (word === '') continue;
    if (line !== '' && textWidth(line) + 1 + textWidth(word) > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines;
}
