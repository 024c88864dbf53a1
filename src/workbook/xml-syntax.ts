/** ASCII characters that XML is made of; in UTF-8 these bytes never stand for anything else. */
export const CODE = {
  tab: 9,
  newline: 10,
  return: 13,
  space: 32,
  bang: 33,
  doubleQuote: 34,
  ampersand: 38,
  singleQuote: 39,
  slash: 47,
  less: 60,
  equals: 61,
  greater: 62,
  question: 63,
  bracket: 93,
  x: 120,
} as const;

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters XML 1.0 forbids.
export const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
export const CONTROL = 'it holds a control character';
export const NAME = /^[\p{L}_:][\p{L}\p{N}\p{M}_:.\-·]*$/u;

/** Bytes by what they may be in a name: 2 may start it, 1 may follow, 0 ends it, is wrong or is not ASCII. */
export const NAME_ROLE: Uint8Array = rolesOf((code) => {
  const character = String.fromCharCode(code);
  return /[A-Za-z_:]/.test(character) ? 2 : /[0-9.-]/.test(character) ? 1 : 0;
});

/** What a byte may be in an attribute's value or in character data: bits, so that a scan can gather them. */
export const ROLE = {
  /** It stands for itself. */
  plain: 0,
  /** The value needs a second look: references, line breaks, `]]>`, characters that may be forbidden. */
  look: 1,
  /** It belongs to a character beyond ASCII. */
  wide: 2,
  /** It may not stand here, or ends the text. */
  wrong: 4,
} as const;

/** U+FFFE and U+FFFF, which XML forbids, begin with this byte in UTF-8, and so do some that are allowed. */
const MAY_BE_FORBIDDEN = 0xef;

export const VALUE_ROLE: Uint8Array = rolesOf((code) => {
  if (code > 127) return code === MAY_BE_FORBIDDEN ? ROLE.wide | ROLE.look : ROLE.wide;
  if (code === CODE.ampersand || (isSpace(code) && code !== CODE.space)) return ROLE.look;
  return code === CODE.less || code < CODE.space ? ROLE.wrong : ROLE.plain;
});

export const TEXT_ROLE: Uint8Array = rolesOf((code) => {
  if (code > 127) return code === MAY_BE_FORBIDDEN ? ROLE.wide | ROLE.look : ROLE.wide;
  if (code === CODE.less) return ROLE.wrong;
  if (code === CODE.ampersand || code === CODE.bracket || code === CODE.return) return ROLE.look;
  return code < CODE.space && !isSpace(code) ? ROLE.look : ROLE.plain;
});

function rolesOf(role: (code: number) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => role(code));
}

/** White space of XML 1.0. */
export function isSpace(code: number | undefined): boolean {
  return code === CODE.space || code === CODE.newline || code === CODE.return || code === CODE.tab;
}

/** True where a name ends, at the end of the part too. */
export function endsName(code: number | undefined): boolean {
  const ends = code === CODE.greater || code === CODE.slash || code === CODE.equals || code === CODE.less;
  return ends || isSpace(code) || code === undefined;
}

/** True where these ASCII characters stand at the offset. */
export function standsAt(bytes: Buffer, text: string, at: number): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The text with its references replaced; null where one is none of XML's own (nothing else can be defined without DOCTYPE). */
export function resolveReferences(text: string): string | null {
  let known = true;
  const resolved = text.replace(/&([^&;]{0,12};)?/g, (_, reference: string | undefined) => {
    const name = reference?.slice(0, -1) ?? '';
    const character = ENTITIES.get(name) ?? characterReference(name);
    if (character === undefined) known = false;
    return character ?? '';
  });
  return known ? resolved : null;
}

function characterReference(name: string): string | undefined {
  const digits = /^#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}))$/.exec(name);
  if (digits === null) return undefined;
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16);
  const isText = (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd);
  const isCharacter =
    isText ||
    code === CODE.tab ||
    code === CODE.newline ||
    code === CODE.return ||
    (code >= 0x10000 && code <= 0x10ffff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
