import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import type { LabelledRow } from '../../evaluation/labelled-row.js';
import type { KnowledgeBase } from '../../knowledge/knowledge-base.js';
import { readInputFile } from '../../storage/read-input-file.js';
import { cacheOf } from '../cache.js';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';

interface EvalOptions {
  kb?: string[];
  json?: boolean;
  compare?: string;
  voice?: string[];
  exceptVoice?: string[];
}

async function read(file: string): Promise<string> {
  return new TextDecoder().decode(await readInputFile(file));
}

async function readSet(file: string, base: KnowledgeBase): Promise<LabelledRow[]> {
  const set = basename(file, extname(file));
  if (/\.xls[xm]$/i.test(file)) {
    const { labelledFromWorkbook } = await import('../../evaluation/answered-workbook.js');
    return labelledFromWorkbook(await readInputFile(file), file, set, base);
  }
  const { parseLabelledSet } = await import('../../evaluation/labelled-set.js');
  return parseLabelledSet(await read(file), set, file);
}

async function run(files: readonly string[], options: EvalOptions, context: Context): Promise<void> {
  const { evaluate } = await import('../../evaluation/evaluate.js');
  const { comparisonLines, confusionLines, evaluationJson, evaluationText } = await import(
    '../../reporting/evaluation.js'
  );
  const { compareRuns, parseEarlierRun } = await import('../../evaluation/comparison.js');
  const { readingsOf } = await import('../../kept-readings.js');
  const { createMatcher } = await import('../../matching/matcher.js');
  const { resolveKnowledge } = await import('../knowledge-option.js');
  const earlier = options.compare ? parseEarlierRun(await read(options.compare), options.compare) : null;
  const base = await resolveKnowledge(options.kb, context);
  const rows = (await Promise.all(files.map((file) => readSet(file, base))))
    .flat()
    .filter(
      ({ voice }) =>
        (options.voice?.includes(voice) ?? true) && !(options.exceptVoice?.includes(voice) ?? false),
    );
  const matcher = createMatcher(base, undefined, { readings: readingsOf(base, cacheOf(context)) });
  const evaluation = evaluate(rows, (questions, minConfidence) =>
    matcher.matchAll(questions, { minConfidence }),
  );
  const comparison = earlier && compareRuns(earlier, evaluation);
  if (options.json) return context.print(evaluationJson(evaluation, comparison));
  const detail = context.verbosity === 'verbose';
  context.print(evaluationText(evaluation, { width: context.width, detail }));
  if (detail) context.print(['', ...confusionLines(evaluation.judgements)].join('\n'));
  if (comparison) context.print(comparisonLines(comparison).join('\n'));
}

/** `meshsec eval <set...>`: measures how often the answers are right, on labelled sets. */
export function register(program: Command, context: Context): void {
  const command = program
    .command('eval')
    .description('measures precision, coverage and verdicts on labelled sets or answered workbooks')
    .argument('<set...>', 'labelled rows (JSON or YAML), or answered workbooks')
    .option('--kb <path...>', 'knowledge base: files or folders')
    .option('--json', 'all figures and rows as one JSON document')
    .option('--compare <earlier.json>', 'what changed since an earlier --json run')
    .option('--voice <name...>', 'only rows of these voices')
    .option('--except-voice <name...>', 'no rows of these voices')
    .action((files: string[], options: EvalOptions) => run(files, options, context));
  addExamples(command, [
    ['meshsec eval fixtures/labelled/D.json', 'figures of one set'],
    ['meshsec --verbose eval set.yaml', 'every wrong or missing answer, with the reason'],
    [
      'meshsec --verbose eval answered.xlsx',
      'a finished questionnaire: its approved answers against ours today',
    ],
    ['meshsec eval set.yaml --compare earlier.json', 'what a change of the knowledge base did'],
  ]);
}
