/** Characters (UTF-16 units) that Excel keeps in one cell. */
export const LONGEST_TEXT = 32_767;

const CUT_MARK = ' […]';

/** The text as a cell can hold it: line breaks as LF, no broken surrogates, cut visibly at a sentence where it is too long. */
export function cellText(value: string): { text: string; cut: boolean } {
  const text = MAY_NEED_MENDING.test(value) ? mended(value) : value;
  if (text.length <= LONGEST_TEXT) return { text, cut: false };
  return { text: text.slice(0, cutAt(text, LONGEST_TEXT - CUT_MARK.length)) + CUT_MARK, cut: true };
}

/** Nearly all texts have none of these; surrogates are mostly whole. */
const MAY_NEED_MENDING = /[\r\ud800-\udfff\ufffe\uffff]/;

function mended(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cs}/gu, '\u{fffd}')
    .replace(/[\ufffe\uffff]/g, '\u{fffd}');
}

/** The end of the last whole sentence before `limit`; of the last word where that would lose more than a fifth. */
function cutAt(text: string, limit: number): number {
  const head = text.slice(0, limit);
  const ends = ['. ', '.\n', '! ', '? ', '\n', '。'].map((end) => {
    const at = head.lastIndexOf(end);
    return at < 0 ? -1 : at + (end === '\n' ? 0 : 1);
  });
  const sentence = Math.max(...ends);
  if (sentence > limit * 0.8) return sentence;
  const word = head.lastIndexOf(' ');
  if (word > limit * 0.8) return word;
  const last = head.charCodeAt(limit - 1);
  return last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit;
}
