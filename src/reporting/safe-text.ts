/**
 * What must not reach a terminal from a file: C0 and C1 controls (CWE-150), bidirectional overrides that
 * reorder what stands around them, invisible separators and the byte-order mark, lone surrogates.
 */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be taken out
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

const BLANKS = new Set(['\t', '\n', '\r', '\v', '\f', '\u2028', '\u2029']);

/** Text of a file as one line that is safe to print: line breaks become blanks, control characters "�". */
export function safeText(text: string): string {
  return text.replace(UNSAFE, (character) => (BLANKS.has(character) ? ' ' : '\ufffd'));
}
