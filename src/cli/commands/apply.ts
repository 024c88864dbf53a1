import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';
import type { ApplyFlags } from '../run-apply.js';

/** `meshsec apply`: a reviewer's decisions go into the answered workbook. */
export function register(program: Command, context: Context): void {
  const apply = program
    .command('apply')
    .description("carries the reviewer's decisions into the answered workbook")
    .argument('<review.xlsx>', 'the review workbook, decided and saved')
    .option('--answered <path>', 'the answered workbook (default: the one that the review belongs to)')
    .option('-o, --output <path>', 'writes another file instead of changing the answered workbook')
    .option('--force', 'also replaces cells that were changed meanwhile, and an output that exists')
    .option('--dry-run', 'tells what would be done, writes nothing')
    .option('--json', 'what was done, as JSON')
    .action(async (review: string, flags: ApplyFlags) => {
      const { runApply } = await import('../run-apply.js');
      await runApply(review, flags, context);
    });
  addExamples(apply, [
    ['meshsec apply q.review.xlsx', 'changes q.answered.xlsx'],
    ['meshsec apply q.review.xlsx -o q.final.xlsx', 'leaves q.answered.xlsx as it is'],
  ]);
}
