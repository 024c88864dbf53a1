import { MeshsecError } from '../errors.js';
import { detectQuestionnaire } from '../questionnaire/detect.js';
import { profileOf } from '../questionnaire/profile.js';
import type { Questionnaire } from '../questionnaire/questionnaire.js';
import { inspectionJson, inspectionText } from '../reporting/inspection.js';
import { readInputFile } from '../storage/read-input-file.js';
import { openWorkbook } from '../workbook/workbook.js';
import { type LayoutFlags, layoutOf } from './answer-options.js';
import type { Context } from './context.js';
import { readStdin, STREAM } from './read-stdin.js';
import { saveProfile } from './save-profile.js';
import { resolveSettings } from './settings.js';

/** Options of `meshsec inspect`, as commander gives them. */
export interface InspectFlags extends LayoutFlags {
  json?: boolean;
  rows?: boolean;
  saveProfile?: string;
}

/** Shows what is detected in one workbook, and keeps its layout where asked to. */
export async function runInspect(file: string, flags: InspectFlags, context: Context): Promise<void> {
  const { profiles } = await resolveSettings(context);
  const bytes = file === STREAM ? await readStdin(context) : await readInputFile(file);
  const workbook = openWorkbook(bytes, file);
  const questionnaire = detectQuestionnaire(workbook, { profiles: profiles.value, ...layoutOf(flags) });
  if (flags.saveProfile !== undefined) await keepLayout(flags.saveProfile, file, questionnaire, context);
  if (flags.json) return context.print(inspectionJson(file, questionnaire));
  const { out: palette } = context.colours;
  return context.print(
    inspectionText(file, questionnaire, { palette, width: context.width, allRows: flags.rows === true }),
  );
}

async function keepLayout(
  name: string,
  file: string,
  { sheets }: Questionnaire,
  context: Context,
): Promise<void> {
  const [largest] = [...sheets].sort((a, b) => b.questions.length - a.questions.length);
  if (!largest) {
    const hint = 'name the place with --sheet and --question-column';
    throw new MeshsecError('no-questions', `${file} has no questions whose layout could be kept`, hint, {
      file,
    });
  }
  const profile = profileOf(largest, name);
  if (!profile) {
    const hint = 'name the row of the column titles with --header-row';
    throw new MeshsecError('usage', `"${largest.name}" has no header that a profile could go by`, hint, {
      file,
    });
  }
  const path = await saveProfile(profile, context.cwd);
  context.say(`profile "${name}" kept in ${path}`);
}
