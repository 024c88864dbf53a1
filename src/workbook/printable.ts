/** Text of a file (a part, sheet or file name) made safe for messages: no control characters, no line breaks, not endless. */
export function printable(text: string, longest = 120): string {
  const shown = text.slice(0, longest + 1).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\u{fffd}');
  return shown.length > longest ? `${shown.slice(0, longest - 1)}…` : shown;
}
