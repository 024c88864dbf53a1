import type { Command } from 'commander';
import { wrapToWidth } from '../reporting/text-width.js';

/** What to type, and what it does. */
export type Example = readonly [line: string, what: string];

/** Examples side by side where the terminal is wide enough, else each above what it does. */
function examplesText(examples: readonly Example[], width: number): string {
  const longest = Math.max(...examples.map(([line]) => line.length));
  const fits = examples.every(([, what]) => longest + what.length + 4 <= width);
  const lines = examples.map(([line, what]) =>
    fits
      ? `  ${line.padEnd(longest)}  ${what}`
      : [`  ${line}`, ...wrapToWidth(what, width - 6).map((part) => `      ${part}`)].join('\n'),
  );
  return `\nExamples:\n${lines.join('\n')}`;
}

/** Adds the examples that end a command's help. */
export function addExamples(command: Command, examples: readonly Example[]): Command {
  return command.addHelpText('after', () =>
    examplesText(examples, command.configureOutput().getOutHelpWidth?.() ?? 80),
  );
}
