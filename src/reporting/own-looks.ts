/** How a cell of ours looks; what is not said is as Excel starts with. Colours are ARGB, sizes points. */
export interface CellLook {
  bold?: true;
  underline?: true;
  size?: number;
  colour?: string;
  fill?: string;
  percent?: true;
  vertical?: 'top' | 'center';
  horizontal?: 'right';
  wrap?: true;
  /** `line`: a fine one below; `box`: one that is meant to be filled in. */
  border?: 'line' | 'box';
}

const BORDERS: Readonly<Record<NonNullable<CellLook['border']>, string>> = {
  line: '<border><left/><right/><top/><bottom style="hair"/><diagonal/></border>',
  box: '<border><left style="thin"/><right style="thin"/><top/><bottom style="hair"/><diagonal/></border>',
};

/** Number of a format that every program knows (ECMA-376 part 1, 18.8.30). */
const PERCENT = 9;

/** Numbers the different values that come in, from `first` on. */
class Numbered {
  readonly items: string[];

  constructor(initial: readonly string[]) {
    this.items = [...initial];
  }

  numberOf(item: string): number {
    const known = this.items.indexOf(item);
    return known < 0 ? this.items.push(item) - 1 : known;
  }

  xml(element: string): string {
    return `<${element} count="${this.items.length}">${this.items.join('')}</${element}>`;
  }
}

function fontOf({ bold, underline, size = 11, colour }: CellLook): string {
  return `<font>${bold ? '<b/>' : ''}${underline ? '<u/>' : ''}<sz val="${size}"/>${
    colour === undefined ? '' : `<color rgb="${colour}"/>`
  }<name val="Calibri"/><family val="2"/></font>`;
}

function fillOf({ fill }: CellLook): string {
  return fill === undefined
    ? '<fill><patternFill patternType="none"/></fill>'
    : `<fill><patternFill patternType="solid"><fgColor rgb="${fill}"/><bgColor indexed="64"/></patternFill></fill>`;
}

function alignmentOf({ vertical, horizontal, wrap }: CellLook): string {
  if (vertical === undefined && horizontal === undefined && wrap === undefined) return '';
  const parts = [
    horizontal === undefined ? '' : ` horizontal="${horizontal}"`,
    vertical === undefined ? '' : ` vertical="${vertical}"`,
    wrap ? ' wrapText="1"' : '',
  ];
  return `<alignment${parts.join('')}/>`;
}

/** The looks of a workbook: each gets the number that its cells refer to. */
export interface LookTable {
  numberOf(look: CellLook | undefined): number;
  /** The styles part. */
  xml(): string;
}

/** An empty table; the first look is the plain one. */
export function createLookTable(): LookTable {
  const fonts = new Numbered([fontOf({})]);
  // The first two are fixed (18.8.21).
  const fills = new Numbered([fillOf({}), '<fill><patternFill patternType="gray125"/></fill>']);
  const borders = new Numbered(['<border><left/><right/><top/><bottom/><diagonal/></border>']);
  const formats = new Numbered([]);
  const known = new Map<CellLook, number>();
  const add = (look: CellLook): number => {
    const font = fonts.numberOf(fontOf(look));
    const fill = fills.numberOf(fillOf(look));
    const border = look.border === undefined ? 0 : borders.numberOf(BORDERS[look.border]);
    const number = look.percent ? PERCENT : 0;
    const alignment = alignmentOf(look);
    return formats.numberOf(
      `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"${
        number === 0 ? '' : ' applyNumberFormat="1"'
      } applyFont="1" applyFill="1" applyBorder="1"${
        alignment === '' ? '/>' : ` applyAlignment="1">${alignment}</xf>`
      }`,
    );
  };
  add({});
  return {
    numberOf(look) {
      if (look === undefined) return 0;
      const number = known.get(look) ?? add(look);
      known.set(look, number);
      return number;
    },
    xml: () =>
      [
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
        fonts.xml('fonts'),
        fills.xml('fills'),
        borders.xml('borders'),
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
        formats.xml('cellXfs'),
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
        '</styleSheet>',
      ].join(''),
  };
}
