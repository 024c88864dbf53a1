/** The colours that a text may use; chalk fits, and `PLAIN` where there are none. */
export interface Palette {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  red(text: string): string;
  cyan(text: string): string;
}

const same = (text: string): string => text;

/** No colours at all. */
export const PLAIN: Palette = { bold: same, dim: same, green: same, yellow: same, red: same, cyan: same };
