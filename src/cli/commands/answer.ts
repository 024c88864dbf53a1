import type { Command } from 'commander';
import { type AnswerFlags, addAnswerOptions, inputsAndKnowledge } from '../answer-options.js';
import { addBulkOptions, type BulkFlags } from '../bulk-options.js';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';

/** `meshsec answer`: the main job. */
export function register(program: Command, context: Context): void {
  const answer = program
    .command('answer')
    .description('answers questionnaires: writes an answered and a review workbook for each')
    .argument('[input...]', 'workbooks (.xlsx, .xlsm), folders with all below them, globs; - for stdin');
  addBulkOptions(addAnswerOptions(answer)).action(
    async (inputs: string[], flags: AnswerFlags & BulkFlags) => {
      const { runAnswer } = await import('../run-answer.js');
      const sorted = inputsAndKnowledge(inputs, flags.kb);
      await runAnswer(
        sorted.inputs,
        sorted.kb === undefined ? flags : { ...flags, kb: [...sorted.kb] },
        context,
      );
    },
  );
  addExamples(answer, [
    ['meshsec answer questionnaire.xlsx', 'writes questionnaire.answered.xlsx and questionnaire.review.xlsx'],
    ['meshsec answer q.xlsx --dry-run', 'only tells what would be answered'],
    [
      'meshsec answer customers/ -o answered/',
      'a whole tree; what is unchanged since its last answer is skipped',
    ],
    ['meshsec answer "inbox/**/*.xlsx" --report report.html', 'a page on all of them'],
    ['meshsec answer q.xlsx --json > report.json', 'the report for programs'],
    ['meshsec answer q.xlsx --answer-column F', 'where detection is wrong'],
  ]);
}
