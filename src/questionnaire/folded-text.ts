/** Text for comparing: lower case, no accents, ss for ß, straight quotes, single blanks, trimmed. */
export function fold(text: string): string {
  if (/^[\x20-\x5f\x61-\x7e]*$/.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ').trim();
  return text
    .toLowerCase()
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
