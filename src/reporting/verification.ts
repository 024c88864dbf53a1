import type { ChangedCell, Verification } from '../workbook/differ/verification.js';
import type { Palette } from './palette.js';
import { safeText } from './safe-text.js';
import { cutToWidth, padToWidth, textWidth } from './text-width.js';

/** How a verification is shown on a terminal. */
export interface VerificationStyle {
  palette: Palette;
  width: number;
  /** Every cell and part, not only the first ones of each sheet. */
  verbose: boolean;
}

/** Cells and other things that are shown of each kind, unless all are asked for. */
const SHOWN = 12;

/** The proof as text: the verdict, the cells sheet by sheet, what else changed, and what every part says. */
export function verificationText(found: Verification, style: VerificationStyle): string {
  const { palette } = style;
  const files = `${palette.bold(safeText(found.original))} ${palette.dim('→')} ${palette.bold(safeText(found.answered))}`;
  const sections = [
    [files, verdict(found, palette)],
    differenceLines(found, style),
    ...cellSections(found, style),
    columnLines(found, style),
    partLines(found, style),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** The proof as one JSON document. */
export function verificationJson(found: Verification): string {
  return JSON.stringify(found, null, 2);
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

function verdict(found: Verification, palette: Palette): string {
  if (found.identical) return palette.green('✓ The files are the same, byte for byte.');
  const written = counted(found.cells.length, 'cell');
  if (!found.lossless) {
    const other = counted(found.differenceCount, 'other thing');
    return palette.red(`✗ Not only answers: ${written} written, and ${other} changed.`);
  }
  if (found.cells.length === 0) return palette.green('✓ Nothing changed that a person could see.');
  const were = found.cells.length === 1 ? 'was' : 'were';
  return palette.green(`✓ ${written} ${were} written; nothing else changed.`);
}

function differenceLines(found: Verification, { palette, verbose, width }: VerificationStyle): string[] {
  if (found.differences.length === 0) return [];
  const shown = verbose ? found.differences : found.differences.slice(0, SHOWN);
  const lines = shown.map(({ part, sheet, cell, what }) => {
    const place = [sheet ?? part, cell].filter((text) => text !== null).join(' ');
    return cutToWidth(`  ${safeText(place)}: ${safeText(what)}`, width);
  });
  return [palette.red('What else changed'), ...lines, ...rest(found.differenceCount - shown.length, palette)];
}

function rest(count: number, palette: Palette): string[] {
  return count > 0
    ? [palette.dim(`  … and ${count.toLocaleString('en-US')} more (--verbose shows them)`)]
    : [];
}

function cellSections(found: Verification, style: VerificationStyle): string[][] {
  const bySheet = new Map<string, ChangedCell[]>();
  for (const cell of found.cells) bySheet.set(cell.sheet, [...(bySheet.get(cell.sheet) ?? []), cell]);
  return [...bySheet].map(([sheet, cells]) => {
    const { palette, verbose } = style;
    const shown = verbose ? cells : cells.slice(0, SHOWN);
    const replaced = cells.filter((cell) => cell.before.trim() !== '').length;
    const note = replaced === 0 ? '' : `, ${replaced} of them held a text before`;
    const title = `${palette.bold(safeText(sheet))}  ${palette.dim(counted(cells.length, 'cell') + note)}`;
    const longest = Math.max(...shown.map(({ cell }) => cell.length));
    const lines = shown.map((cell) => cellLine(cell, longest, style));
    return [title, ...lines, ...rest(cells.length - shown.length, palette)];
  });
}

function cellLine({ cell, before, after }: ChangedCell, longest: number, style: VerificationStyle): string {
  const { palette, width } = style;
  const room = Math.max(10, width - longest - 4);
  const place = palette.cyan(padToWidth(cell, longest, 'left'));
  if (before.trim() === '') return `  ${place}  ${cutToWidth(safeText(after), room)}`;
  const old = cutToWidth(safeText(before), Math.max(6, Math.floor(room / 3)));
  const now = cutToWidth(safeText(after), Math.max(6, room - textWidth(old) - 3));
  return `  ${place}  ${palette.yellow(old)} ${palette.dim('→')} ${now}`;
}

function columnLines(found: Verification, { palette }: VerificationStyle): string[] {
  if (found.columns.length === 0) return [];
  const lines = found.columns.map(({ sheet, column, title }) => {
    return `  ${safeText(sheet)}: column ${palette.cyan(column)} "${safeText(title)}"`;
  });
  return [palette.bold('Columns added'), ...lines];
}

function partLines({ parts }: Verification, { palette, verbose }: VerificationStyle): string[] {
  const untouched = counted(parts.identical.length, 'part');
  const are = parts.identical.length === 1 ? 'is' : 'are';
  const title = `${palette.bold('Parts of the package')}  ${palette.dim(`${untouched} ${are} byte-identical`)}`;
  const lines: [string, string][] = [
    ...parts.changed.map(({ part, why }): [string, string] => [part, why]),
    ...parts.equivalent.map((part): [string, string] => [part, 'other bytes, same content']),
    ...parts.added.map((part): [string, string] => [part, 'added']),
    ...parts.removed.map((part): [string, string] => [part, 'gone']),
    ...(verbose ? parts.identical.map((part): [string, string] => [part, 'identical']) : []),
  ];
  const longest = Math.max(0, ...lines.map(([part]) => textWidth(safeText(part))));
  return [
    title,
    ...lines.map(([part, why]) => `  ${padToWidth(safeText(part), longest, 'left')}  ${palette.dim(why)}`),
  ];
}
