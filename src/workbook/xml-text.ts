import { isAscii } from 'node:buffer';
import { damaged } from './limits.js';
import { applySplices, type Splice, spliceAscii } from './splice.js';

/** An XML part as text, and the way back into the bytes of its encoding. */
export interface XmlText {
  text: string;
  /** The bytes of the text with these changes. */
  spliced(splices: readonly Splice[]): Buffer;
}

/** Decodes a part: UTF-8 (checked), UTF-16 by its mark, or the single-byte encodings that old exporters declare. */
export function decodeXml(bytes: Buffer, file: string, part: string): XmlText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return xmlText(bytes.toString('utf16le'), (text) => Buffer.from(text, 'utf16le'));
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0) {
    const swapped = (buffer: Buffer) => Buffer.from(buffer).swap16();
    return xmlText(swapped(bytes).toString('utf16le'), (text) => swapped(Buffer.from(text, 'utf16le')));
  }
  const head = bytes.subarray(0, 200).toString('latin1');
  const encoding = /^(?:\xef\xbb\xbf)?<\?xml[^>]{0,100}?encoding=["']([^"']{1,40})["']/.exec(head)?.[1];
  if (encoding === undefined || /^(utf-?8|us-ascii)$/i.test(encoding)) return utf8(bytes, file, part);
  if (/^(iso-8859-1|windows-1252)$/i.test(encoding)) return xmlText(bytes.toString('latin1'), latin1);
  throw damaged(`its encoding (${encoding.replace(/[^\w-]/g, '?')}) is not used in workbooks`, {
    file,
    part,
  });
}

function xmlText(text: string, encode: (text: string) => Buffer): XmlText {
  return { text, spliced: (splices) => encode(applySplices(text, splices)) };
}

function utf8(bytes: Buffer, file: string, part: string): XmlText {
  if (isAscii(bytes)) {
    const text = bytes.toString('latin1');
    return { text, spliced: (splices) => spliceAscii(text, splices) };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return xmlText(text, (changed) => Buffer.from(changed, 'utf8'));
  } catch {
    throw damaged('its text is not valid UTF-8', { file, part });
  }
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
  const escaped = text
    .replace(/\p{Cs}/gu, '\u{fffd}')
    .replace(/\r\n?/g, '\n')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 cannot hold.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, hexEscape);
  return escapeXml(escaped);
}

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
