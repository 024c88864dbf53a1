import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';
import { EXIT } from '../exit-code.js';
import { knowledgePaths } from '../knowledge-option.js';
import { withShortPaths } from '../short-path.js';
import { todayOf } from '../today.js';

interface Options {
  kb?: string[];
  json?: boolean;
  strict?: boolean;
  quick?: boolean;
}

/** `meshsec kb check`: all that is wrong with a knowledge base, at its line and column. */
export function register(kb: Command, context: Context): void {
  const command = kb
    .command('check')
    .description('checks the knowledge base: format, quotes against their sources, conflicts, expiry')
    .argument('[path...]', 'files or folders; the knowledge base of the run if left out')
    .option('--kb <path...>', 'the same as naming the paths')
    .option('--strict', 'warnings fail too')
    .option('--quick', 'without asking the matcher for every phrasing')
    .option('--json', 'findings as JSON')
    .action(async (paths: string[], options: Options) => {
      const { checkKnowledge } = await import('../../check-knowledge.js');
      const reporting = await import('../../reporting/knowledge-findings.js');
      const named = paths.length > 0 ? paths : options.kb;
      const report = await checkKnowledge(
        await knowledgePaths(named, context),
        todayOf(context),
        options.quick !== true,
      );
      const shown = { ...report, findings: withShortPaths(report.findings, context.cwd) };
      context.print(
        options.json
          ? reporting.findingsJson(shown)
          : reporting.findingsText(shown, context.colours.out, context.verbosity === 'verbose'),
      );
      const { errors, warnings } = reporting.tally(report);
      if (errors > 0 || (options.strict && warnings > 0)) context.exitCode = EXIT.failed;
    });
  addExamples(command, [
    ['meshsec kb check', 'the knowledge base that answers would come from'],
    ['meshsec kb check my-kb.yaml --strict', 'for a pull request: warnings fail too'],
  ]);
}
