import { stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { MeshsecError } from '../../errors.js';
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
      const path = resolve(context.cwd, options.output);
      const base = await resolveKnowledge(options.kb, context);
      if (!options.force && (await stat(path).catch(() => null))) {
        throw new MeshsecError('output-exists', `${options.output} exists`, 'use --force to overwrite it');
      }
      await writeFile(path, await knowledgeWorkbook(base, todayOf(context)));
      context.print(options.output);
      context.say(`${base.entries.length} entries`);
    });
  addExamples(command, [['meshsec kb export -o kb.xlsx', 'all entries, to read and filter in Excel']]);
}
