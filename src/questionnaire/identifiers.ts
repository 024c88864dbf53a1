/**
 * Ids of questions and sections: "A-01", "AIS-02.1", "AIS- 02.2", "A&A-01.1", "1.2.3", "V2", "§ 4.2(b)",
 * "GV.OC-01", "APP.1.1.A3", "MSTG-ARCH-1". A bare word or a date is none.
 */
const ID = new RegExp(
  [
    // letters with separators, letters, digits, and what follows: "GV.OC-01", "A&A-01.1", "CO-01a", "§ 4.2(b)", "APP.1.1.A3"
    '^(?:§+ ?)?#?(?:[A-Za-z&][A-Za-z0-9&]{0,11}[-–._/] ?){0,4}(?:[A-Za-z]{0,6}|[A-Za-z]{1,2} )\\d+' +
      '(?:[-–._] ?\\d+|[-._]?[A-Za-z]{1,2}\\d{0,3}(?![A-Za-z])|\\([A-Za-z0-9]{1,4}\\))*[.):]?$',
    // "ID.AM", "IAM-MFA", "iv.", "B)"
    '^[A-Z]{2,8}(?:[-.][A-Z]{2,8}){1,3}$',
    '^(?:[ivxlcIVXLC]{1,6}[.)]|[A-Za-z][.)])$',
  ].join('|'),
);

/** True where a text is nothing but an id. */
export function isIdentifier(text: string): boolean {
  return (
    text.length <= 30 &&
    ID.test(text.trim()) &&
    !/^\s*((19|20)\d\d-\d\d-\d\d.*|\d{1,2}[./]\d{1,2}[./](19|20)\d\d|\d{1,2}\/\d{1,2}\/\d{2})\s*$/.test(text)
  );
}

/** The shape of an id, for telling numbering schemes apart: letters and depth ("GNRL-01" and "COMP-12" are alike). */
export function identifierShape(text: string): string {
  return text
    .trim()
    .replace(/[A-Za-z&]+/g, 'A')
    .replace(/\d+/g, '1')
    .replace(/\s+/g, '');
}

/** True where `child` is numbered below `parent`: "2.1" below "2.", "V2.1" or "2.1" below "V2". */
export function isBelow(child: string, parent: string): boolean {
  const parts = (id: string): readonly string[] =>
    id
      .toLowerCase()
      .match(/[a-z]+|\d+/g)
      ?.map((part) => part.replace(/^0+(?=\d)/, '')) ?? [];
  const below = (c: readonly string[], p: readonly string[]): boolean =>
    p.length > 0 && c.length > p.length && p.every((part, i) => part === c[i]);
  const digits = (all: readonly string[]): readonly string[] => all.filter((part) => /\d/.test(part));
  const childParts = parts(child);
  const parentParts = parts(parent);
  if (below(childParts, parentParts)) return true;
  const isLettered =
    parentParts.some((part) => /[a-z]/.test(part)) && !childParts.some((part) => /[a-z]/.test(part));
  return isLettered && below(digits(childParts), digits(parentParts));
}
