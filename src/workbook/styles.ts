import type { Archive } from './archive.js';
import { type CellFormat, PLAIN_FORMAT } from './format-table.js';
import { readXmlPart, walkPart } from './package.js';
import type { Tag } from './xml.js';

interface Font {
  bold: boolean;
  size: number | null;
}

/** The formats that cells point to by index (`cellXfs`), as far as layout and protection need them. */
export function readCellFormats(archive: Archive, part: string | undefined): CellFormat[] {
  const xml = part === undefined ? undefined : readXmlPart(archive, part);
  if (part === undefined || xml === undefined) return [];
  const fonts: Font[] = [];
  const fills: (string | null)[] = [];
  const formats: CellFormat[] = [];
  const path: string[] = [];
  const enter = (tag: Tag): void => {
    const inside = path.slice(1).join('/');
    if (inside === 'fonts/font') fonts.push({ bold: false, size: null });
    else if (inside === 'fonts/font/b') setFont(fonts, { bold: isOn(tag.attribute('val') ?? '1') });
    else if (inside === 'fonts/font/sz') setFont(fonts, { size: Number(tag.attribute('val')) || null });
    else if (inside === 'fills/fill') fills.push(null);
    else if (inside === 'fills/fill/patternFill/fgColor') fills[fills.length - 1] = colour(tag);
    else if (inside === 'fills/fill/patternFill') {
      if (tag.attribute('patternType') === 'none') fills[fills.length - 1] = null;
    } else if (inside === 'cellXfs/xf') formats.push(formatOf(tag, fonts, fills));
    else if (inside === 'cellXfs/xf/protection') {
      const last = formats.at(-1);
      if (last !== undefined) last.locked = isOn(tag.attribute('locked') ?? '1');
    }
  };
  walkPart(archive, part, xml.bytes, {
    open(tag) {
      path.push(tag.name.key);
      enter(tag);
    },
    close() {
      path.pop();
    },
  });
  return formats;
}

/** xsd:boolean. */
export function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

function setFont(fonts: Font[], change: Partial<Font>): void {
  const last = fonts.at(-1);
  if (last !== undefined) Object.assign(last, change);
}

function colour(tag: Tag): string | null {
  for (const kind of ['rgb', 'theme', 'indexed']) {
    const value = tag.attribute(kind);
    const tint = tag.attribute('tint');
    if (value !== undefined)
      return (kind === 'rgb' ? value : `${kind}:${value}`) + (tint === undefined ? '' : `~${tint}`);
  }
  return null;
}

function formatOf(tag: Tag, fonts: readonly Font[], fills: readonly (string | null)[]): CellFormat {
  const font = fonts[Number(tag.attribute('fontId') ?? 0)];
  return {
    ...PLAIN_FORMAT,
    bold: font?.bold ?? false,
    fontSize: font?.size ?? null,
    fill: fills[Number(tag.attribute('fillId') ?? 0)] ?? null,
  };
}
