import { dirname, join } from 'node:path';
import { type AppliedReview, applyReview } from '../apply.js';
import { MeshsecError } from '../errors.js';
import { appliedJson, appliedText } from '../reporting/applied.js';
import { readReview } from '../reporting/read-review.js';
import { readInputFile } from '../storage/read-input-file.js';
import { writeFileSafely } from '../storage/write-file-safely.js';
import type { Context } from './context.js';

/** Options of `meshsec apply`, as commander gives them. */
export interface ApplyFlags {
  answered?: string;
  output?: string;
  force?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

async function readAnswered(path: string, named: boolean): Promise<Uint8Array> {
  try {
    return await readInputFile(path);
  } catch (error) {
    if (named || !(error instanceof MeshsecError) || error.code !== 'input-missing') throw error;
    const hint = 'put it beside the review workbook, or name it with --answered';
    throw new MeshsecError('input-missing', 'the answered workbook is not there', hint, { file: path });
  }
}

async function store(
  applied: AppliedReview,
  answered: string,
  review: string,
  flags: ApplyFlags,
): Promise<string> {
  const { output, force = false } = flags;
  if (output === undefined) {
    await writeFileSafely(answered, applied.bytes, { force: true, inputs: [review] });
    return answered;
  }
  await writeFileSafely(output, applied.bytes, { force, inputs: [review, answered] });
  return output;
}

/** `meshsec apply`: reads the decisions, carries them out, says what was done. */
export async function runApply(reviewPath: string, flags: ApplyFlags, context: Context): Promise<void> {
  const review = readReview(await readInputFile(reviewPath), reviewPath);
  const answered = flags.answered ?? join(dirname(reviewPath), review.identity.answered);
  const bytes = await readAnswered(answered, flags.answered !== undefined);
  const applied = applyReview(bytes, answered, review, { force: flags.force === true });
  const changed = Buffer.compare(Buffer.from(applied.bytes), Buffer.from(bytes)) !== 0;
  const writes = flags.dryRun !== true && (changed || flags.output !== undefined);
  const output = writes ? await store(applied, answered, reviewPath, flags) : null;
  if (flags.json) {
    context.print(appliedJson(applied, reviewPath, answered, output));
    return;
  }
  const text = appliedText(applied, output, { palette: context.colours.out, dryRun: flags.dryRun === true });
  if (context.verbosity !== 'quiet') context.print(text);
}
