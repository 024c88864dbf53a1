import type { Finding } from '../knowledge/finding.js';
import type { Palette } from './palette.js';
import { safeText } from './safe-text.js';

/** What `kb check` found, with how much was looked at. */
export interface CheckReport {
  files: readonly string[];
  entries: number;
  quotes: number;
  phrasings: number;
  findings: readonly Finding[];
}

function count(number: number, thing: string, plural = `${thing}s`): string {
  return `${number} ${number === 1 ? thing : plural}`;
}

/** Errors, warnings and hints of a report. */
export function tally({ findings }: CheckReport): { errors: number; warnings: number; infos: number } {
  const of = (severity: Finding['severity']) => findings.filter((each) => each.severity === severity).length;
  return { errors: of('error'), warnings: of('warning'), infos: of('info') };
}

/** One line a finding, as compilers print them; the last line sums up. */
export function findingsText(report: CheckReport, palette: Palette, verbose: boolean): string {
  const shown = report.findings.filter(({ severity }) => verbose || severity !== 'info');
  const lines = shown.map(({ severity, code, message, place }) => {
    const where = palette.bold(`${safeText(place.file)}:${place.line}:${place.column}:`);
    const paint = { error: palette.red, warning: palette.yellow, info: palette.dim }[severity];
    const what = paint(`${severity}:`);
    return `${where} ${what} ${safeText(message)} ${palette.dim(`[${code}]`)}`;
  });
  const { errors, warnings, infos } = tally(report);
  const seen = `${count(report.entries, 'entry', 'entries')}, ${count(report.quotes, 'quote')}, ${count(report.phrasings, 'phrasing')}`;
  const verdict =
    errors + warnings === 0
      ? palette.green('nothing to complain about')
      : `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  const hint = infos > 0 && !verbose ? ` (and ${count(infos, 'hint')}: --verbose)` : '';
  return [...lines, `${seen}: ${verdict}${hint}`].join('\n');
}

/** The document behind `kb check --json`. */
export function findingsJson(report: CheckReport): string {
  const findings = report.findings.map(({ severity, code, message, entry, place }) => ({
    severity,
    code,
    message,
    entry,
    ...place,
  }));
  const { files, entries, quotes, phrasings } = report;
  return JSON.stringify(
    { version: 1, files, findings, summary: { entries, quotes, phrasings, ...tally(report) } },
    null,
    2,
  );
}
