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

/** Errors and warnings of a report. */
export function tally({ findings }: CheckReport): { errors: number; warnings: number } {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}

/** One line a finding, as compilers print them; the last line sums up. */
export function findingsText(report: CheckReport, palette: Palette): string {
  const lines = report.findings.map(({ severity, code, message, place }) => {
    const where = palette.bold(`${safeText(place.file)}:${place.line}:${place.column}:`);
    const what = severity === 'error' ? palette.red('error:') : palette.yellow('warning:');
    return `${where} ${what} ${safeText(message)} ${palette.dim(`[${code}]`)}`;
  });
  const { errors, warnings } = tally(report);
  const seen = `${count(report.entries, 'entry', 'entries')}, ${count(report.quotes, 'quote')}, ${count(report.phrasings, 'phrasing')}`;
  const verdict =
    errors + warnings === 0
      ? palette.green('nothing to complain about')
      : `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  return [...lines, `${seen}: ${verdict}`].join('\n');
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
