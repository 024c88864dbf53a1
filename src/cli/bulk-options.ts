import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Shard } from '../bulk/shard.js';

/** Options of `meshsec answer` for many questionnaires. */
export interface BulkFlags {
  jobs?: number;
  jsonl?: boolean;
  report?: string;
  shard?: Shard;
  watch?: boolean;
}

const MOST_JOBS = 64;

function count(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > MOST_JOBS) {
    throw new InvalidArgumentError(`It is no number from 1 to ${MOST_JOBS}.`);
  }
  return number;
}

function shard(value: string): Shard {
  const [, index = 0, total = 0] = (/^(\d{1,5})\/(\d{1,5})$/.exec(value) ?? []).map(Number);
  if (index < 1 || index > total) throw new InvalidArgumentError('Write the second of five as 2/5.');
  return { index, count: total };
}

/** Adds the options for folders, globs and several questionnaires. */
export function addBulkOptions(command: Command): Command {
  return command
    .optionsGroup('Many questionnaires:')
    .option('-j, --jobs <number>', 'questionnaires answered at the same time (default: one a core)', count)
    .addOption(new Option('--jsonl', 'one line of JSON a questionnaire, as each is done').conflicts('json'))
    .option('--report <file.html>', 'one page on all questionnaires of the run, for a browser')
    .option('--shard <i/n>', 'only the i-th of n parts, for several machines', shard)
    .addOption(
      new Option('--watch', 'answers what is dropped into the folders, until Ctrl-C').conflicts('json'),
    );
}
