/**
 * A large house end to end: `meshsec answer` of 30,000 rows from a knowledge base of 5,000 entries, in YAML, by one worker; as
 * a hundred workbooks, again with what was kept of the knowledge base, and as one workbook. Run by `npm run bench:large`.
 * Processor time counts all threads together, so one core needs no longer than that.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../../src/knowledge/load.js';
import { newWorkbook, workbookBytes } from '../../src/reporting/own-workbook.js';
import { makeKnowledgeBase, makeQuestions } from './large-knowledge-base.js';
import { MESHSEC, type MeteredRun, meteredRun } from './metered-run.js';

const ENTRIES = 5000;
const ROWS = 30_000;
const WORKBOOKS = 100;

const folder = mkdtempSync(join(tmpdir(), 'meshsec-bench-'));

async function writeKnowledgeBase(path: string): Promise<void> {
  const { sources, entries } = makeKnowledgeBase(
    ENTRIES,
    await loadKnowledgeBase([defaultKnowledgeBasePath()]),
  );
  const written = {
    version: 1,
    sources: sources.map(({ id, title }) => ({ id, title })),
    entries: entries.map(({ id, topic, question, answer, quotes, phrasings }) => ({
      ...{ id, topic, question, verdict: 'yes', answer, phrasings },
      quotes: quotes.map(({ source, heading, quote }) => ({ source, heading, quote })),
    })),
  };
  writeFileSync(path, stringify(written, { aliasDuplicateObjects: false, lineWidth: 0 }));
}

async function writeQuestionnaire(path: string, texts: readonly string[]): Promise<void> {
  const workbook = newWorkbook('bench');
  const sheet = workbook.addWorksheet('Questions');
  sheet.addRow(['Question', 'Answer', 'Comments']);
  for (const text of texts) sheet.addRow([text]);
  writeFileSync(path, await workbookBytes(workbook));
}

const kb = join(folder, 'kb.yaml');
const share = join(folder, 'share');
const whole = join(folder, 'whole.xlsx');
mkdirSync(share);
const texts = makeQuestions(ROWS, ENTRIES).map(({ text }) => text);
await writeKnowledgeBase(kb);
await writeQuestionnaire(whole, texts);
for (let n = 0, size = ROWS / WORKBOOKS; n < WORKBOOKS; n++) {
  await writeQuestionnaire(join(share, `q${n}.xlsx`), texts.slice(n * size, (n + 1) * size));
}

const lines = [
  `| ${ROWS.toLocaleString('en')} rows from ${ENTRIES.toLocaleString('en')} entries, one worker | processor time | by the clock | memory | answered |`,
  '| --- | --- | --- | --- | --- |',
];
function measure(what: string, args: readonly string[]): void {
  const run: MeteredRun = meteredRun([MESHSEC, 'answer', ...args, '--kb', kb, '--json'], {
    MESHSEC_CACHE: join(folder, 'cache'),
  });
  const { summary } = JSON.parse(run.stdout) as { summary: { questions: number; answered: number } };
  const cells = [
    what,
    `${(run.milliseconds / 1000).toFixed(0)} s`,
    `${(run.elapsed / 1000).toFixed(0)} s`,
    `${run.mebibytes.toFixed(0)} MiB`,
    `${((100 * summary.answered) / summary.questions).toFixed(0)} %`,
  ];
  lines.push(`| ${cells.join(' | ')} |`);
}
measure(`${WORKBOOKS} workbooks`, [share, '-o', join(folder, 'first'), '-j', '1']);
measure('the same, the knowledge base kept from before', [share, '-o', join(folder, 'again'), '-j', '1']);
measure('one workbook', [whole, '-o', join(folder, 'whole.answered.xlsx')]);
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${lines.join('\n')}\n`);
