import { type Command, InvalidArgumentError, Option } from 'commander';
import { CITATION_PLACES, type CitationPlace } from '../answering/citation-text.js';
import type { LayoutOverrides } from '../questionnaire/questionnaire.js';
import { columnNumber } from '../workbook/address.js';

/** Options that say where a questionnaire has its columns. */
export interface LayoutFlags {
  sheet?: string;
  headerRow?: number;
  questionColumn?: string;
  answerColumn?: string;
  commentColumn?: string;
  referenceColumn?: string;
}

/** Options that overrule a setting. */
export interface SettingOptions {
  kb?: string[];
  minConfidence?: number;
  citations?: CitationPlace;
  /** False with `--no-review`. */
  review?: string | boolean;
}

/** Options of `meshsec answer`, as commander gives them. */
export interface AnswerFlags extends LayoutFlags, SettingOptions {
  output?: string;
  json?: boolean;
  dryRun?: boolean;
  force?: boolean;
  /** A path, or false with `--no-review`. */
  review?: string | boolean;
}

function letters(value: string): string {
  if (columnNumber(value) === 0) throw new InvalidArgumentError('It is no column; write letters such as D.');
  return value.toUpperCase();
}

function share(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 1)) {
    throw new InvalidArgumentError('It is no number from 0 to 1.');
  }
  return number;
}

function rowNumber(value: string): number {
  const row = Number(value);
  if (!Number.isInteger(row) || row < 0 || row > 1_048_576)
    throw new InvalidArgumentError('It is no row number; rows count from 1.');
  return row;
}

/** Adds `--kb`, which every command has that reads the knowledge base. */
export function addKnowledgeOption(command: Command): Command {
  return command.option(
    '--kb <path...>',
    'knowledge base: files or folders (default: $MESHSEC_KB, meshsec.config.yaml, shipped)',
  );
}

/** Adds the options that overrule the detection of sheets and columns. */
export function addLayoutOptions(command: Command): Command {
  return command
    .option('--sheet <name>', 'only this sheet')
    .option('--header-row <number>', 'row of the column titles; 0 where there are none', rowNumber)
    .option('--question-column <letters>', 'column of the questions', letters)
    .option('--answer-column <letters>', 'column for the answers', letters)
    .option('--comment-column <letters>', 'column for the full texts', letters)
    .option('--reference-column <letters>', 'column for the citations', letters);
}

function addAnsweringOptions(command: Command): Command {
  command
    .option('--min-confidence <number>', 'answers need this confidence, 0 to 1', share)
    .addOption(new Option('--citations <where>', 'where citations go').choices(CITATION_PLACES));
  return addKnowledgeOption(command);
}

/** Adds the options that overrule a setting. */
export function addSettingOptions(command: Command): Command {
  return addAnsweringOptions(command.option('--no-review', 'no review workbook'));
}

/** Adds all options of `meshsec answer`. */
export function addAnswerOptions(command: Command): Command {
  command
    .optionsGroup('Results:')
    .option(
      '-o, --output <path>',
      'a file for one input, else a folder (default: NAME.answered.xlsx beside the input)',
    )
    .option(
      '--review <path>',
      'where the review workbook goes (default: NAME.review.xlsx beside the answers)',
    )
    .option('--no-review', 'no review workbook')
    .option('--json', 'the whole report as JSON on stdout')
    .option('--dry-run', 'tells what would be answered, writes nothing')
    .option('--force', 'overwrites outputs that exist')
    .optionsGroup('Answers:');
  addAnsweringOptions(command).optionsGroup('Where detection is wrong:');
  return addLayoutOptions(command);
}

/** What the options say about the layout; nothing where they do not. */
export function layoutOf(flags: LayoutFlags): LayoutOverrides {
  const { sheet, headerRow, questionColumn, answerColumn, commentColumn, referenceColumn } = flags;
  return {
    ...(sheet === undefined ? {} : { sheet }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(questionColumn === undefined ? {} : { questionColumn }),
    ...(answerColumn === undefined ? {} : { answerColumn }),
    ...(commentColumn === undefined ? {} : { commentColumn }),
    ...(referenceColumn === undefined ? {} : { referenceColumn }),
  };
}

/** `--kb a.yaml q.xlsx` names one knowledge base and one input, though the option takes several paths. */
export function inputsAndKnowledge(
  inputs: readonly string[],
  kb: readonly string[] | undefined,
): { inputs: readonly string[]; kb: readonly string[] | undefined } {
  if (kb === undefined) return { inputs, kb };
  const isWorkbook = (path: string) => /\.xls[xm]?$/i.test(path);
  const bases = kb.filter((path) => !isWorkbook(path));
  const all = [...inputs, ...kb.filter(isWorkbook)];
  const last = bases.at(-1);
  if (all.length > 0 || bases.length < 2 || last === undefined) return { inputs: all, kb: bases };
  return { inputs: [last], kb: bases.slice(0, -1) };
}
