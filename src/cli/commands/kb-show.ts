import type { Command } from 'commander';
import { MeshsecError } from '../../errors.js';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';
import { resolveKnowledge } from '../knowledge-option.js';
import { todayOf } from '../today.js';

interface Options {
  kb?: string[];
  json?: boolean;
}

/** `meshsec kb show <id>`: one entry in full. */
export function register(kb: Command, context: Context): void {
  const command = kb
    .command('show')
    .description('shows an entry: answer, source, ways to ask, verification')
    .argument('<id>', 'id of the entry, as `kb list` shows it')
    .option('--kb <path...>', 'files or folders of the knowledge base')
    .option('--json', 'the entry as JSON')
    .action(async (id: string, options: Options) => {
      const { entryData, entryText } = await import('../../reporting/knowledge-list.js');
      const base = await resolveKnowledge(options.kb, context);
      const entry = base.entries.find((each) => each.id === id);
      if (!entry) {
        const part = id.toLowerCase();
        const like = base.entries
          .filter((each) => each.id.includes(part) || part.includes(each.id))
          .slice(0, 5);
        const hint =
          like.length > 0
            ? `did you mean ${like.map((each) => each.id).join(', ')}?`
            : '`meshsec kb list` shows all ids';
        throw new MeshsecError('usage', `there is no entry "${id}"`, hint);
      }
      const today = todayOf(context);
      const style = { today, width: context.width, palette: context.colours.out };
      context.print(
        options.json ? JSON.stringify(entryData(entry, base, today), null, 2) : entryText(entry, base, style),
      );
    });
  addExamples(command, [['meshsec kb show mfa', 'the entry "mfa"']]);
}
