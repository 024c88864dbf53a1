import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';
import { resolveKnowledge } from '../knowledge-option.js';
import { todayOf } from '../today.js';

interface Options {
  kb?: string[];
  output: string;
  force?: boolean;
}

/** `meshsec kb export`: the knowledge base as a workbook, for colleagues who do not read YAML. */
export function register(kb: Command, context: Context): void {
  const command = kb
    .command('export')
    .description('writes the knowledge base as a workbook: one row an entry, with filter')
    .requiredOption('-o, --output <file>', 'the workbook to write')
    .option('--force', 'overwrite it')
    .option('--kb <path...>', 'files or folders of the knowledge base')
    .action(async (options: Options) => {
      const { knowledgeWorkbook } = await import('../../reporting/knowledge-workbook.js');
      const { writeFileSafely } = await import('../../storage/write-file-safely.js');
      const path = resolve(context.cwd, options.output);
      const base = await resolveKnowledge(options.kb, context);
      const bytes = await knowledgeWorkbook(base, todayOf(context));
      await writeFileSafely(path, bytes, { force: options.force === true, inputs: base.files });
      context.print(options.output);
      context.say(`${base.entries.length} entries`);
    });
  addExamples(command, [['meshsec kb export -o kb.xlsx', 'all entries, to read and filter in Excel']]);
}
