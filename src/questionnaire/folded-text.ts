/** Texts that were folded lately; every stage asks again for the same ones. Emptied when full. */
const recent = new Map<string, string>();
const MOST_RECENT = 4096;

/** Text for comparing: lower case, no accents, ss for ß, straight quotes, single blanks, trimmed. */
export function fold(text: string): string {
  const known = recent.get(text);
  if (known !== undefined) return known;
  if (recent.size >= MOST_RECENT) recent.clear();
  const folded = folding(text);
  recent.set(text, folded);
  return folded;
}

function folding(text: string): string {
  const lower = text.toLowerCase();
  if (/^[\x20-\x7e]*$/.test(lower)) return lower.replace(/`/g, "'").replace(/ {2,}/g, ' ').trim();
  return lower
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[‘’´`]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

/** Number of words; a run of ideographs counts as one word per two signs. */
export function wordCount(text: string): number {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)?.length ?? 0;
  if (!/[\u3040-\u9fff]/.test(text)) return words;
  const ideographs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return ideographs > 0 ? Math.max(words, Math.ceil(ideographs / 2)) : words;
}

/** True for what looks empty to a person: blanks, dots, dashes, underscores. */
export function isBlankLike(text: string | undefined): boolean {
  return text === undefined || /^[\s\u00a0\u200b._\-–—…]*$/.test(text);
}
