import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';
import { EXIT } from '../exit-code.js';

async function run(
  original: string,
  answered: string,
  options: { json?: boolean },
  context: Context,
): Promise<void> {
  const { verifyWorkbooks } = await import('../../verify.js');
  const { verificationJson, verificationText } = await import('../../reporting/verification.js');
  const found = await verifyWorkbooks(original, answered);
  const verbose = context.verbosity === 'verbose';
  const style = { palette: context.colours.out, width: context.width, verbose };
  context.print(options.json === true ? verificationJson(found) : verificationText(found, style));
  if (!found.lossless) context.exitCode = EXIT.failed;
}

/** `meshsec verify <original> <answered>`: proves which cells changed, and that nothing else did. */
export function register(program: Command, context: Context): void {
  const command = program
    .command('verify')
    .description('proves which cells of a workbook changed, and that nothing else did')
    .argument('<original>', "the customer's workbook")
    .argument('<answered>', 'the workbook with the answers')
    .option('--json', 'one JSON document on stdout')
    .action((original: string, answered: string, options: { json?: boolean }) =>
      run(original, answered, options, context),
    );
  addExamples(command, [
    ['meshsec verify q.xlsx q.answered.xlsx', 'exit code 1 if anything but cells changed'],
    ['meshsec verify q.xlsx q.answered.xlsx --verbose', 'every cell and every part'],
    ['meshsec verify q.xlsx q.answered.xlsx --json', 'for scripts'],
  ]);
}
