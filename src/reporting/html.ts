import { createHash } from 'node:crypto';
import { REPORT_SCRIPT } from './html-script.js';
import { REPORT_STYLE } from './html-style.js';
import type { Counts, FileReport, QuestionStatus, Report } from './report.js';

const STATUSES: readonly { status: QuestionStatus; meaning: string }[] = [
  { status: 'answered', meaning: 'written into the file, with its source' },
  { status: 'review', meaning: 'suggested; a person decides' },
  { status: 'unanswered', meaning: 'the knowledge base does not say' },
  { status: 'prefilled', meaning: 'held an answer already' },
];

const MOST_SECTIONS = 25;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

type StatusCounts = Omit<Counts, 'questions'>;

function bar(counts: StatusCounts): string {
  const total = STATUSES.reduce((sum, { status }) => sum + counts[status], 0);
  const present = STATUSES.filter(({ status }) => counts[status] > 0);
  const label = present.map(({ status }) => `${status} ${counts[status]}`).join(', ') || 'no questions';
  const parts = present.map(
    ({ status }) =>
      `<span class="${status}" style="flex-grow:${counts[status]}" title="${status} ${counts[status]} of ${total}"></span>`,
  );
  return `<div class="bar" role="img" aria-label="${label}">${parts.join('')}</div>`;
}

function chart(
  title: string,
  first: string,
  groups: readonly { name: string; counts: StatusCounts }[],
): string {
  const rows = groups.map(({ name, counts }) => {
    const cells = STATUSES.map(({ status }) => `<td class="number">${counts[status]}</td>`).join('');
    return `<tr><th scope="row">${escapeHtml(name)}</th>${cells}<td>${bar(counts)}</td></tr>`;
  });
  const heads = STATUSES.map(({ status }) => `<th scope="col" class="number">${status}</th>`).join('');
  return `<h2>${title}</h2><div class="wide-table"><table class="chart"><thead><tr><th scope="col">${first}</th>${heads}<th scope="col">shares</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

/** Questions by a name each has, most questions first. */
function grouped(
  files: readonly FileReport[],
  nameOf: (question: FileReport['questions'][number]) => string | null,
): { name: string; counts: StatusCounts }[] {
  const groups = new Map<string, StatusCounts>();
  for (const question of files.flatMap((file) => file.questions)) {
    const name = nameOf(question);
    if (name === null) continue;
    const counts = groups.get(name) ?? { answered: 0, review: 0, unanswered: 0, prefilled: 0 };
    counts[question.status] += 1;
    groups.set(name, counts);
  }
  const total = (counts: StatusCounts) => STATUSES.reduce((sum, { status }) => sum + counts[status], 0);
  return [...groups]
    .map(([name, counts]) => ({ name, counts }))
    .sort((a, b) => total(b.counts) - total(a.counts) || (a.name < b.name ? -1 : 1));
}

function failures(files: readonly FileReport[]): string {
  const failed = files.filter((file) => file.status === 'failed');
  if (failed.length === 0) return '';
  const rows = failed.map(
    ({ input, error }) =>
      `<tr><th scope="row">${escapeHtml(input)}</th><td>${escapeHtml(error?.message ?? 'failed')}</td><td>${escapeHtml(error?.hint ?? '')}</td></tr>`,
  );
  return `<h2>Failed</h2><div class="wide-table"><table><thead><tr><th scope="col">file</th><th scope="col">what is wrong</th><th scope="col">what to do</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

/** The rows as JSON that cannot end its script element: "<" never stands in it. */
function dataJson(files: readonly FileReport[]): string {
  const rows = files.flatMap((file, index) =>
    file.questions.map((q) => ({
      ...{ file: index, sheet: q.sheet, cell: q.cell, id: q.id, section: q.section, text: q.text },
      ...{ status: q.status, answer: q.answer, confidence: q.confidence, entry: q.entry, reason: q.reason },
      citations: q.citations.map(({ source, heading, quote }) => ({ source, heading, quote })),
    })),
  );
  const names = files.map(({ input }) => ({ name: input }));
  return JSON.stringify({ files: names, rows }).replace(/</g, '\\u003c');
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function tiles({ summary }: Report): string {
  const tile = (name: string, count: number, meaning: string) =>
    `<li class="${name}"><strong>${count}</strong>${name}<br><span class="soft">${meaning}</span></li>`;
  return `<ul class="tiles">${tile('questions', summary.questions, `in ${summary.files} ${summary.files === 1 ? 'file' : 'files'}`)}
${STATUSES.map(({ status, meaning }) => tile(status, summary[status], meaning)).join('\n')}
${summary.failed > 0 ? tile('failed', summary.failed, 'files that could not be processed') : ''}</ul>`;
}

function table(): string {
  const options = STATUSES.map(({ status }) => `<option>${status}</option>`).join('');
  return `<h2 id="all">All questions</h2>
<noscript><p>The list of questions needs JavaScript; the figures above do not.</p></noscript>
<div class="controls">
<label class="wide">Search in question, answer, source<input id="search" type="search" autocomplete="off"></label>
<label>Status<select id="status"><option value="">all</option>${options}</select></label>
<label>Questionnaire<select id="file"><option value="">all</option></select></label>
</div>
<p id="count" role="status" aria-live="polite" class="soft"></p>
<div class="rows" tabindex="0" role="region" aria-labelledby="all"><table>
<colgroup><col class="place"><col class="question"><col class="status"><col><col class="sure"></colgroup>
<thead><tr><th scope="col">where</th><th scope="col">question</th><th scope="col">status</th><th scope="col">answer and source</th><th scope="col" class="number">sure</th></tr></thead>
<tbody id="rows"></tbody></table></div>
<div class="pages"><button type="button" id="back">previous</button><span id="page"></span><button type="button" id="next">next</button></div>`;
}

/**
 * One self-contained page on a run: totals, coverage by questionnaire, source and section, failures, and every question with
 * search and filters. Nothing is loaded from anywhere, and the page's own policy forbids it.
 */
export function htmlReport(report: Report): string {
  const done = report.files.filter((file) => file.status === 'ok');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${hash(REPORT_SCRIPT)}; base-uri 'none'; form-action 'none'`;
  const byFile = done.map(({ input, summary }) => ({ name: input, counts: summary }));
  const bySource = grouped(done, (question) => question.citations[0]?.heading ?? null);
  const bySection = grouped(done, (question) => question.section).slice(0, MOST_SECTIONS);
  const legend = STATUSES.map(({ status, meaning }) => `<li class="${status}">${status}: ${meaning}</li>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Security questionnaires: report</title>
<style>${REPORT_STYLE}</style></head>
<body><main>
<h1>Security questionnaires</h1>
<p class="soft">What was asked, what was answered from the knowledge base, and what a person has to look at.</p>
${tiles(report)}
${failures(report.files)}
<ul class="legend">${legend.join('')}</ul>
${chart('By questionnaire', 'questionnaire', byFile)}
${bySource.length > 0 ? chart('By topic of the knowledge base', 'topic', bySource) : ''}
${bySection.length > 0 ? chart('By section of the questionnaires', 'section', bySection) : ''}
${table()}
</main>
<script type="application/json" id="data">${dataJson(report.files)}</script>
<script>${REPORT_SCRIPT}</script>
</body></html>
`;
}
