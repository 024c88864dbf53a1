import { readFile } from 'node:fs/promises';
import { MeshsecError } from '../errors.js';
import { htmlReport } from '../reporting/html.js';
import type { Report } from '../reporting/report.js';
import { writeFileSafely } from '../storage/write-file-safely.js';

const OUR_PAGE = '<title>Security questionnaires: report</title>';

/** Writes the HTML report. An earlier report is replaced; any other file is left alone and refused. */
export async function writeHtmlReport(path: string, report: Report): Promise<void> {
  if (!/\.html?$/i.test(path)) {
    throw new MeshsecError('usage', `--report ${path} is no HTML file`, 'name it like report.html');
  }
  const existing = await readFile(path, 'utf8').catch(() => null);
  const force = existing?.includes(OUR_PAGE) ?? false;
  await writeFileSafely(path, new TextEncoder().encode(htmlReport(report)), { force });
}
