import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectQuestionnaire } from '../../src/questionnaire/detect.js';
import { openWorkbook } from '../../src/workbook/workbook.js';

/** Real questionnaires may not be passed on; a folder with them and their `layouts.json` is named by MESHSEC_CORPUS. */
const folder = process.env.MESHSEC_CORPUS ?? '';
const hasCorpus = existsSync(join(folder, 'layouts.json')) && folder !== '';

interface Layout {
  file: string;
  role: string;
  sheets: readonly { name: string; question: string; answers: readonly string[]; rows: number }[];
}

const layouts: readonly Layout[] = hasCorpus
  ? JSON.parse(readFileSync(join(folder, 'layouts.json'), 'utf8'))
  : [];
const readable = layouts.filter(({ role }) => !role.includes('refused'));

describe.skipIf(!hasCorpus)('real questionnaires (set MESHSEC_CORPUS)', () => {
  it.each(readable)('$file', ({ file, sheets }) => {
    const path = join(folder, file);
    const found = detectQuestionnaire(openWorkbook(readFileSync(path), file), {}).sheets;
    expect(found.map(({ name }) => name)).toEqual(sheets.map(({ name }) => name));
    for (const [i, { question, answers, rows }] of sheets.entries()) {
      const sheet = found[i];
      expect(sheet?.columns.question.column).toBe(question);
      if (answers.length > 0) expect(sheet?.columns.answer[0]?.column).toBe(answers[0]);
      expect(Math.abs((sheet?.questions.length ?? 0) - rows)).toBeLessThanOrEqual(Math.max(1, 0.03 * rows));
    }
  });
});
