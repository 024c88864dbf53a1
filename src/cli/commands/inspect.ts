import type { Command } from 'commander';
import { addLayoutOptions } from '../answer-options.js';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';
import type { InspectFlags } from '../run-inspect.js';

/** `meshsec inspect <file>`: what was detected and why. */
export function register(program: Command, context: Context): void {
  const inspect = program
    .command('inspect')
    .description('shows what is detected in a questionnaire: sheets, columns, words, rows, and why')
    .argument('<file>', 'a workbook (.xlsx, .xlsm); - for stdin')
    .option('--json', 'everything as JSON on stdout')
    .option('--rows', 'all rows instead of the first few')
    .option(
      '--save-profile <name>',
      'keeps the layout in meshsec.config.yaml for workbooks with the same header',
    );
  addLayoutOptions(inspect).action(async (file: string, flags: InspectFlags) => {
    const { runInspect } = await import('../run-inspect.js');
    await runInspect(file, flags, context);
  });
  addExamples(inspect, [
    ['meshsec inspect questionnaire.xlsx', 'where the questions and the answer cells are'],
    ['meshsec inspect q.xlsx --answer-column F', 'what another column would change'],
    [
      'meshsec inspect q.xlsx --answer-column F --save-profile acme',
      'remembers it for the next workbook of acme',
    ],
  ]);
}
