/** Case, punctuation and spacing aside: two wordings that fold to the same ask the same. */
export function foldWording(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
