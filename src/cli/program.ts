import { Command } from 'commander';
import * as answer from './commands/answer.js';
import * as apply from './commands/apply.js';
import * as completion from './commands/completion.js';
import * as config from './commands/config.js';
import * as evaluation from './commands/eval.js';
import * as gaps from './commands/gaps.js';
import * as help from './commands/help.js';
import * as inspect from './commands/inspect.js';
import * as kb from './commands/kb.js';
import * as learn from './commands/learn.js';
import * as search from './commands/search.js';
import * as verify from './commands/verify.js';
import type { Context } from './context.js';
import { addExamples } from './examples.js';

/**
 * The commands, in the order of the help. A command is one file of `commands/` that exports
 * `register(program, context)`; it imports what is heavy inside its action, so that help and usage errors are instant.
 */
// biome-ignore format: one a line
const COMMANDS: readonly { register(program: Command, context: Context): void }[] = [
  answer,
  apply,
  search,
  inspect,
  verify,
  kb,
  learn,
  gaps,
  evaluation,
  config,
  completion,
  help,
];

function argumentsOf({ registeredArguments }: Command): string {
  return registeredArguments
    .map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
      return argument.required ? `<${name}>` : `[${name}]`;
    })
    .join(' ');
}

/** Colours of the help; it is wrapped on narrow terminals too. */
function style(program: Command, { out }: Context['colours']): void {
  program.configureHelp({
    minWidthToWrap: 20,
    // Every command has options; to say so on each line takes the room of what it does.
    subcommandTerm: (command) => `${command.name()} ${argumentsOf(command)}`.trim(),
    styleTitle: (text) => out.bold(text),
    styleCommandText: (text) => out.cyan(text),
    styleOptionTerm: (text) => out.cyan(text),
    styleSubcommandTerm: (text) => out.cyan(text),
  });
}

/** The command line as commander sees it; nothing is run yet. */
export function createProgram(context: Context, version: string): Command {
  const { stdout, stderr } = context;
  const program = new Command('meshsec')
    .description('Answers Excel security questionnaires from an approved knowledge base, with citations.')
    .version(version, '-V, --version', 'prints the version')
    .helpOption('-h, --help', 'shows help')
    .option('-q, --quiet', 'only results and errors')
    .option('--verbose', 'says more on what is done')
    .option('--no-color', 'no colours (NO_COLOR and FORCE_COLOR are obeyed too)')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      outputError: () => {},
      getOutHasColors: () => context.colours.out.level > 0,
      getErrHasColors: () => context.colours.err.level > 0,
      getOutHelpWidth: () => context.width,
      getErrHelpWidth: () => context.width,
    })
    .hook('preAction', () => {
      const { quiet, verbose } = program.opts<{ quiet?: boolean; verbose?: boolean }>();
      context.verbosity = quiet ? 'quiet' : verbose ? 'verbose' : 'normal';
    });
  style(program, context.colours);
  for (const command of COMMANDS) command.register(program, context);
  addExamples(program, [
    ['meshsec answer questionnaire.xlsx', 'writes the answered and the review workbook'],
    ['meshsec search "two-factor"', 'what do we say about ...?'],
  ]);
  return program;
}
