import { Chalk, type ChalkInstance, type ColorSupportLevel } from 'chalk';

export interface ColourEnvironment {
  env: Readonly<Record<string, string | undefined>>;
  isTerminal: boolean;
  /** `--no-color` was given. */
  refused: boolean;
}

function forcedLevel(value: string): ColorSupportLevel {
  const level = Number(value);
  if (value === 'false' || level === 0) return value === '' ? 1 : 0;
  return level === 2 || level === 3 ? level : 1;
}

/**
 * How many colours a stream gets: none where they are refused (`--no-color`, NO_COLOR: no-color.org), then what
 * FORCE_COLOR says, then what the terminal can show; never any into a pipe or file.
 */
export function colourLevel({ env, isTerminal, refused }: ColourEnvironment): ColorSupportLevel {
  if (refused || (env.NO_COLOR !== undefined && env.NO_COLOR !== '')) return 0;
  if (env.FORCE_COLOR !== undefined) return forcedLevel(env.FORCE_COLOR);
  if (!isTerminal || env.TERM === 'dumb') return 0;
  if (/^(?:truecolor|24bit)$/.test(env.COLORTERM ?? '')) return 3;
  return /256/.test(env.TERM ?? '') ? 2 : 1;
}

/** Colours for one stream. */
export function coloursFor(environment: ColourEnvironment): ChalkInstance {
  return new Chalk({ level: colourLevel(environment) });
}
