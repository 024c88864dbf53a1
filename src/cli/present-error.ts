import { CommanderError } from 'commander';
import { MeshsecError } from '../errors.js';
import { type Finding, findingLine, InvalidKnowledgeBase } from '../knowledge/finding.js';
import { safeText } from '../reporting/safe-text.js';
import type { Context } from './context.js';
import { errorLine } from './error-line.js';
import { EXIT, exitCodeOf } from './exit-code.js';
import { withShortPaths } from './short-path.js';

/** The most problems of a knowledge base that are listed; `kb check` lists all. */
const LISTED = 50;

/** Commander's message ("error: unknown option '--jsn'\n(Did you mean --json?)") in our words. */
function usageLine(error: CommanderError, command: string | null): string {
  const [what = '', suggestion = ''] = error.message.replace(/^error: /, '').split('\n');
  const asked = safeText(`${what.replace(/\.$/, '')}${suggestion === '' ? '' : ` ${suggestion}`}`);
  const page = error.code === 'commander.unknownCommand' || command === null ? '' : ` ${safeText(command)}`;
  return `${asked}. See: meshsec help${page}`;
}

function whatToDo({ code }: Finding): string {
  return code === 'file-missing'
    ? 'Check the spelling; `meshsec config` shows where the path comes from.'
    : 'Correct it; `meshsec kb check` shows warnings too.';
}

/** Tells the user what went wrong, on stderr, and gives the exit code of it. */
export function presentError(error: unknown, context: Context): number {
  const { stderr, env, colours } = context;
  const show = (line: string) => stderr.write(`${colours.err.red('meshsec:')} ${line}\n`);
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    if (error.code !== 'commander.help') show(usageLine(error, context.command));
    return EXIT.usage;
  }
  if (error instanceof InvalidKnowledgeBase) {
    const findings = withShortPaths(error.findings, context.cwd);
    const [only, second] = findings;
    if (only && !second) {
      show(safeText(`${findingLine(only)}. ${whatToDo(only)}`));
      return exitCodeOf(error.code);
    }
    for (const finding of findings.slice(0, LISTED)) stderr.write(`${safeText(findingLine(finding))}\n`);
    show(
      `the knowledge base has ${findings.length} ${findings.length === 1 ? 'error' : 'errors'}. \`meshsec kb check\` shows warnings too.`,
    );
    return exitCodeOf(error.code);
  }
  show(errorLine(error));
  if (env.DEBUG === 'meshsec' && error instanceof Error) stderr.write(`${error.stack ?? ''}\n`);
  return error instanceof MeshsecError ? exitCodeOf(error.code) : EXIT.failed;
}
