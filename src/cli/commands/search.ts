import { type Command, InvalidArgumentError } from 'commander';
import { addKnowledgeOption } from '../answer-options.js';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';

interface SearchFlags {
  kb?: string[];
  json?: boolean;
  limit: number;
}

function count(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 1000)
    throw new InvalidArgumentError('It is no number from 1 to 1000.');
  return number;
}

/** `meshsec search`: entries for a few words, with answer and source. */
export function register(program: Command, context: Context): void {
  const search = program
    .command('search')
    .description('finds entries of the knowledge base: typos, acronyms, German')
    .argument('[query...]', 'a few words or a question')
    .option('-n, --limit <number>', 'how many results', count, 5)
    .option('--json', 'as JSON');
  addKnowledgeOption(search).action(async (words: string[], flags: SearchFlags) => {
    const { runSearch } = await import('../run-search.js');
    // `--kb kb.yaml MFA`: the option takes several paths, the last one is the query.
    const bases = flags.kb ?? [];
    const query = words.length === 0 && bases.length > 1 ? bases.slice(-1) : words;
    const kb = query === words ? flags.kb : bases.slice(0, -1);
    await runSearch(query.join(' '), { ...flags, ...(kb === undefined ? {} : { kb }) }, context);
  });
  addExamples(search, [
    ['meshsec search MFA', 'what we say about multi-factor authentication'],
    ['meshsec search "Wo liegen die Daten?"', 'in German'],
    ['meshsec search backup --json', 'for programs'],
  ]);
}
