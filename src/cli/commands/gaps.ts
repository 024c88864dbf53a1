import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { MeshsecError } from '../../errors.js';
import type { FileGaps } from '../../gaps.js';
import { cacheOf } from '../cache.js';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';
import { EXIT } from '../exit-code.js';
import { resolveKnowledge } from '../knowledge-option.js';
import { presentError } from '../present-error.js';
import { todayOf } from '../today.js';

interface Options {
  kb?: string[];
  json?: boolean;
  output?: string;
  force?: boolean;
  top: number;
}

async function run(args: readonly string[], options: Options, context: Context): Promise<void> {
  const { findInputs } = await import('../../bulk/find-inputs.js');
  const { gapReport, gapsOf } = await import('../../gaps.js');
  const { readingsOf } = await import('../../kept-readings.js');
  const { createMatcher } = await import('../../matching/matcher.js');
  const reporting = await import('../../reporting/gaps.js');
  const { readInputFile } = await import('../../storage/read-input-file.js');
  const { writeFileSafely } = await import('../../storage/write-file-safely.js');
  const { files, missing } = await findInputs(args, context.cwd);
  const fail = (error: unknown) => {
    presentError(error, context);
    context.exitCode = EXIT.failed;
  };
  for (const { error } of missing) fail(error);
  const base = await resolveKnowledge(options.kb, context);
  const matcher = createMatcher(base, undefined, { readings: readingsOf(base, cacheOf(context)) });
  const today = todayOf(context);
  const gaps: FileGaps[] = [];
  for (const { path } of files) {
    try {
      gaps.push(gapsOf(await readInputFile(resolve(context.cwd, path)), path, matcher, today));
    } catch (error) {
      // One bad file never stops the others.
      if (!(error instanceof MeshsecError)) throw error;
      fail(error);
    }
  }
  if (gaps.length === 0 && !options.json) {
    if (context.exitCode === EXIT.done) context.print('No questionnaires (.xlsx, .xlsm) were found.');
    return;
  }
  const report = gapReport(base, gaps, options.top);
  if (options.output !== undefined) {
    const target = resolve(context.cwd, options.output);
    const inputs = files.map(({ path }) => resolve(context.cwd, path));
    await writeFileSafely(target, await reporting.gapsWorkbook(report), {
      force: options.force === true,
      inputs,
    });
    context.say(`gaps written to ${options.output}`);
  }
  context.print(
    options.json
      ? reporting.gapsJson(report)
      : reporting.gapsText(report, context.width, context.colours.out),
  );
}

function positive(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It must be a whole number above 0.');
}

/** `meshsec gaps`: what is asked and not answered, over one or hundreds of questionnaires. */
export function register(program: Command, context: Context): void {
  const command = program
    .command('gaps')
    .description('what is asked and not answered, over many questionnaires')
    .argument('<input...>', 'questionnaires: files, folders and patterns')
    .option('--top <number>', 'how many gaps are shown', positive, 12)
    .option('-o, --output <gaps.xlsx>', 'all gaps and their rows as a workbook')
    .option('--force', 'overwrites that workbook')
    .option('--kb <path...>', 'files or folders of the knowledge base')
    .option('--json', 'all gaps as JSON')
    .action((inputs: string[], options: Options) => run(inputs, options, context));
  addExamples(command, [
    ['meshsec gaps questionnaires/', 'which entries would bring most'],
    ['meshsec gaps *.xlsx -o gaps.xlsx', 'to sort and share in Excel'],
  ]);
}
