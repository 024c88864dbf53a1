/** Characters that XML is made of, as UTF-16 codes. */
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

/** ASCII characters by what they may be in a name: 2 may start it, 1 may follow, 0 ends it or makes it wrong. */
export const NAME_ROLE: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[A-Za-z_:]/.test(character) ? 2 : /[0-9.-]/.test(character) ? 1 : 0;
});

/** ASCII characters by what they are in an attribute's value: 0 stands for itself, 1 needs a second look, 2 is wrong. */
export const VALUE_ROLE: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code === CODE.ampersand || isSpace(code)) return 1;
  return code === CODE.less || code < CODE.space ? 2 : 0;
});

/** White space of XML 1.0. */
export function isSpace(code: number): boolean {
  return code === CODE.space || code === CODE.newline || code === CODE.return || code === CODE.tab;
}

/** True where a name ends, at the end of the text (NaN) too. */
export function endsName(code: number): boolean {
  const ends = code === CODE.greater || code === CODE.slash || code === CODE.equals || code === CODE.less;
  return ends || isSpace(code) || Number.isNaN(code);
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
