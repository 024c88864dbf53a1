import { isUtf8 } from 'node:buffer';
import { damaged } from './limits.js';
import { type Splice, spliced, type TakePiece } from './splice.js';

/** An XML part in UTF-8, whatever it is stored in, and the way back. Offsets into a part are offsets into these bytes. */
export interface XmlText {
  bytes: Buffer;
  /** Gives the part as it is stored, with these changes. */
  spliced(splices: readonly Splice[], take: TakePiece): void;
}

/** A part to be written again with changes. */
export interface PartChange {
  part: string;
  xml: XmlText;
  splices: readonly Splice[];
}

/** Takes a part: UTF-8 (checked, not copied), UTF-16 by its mark, or the single-byte encodings that old exporters declare. */
export function decodeXml(bytes: Buffer, file: string, part: string): XmlText {
  const place = { file, part };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return recoded(utf16(bytes, place), (text) => Buffer.from(text, 'utf16le'));
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0) {
    const swapped = (buffer: Buffer) => Buffer.from(buffer).swap16();
    return recoded(utf16(swapped(bytes), place), (text) => swapped(Buffer.from(text, 'utf16le')));
  }
  const head = bytes.subarray(0, 200).toString('latin1');
  const encoding = /^(?:\xef\xbb\xbf)?<\?xml[^>]{0,100}?encoding=["']([^"']{1,40})["']/.exec(head)?.[1];
  if (encoding === undefined || /^(utf-?8|us-ascii)$/i.test(encoding)) {
    if (!isUtf8(bytes)) throw damaged('its text is not valid UTF-8', place);
    return { bytes, spliced: (splices, take) => spliced(bytes, splices, take) };
  }
  if (/^(iso-8859-1|windows-1252)$/i.test(encoding)) return recoded(bytes.toString('latin1'), latin1);
  throw damaged(`its encoding (${encoding.replace(/[^\w-]/g, '?')}) is not used in workbooks`, place);
}

function recoded(text: string, encode: (text: string) => Buffer): XmlText {
  const bytes = Buffer.from(text, 'utf8');
  return {
    bytes,
    spliced(splices, take) {
      const pieces: Buffer[] = [];
      spliced(bytes, splices, (piece) => pieces.push(Buffer.from(piece)));
      take(encode(Buffer.concat(pieces).toString('utf8')), true);
    },
  };
}

function utf16(bytes: Buffer, place: { file: string; part: string }): string {
  const text = bytes.toString('utf16le');
  if (bytes.length % 2 !== 0 || /\p{Cs}/u.test(text)) throw damaged('its text is not valid UTF-16', place);
  return text;
}

function latin1(text: string): Buffer {
  return Buffer.from(
    text.replace(/[\u0100-\u{10ffff}]/gu, (character) => `&#${character.codePointAt(0)};`),
    'latin1',
  );
}

/** `_x000D_` and the like to the characters they stand for (ST_Xstring, ECMA-376 part 1, 22.9.2.19). */
export function decodeXstring(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Text to the content of a `t` element: control characters and literal `_xHHHH_` as Excel escapes them. */
export function encodeXstring(text: string): string {
  if (!MAY_NEED_ESCAPE.test(text)) return text;
  const escaped = text
    .replace(/\p{Cs}/gu, '\u{fffd}')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 cannot hold; escaped, they begin with "_".
    .replace(/_(?=x[0-9A-Fa-f]{4}[_\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff])/g, '_x005F_')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the same.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, hexEscape);
  return escapeXml(escaped);
}

/** Nearly all texts have none of these. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are among what XML 1.0 cannot hold.
const MAY_NEED_ESCAPE = /[&<>"_\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;

function hexEscape(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** Text to XML character data or the inside of a quoted attribute. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
