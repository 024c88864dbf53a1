import type { Command } from 'commander';
import { MeshsecError } from '../../errors.js';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';
import { HELP_TOPICS } from '../help-topics.js';

function topicList(): string {
  const names = Object.keys(HELP_TOPICS);
  const width = Math.max(...names.map((name) => name.length));
  return names.map((name) => `  ${name.padEnd(width)}  ${HELP_TOPICS[name]?.title ?? ''}`).join('\n');
}

/** `meshsec help [topic...]`: the overview, a command's help, or a page on a topic. */
export function register(program: Command, context: Context): void {
  program.helpCommand(false);
  program.addHelpText('after', `\nTopics (meshsec help <topic>):\n${topicList()}`);
  const help = program
    .command('help')
    .description('shows the help of a command or a page on a topic')
    .argument('[topic...]', 'a command or a topic')
    .action((words: string[]) => {
      const name = words.join(' ');
      const topic = HELP_TOPICS[name];
      if (topic) return context.print(`${topic.title}\n\n${topic.text}`);
      let command: Command | undefined = program;
      for (const word of words) command = command?.commands.find((c) => c.name() === word);
      if (!command) {
        throw new MeshsecError(
          'usage',
          `there is no help on "${name}"`,
          `topics are ${Object.keys(HELP_TOPICS).join(', ')}, and every command`,
        );
      }
      return command.outputHelp();
    });
  addExamples(help, [
    ['meshsec help answer', 'options of a command'],
    ['meshsec help exit-codes', 'what scripts can rely on'],
  ]);
}
