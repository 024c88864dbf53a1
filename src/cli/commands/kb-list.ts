import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';
import { resolveKnowledge } from '../knowledge-option.js';
import { todayOf } from '../today.js';

interface Options {
  kb?: string[];
  json?: boolean;
  topic?: string;
}

/** `meshsec kb list`: the entries, one line each. */
export function register(kb: Command, context: Context): void {
  const command = kb
    .command('list')
    .description('lists the entries of the knowledge base')
    .argument('[words...]', 'only entries that hold all of these words')
    .option('--topic <topic>', 'only entries of this topic')
    .option('--kb <path...>', 'files or folders of the knowledge base')
    .option('--json', 'entries as JSON')
    .action(async (words: string[], options: Options) => {
      const { entryData, listText } = await import('../../reporting/knowledge-list.js');
      const base = await resolveKnowledge(options.kb, context);
      const today = todayOf(context);
      const wanted = words.map((word) => word.toLowerCase());
      const entries = base.entries.filter((entry) => {
        const text = `${entry.id} ${entry.topic} ${entry.question} ${entry.answer}`.toLowerCase();
        const topic = options.topic?.toLowerCase() ?? entry.topic.toLowerCase();
        return wanted.every((word) => text.includes(word)) && entry.topic.toLowerCase() === topic;
      });
      if (options.json) {
        const data = entries.map((entry) => entryData(entry, base, today));
        return context.print(JSON.stringify({ version: 1, title: base.title, entries: data }, null, 2));
      }
      if (entries.length > 0) context.print(listText(entries, today, context.width, context.colours.out));
      context.say(`${entries.length} of ${base.entries.length} entries`);
    });
  addExamples(command, [
    ['meshsec kb list', 'all entries'],
    ['meshsec kb list encrypt', 'entries about encryption'],
  ]);
}
