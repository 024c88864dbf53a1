import { extname, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { MeshsecError } from '../../errors.js';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';
import { knowledgePaths } from '../knowledge-option.js';

interface Options {
  output?: string;
  dryRun?: boolean;
  json?: boolean;
}

async function run(faqs: readonly string[], options: Options, context: Context): Promise<void> {
  const { buildKnowledge } = await import('../../build-knowledge.js');
  const { changesText } = await import('../../reporting/knowledge-build.js');
  const { writeFileSafely } = await import('../../storage/write-file-safely.js');
  const sources = faqs.map((path) => resolve(context.cwd, path));
  const target = options.output ? resolve(context.cwd, options.output) : await knownTarget(sources, context);
  const short = relative(context.cwd, target);
  const shown = options.output ?? (short.startsWith('..') ? target : short);
  if (!/\.ya?ml$/i.test(target)) {
    throw new MeshsecError('usage', `${shown} is no YAML file`, 'name the knowledge base with -o NAME.yaml');
  }
  const build = await buildKnowledge(sources, target);
  const written = options.dryRun ? [] : [...build.texts.keys()];
  for (const path of written) {
    const bytes = new TextEncoder().encode(build.texts.get(path) ?? '');
    await writeFileSafely(path, bytes, { force: true, inputs: sources });
  }
  if (options.json) {
    const { created, changes, entries } = build;
    return context.print(
      JSON.stringify({ version: 1, knowledgeBase: target, created, entries, written, changes }, null, 2),
    );
  }
  if (build.changes.length > 0) context.print(changesText(build.changes, context.width, context.colours.out));
  const what = build.created
    ? `${build.entries} entries from ${faqs.length === 1 ? 'the source' : `${faqs.length} sources`}`
    : build.changes.length === 0
      ? 'up to date'
      : `${build.changes.length} changes`;
  context.say(`${shown}: ${what}${options.dryRun ? ' (nothing written)' : ''}`);
  if (build.created)
    context.say('Next: read the entries, give them questions and verdicts, then `meshsec kb check`.');
}

/** The knowledge base of the run where it quotes these files, else a new one beside the first. */
async function knownTarget(sources: readonly string[], context: Context): Promise<string> {
  const { readKnowledgeBase } = await import('../../knowledge/load.js');
  const [first] = await knowledgePaths(undefined, context);
  const base = first === undefined ? null : (await readKnowledgeBase([first])).base;
  const quoted = base?.sources.some(({ path }) => path !== null && sources.includes(path));
  if (first !== undefined && quoted) return resolve(context.cwd, first);
  const source = sources[0] ?? '';
  return `${source.slice(0, source.length - extname(source).length)}.yaml`;
}

/** `meshsec kb build`: Markdown to YAML, once and again. */
export function register(kb: Command, context: Context): void {
  const command = kb
    .command('build')
    .description('makes a knowledge base from Markdown, or brings one in line with a changed source')
    .argument('<faq...>', 'Markdown files with headings')
    .option(
      '-o, --output <kb.yaml>',
      'the knowledge base; without it, the one that quotes the file, else NAME.yaml',
    )
    .option('--dry-run', 'shows the changes, writes nothing')
    .option('--json', 'the changes as JSON')
    .action((faqs: string[], options: Options) => run(faqs, options, context));
  addExamples(command, [
    ['meshsec kb build faq.md -o kb.yaml', 'a new knowledge base, or an update of kb.yaml'],
    ['meshsec kb build faq.md -o kb.yaml --dry-run', 'what a changed FAQ makes stale'],
  ]);
}
