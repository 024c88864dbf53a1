import { resolve } from 'node:path';
import type { Command } from 'commander';
import { MeshsecError } from '../../errors.js';
import type { Lesson } from '../../knowledge/lessons.js';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';
import { knowledgePaths } from '../knowledge-option.js';
import { shortPath } from '../short-path.js';

const KINDS = ['phrasing', 'not-for', 'answer', 'new-entry'] as const;

interface Options {
  kb?: string[];
  write?: boolean;
  only?: string[];
  json?: boolean;
}

async function run(files: readonly string[], options: Options, context: Context): Promise<void> {
  const wrong = options.only?.find((kind) => !KINDS.some((known) => known === kind));
  if (wrong !== undefined)
    throw new MeshsecError('usage', `--only ${wrong} is unknown`, `name ${KINDS.join(', ')}`);
  const { learnFrom } = await import('../../learn-files.js');
  const { lessonsText } = await import('../../reporting/lessons.js');
  const { unifiedDiff } = await import('../../reporting/unified-diff.js');
  const { writeFileSafely } = await import('../../storage/write-file-safely.js');
  const wanted = (lesson: Lesson) =>
    lesson.kind === 'conflict' || (options.only?.includes(lesson.kind) ?? true);
  const paths = files.map((file) => resolve(context.cwd, file));
  const learned = await learnFrom(paths, await knowledgePaths(options.kb, context), wanted);
  if (options.write) {
    for (const [path, text] of learned.texts) {
      await writeFileSafely(path, new TextEncoder().encode(text), { force: true, inputs: paths });
    }
  }
  if (options.json) {
    const written = options.write ? [...learned.texts.keys()] : [];
    return context.print(JSON.stringify({ version: 1, lessons: learned.lessons, written }, null, 2));
  }
  if (!options.write) {
    const patches = [...learned.texts].map(([path, text]) =>
      unifiedDiff(shortPath(path, context.cwd), learned.before.get(path) ?? '', text),
    );
    if (patches.length > 0) context.stdout.write(patches.join(''));
  }
  context.say(lessonsText(learned.lessons, context.colours.err));
  if (learned.texts.size === 0) return;
  context.say(
    options.write ? 'Next: meshsec kb check' : 'Nothing written; --write puts this into the knowledge base.',
  );
}

/** `meshsec learn`: reviewed and completed questionnaires become a change of the knowledge base. */
export function register(program: Command, context: Context): void {
  const command = program
    .command('learn')
    .description('turns reviewed or completed questionnaires into a proposed change of the knowledge base')
    .argument('<file...>', 'review workbooks with decisions, or questionnaires that colleagues completed')
    .option('--write', 'puts it into the knowledge base; without it, a patch is shown')
    .option('--only <kind...>', `only some of: ${KINDS.join(', ')}`)
    .option('--kb <path...>', 'files or folders of the knowledge base')
    .option('--json', 'what was learned, as JSON')
    .action((files: string[], options: Options) => run(files, options, context));
  addExamples(command, [
    ['meshsec learn q.review.xlsx', 'what the review teaches, as a patch'],
    ['meshsec learn reviews/*.xlsx --write --only phrasing not-for', 'takes over wordings, no answers'],
  ]);
}
