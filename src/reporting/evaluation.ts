import type { Comparison, FigureName } from '../evaluation/comparison.js';
import type { Evaluation } from '../evaluation/evaluate.js';
import type { Judgement, Outcome } from '../evaluation/judgement.js';
import type { Metrics } from '../evaluation/metrics.js';
import { safeText } from './safe-text.js';
import { type TableColumn, textTable } from './text-table.js';

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  right: 'right',
  overclaim: 'partial answered as full',
  'wrong-passage': 'wrong passage',
  'wrong-none': 'answered the unanswerable',
  withheld: 'not answered',
};

function percent(value: number | null): string {
  return value === null ? '-' : `${(100 * value).toFixed(1)} %`;
}

const FIGURES: readonly TableColumn[] = [
  { title: 'questions', side: 'right' },
  { title: 'answered', side: 'right' },
  { title: 'precision', side: 'right' },
  { title: 'coverage', side: 'right' },
  { title: 'first 3', side: 'right' },
  { title: 'traps', side: 'right' },
  { title: 'overclaims', side: 'right' },
  { title: 'verdicts', side: 'right' },
];

function figures(m: Metrics): string[] {
  return [
    String(m.questions),
    String(m.answered),
    percent(m.precision),
    percent(m.coverage),
    percent(m.firstThree),
    percent(m.nearMissesAnswered),
    String(m.overclaims),
    percent(m.verdictAccuracy),
  ];
}

function groupTable(
  title: string,
  groups: readonly { name: string; metrics: Metrics }[],
  width: number,
): string[] {
  const columns: TableColumn[] = [{ title, side: 'left', elastic: true }, ...FIGURES];
  const rows = groups.map(({ name, metrics }) => [safeText(name), ...figures(metrics)]);
  return ['', ...textTable(columns, rows, width)];
}

function reliabilityLines(evaluation: Evaluation, width: number): string[] {
  const columns: TableColumn[] = [
    { title: 'confidence', side: 'left' },
    { title: 'suggestions', side: 'right' },
    { title: 'mean', side: 'right' },
    { title: 'right', side: 'right' },
    { title: 'answered', side: 'right' },
    { title: 'right', side: 'right' },
  ];
  const rows = evaluation.reliability.map((band) => [
    `${band.from.toFixed(1)} to ${band.to.toFixed(1)}`,
    String(band.suggestions),
    percent(band.meanConfidence),
    percent(band.right),
    String(band.answered),
    percent(band.answeredRight),
  ]);
  return [
    '',
    `Reliability: mean distance of confidence and share right ${percent(evaluation.calibrationError)}`,
    ...textTable(columns, rows, width),
  ];
}

function curveLines(evaluation: Evaluation, width: number): string[] {
  const columns: TableColumn[] = [
    { title: '--min-confidence', side: 'left' },
    { title: 'answered', side: 'right' },
    { title: 'precision', side: 'right' },
    { title: 'coverage', side: 'right' },
  ];
  const rows = evaluation.curve.map((point) => [
    String(point.minConfidence),
    String(point.answered),
    percent(point.precision),
    percent(point.coverage),
  ]);
  return ['', ...textTable(columns, rows, width)];
}

function confusion({ row, match, outcome, verdictRight }: Judgement): string[] {
  const entries = match.entries.map(({ id }) => id).join(' + ') || 'nothing';
  const verdict = verdictRight === false ? `, verdict ${match.verdict} for ${row.verdict}` : '';
  const gold = row.gold.kind === 'entries' ? row.gold.ids.join(', ') : row.gold.quotes.join(' / ');
  return [
    `${row.set} ${row.id} [${OUTCOME_WORDS[outcome]}${verdict}] ${safeText(row.text)}`,
    `    ${entries}, confidence ${match.confidence.toFixed(2)}: ${safeText(match.reason)}`,
    ...(gold === '' ? [] : [`    right would be: ${safeText(gold)}`]),
  ];
}

/** Every row that is not as it should be, worst first: wrong answers, wrong verdicts, then what was not answered. */
export function confusionLines(judgements: readonly Judgement[]): string[] {
  const wrong = (j: Judgement) => j.outcome === 'wrong-none' || j.outcome === 'wrong-passage';
  const missed = (j: Judgement) => j.outcome === 'withheld' && j.row.answerable === 'full';
  return [
    ...judgements.filter(wrong),
    ...judgements.filter((j) => j.outcome === 'overclaim'),
    ...judgements.filter((j) => j.outcome === 'right' && j.verdictRight === false),
    ...judgements.filter(missed),
  ].flatMap(confusion);
}

const COUNTS: readonly FigureName[] = ['answered', 'overclaims'];

function figure(name: FigureName, value: number | null): string {
  return COUNTS.includes(name) ? String(value ?? '-') : percent(value);
}

/** What changed since an earlier run, for a person. */
export function comparisonLines({ figures, changed, onlyNow, onlyBefore }: Comparison): string[] {
  return [
    '',
    'Since the earlier run',
    ...figures.map(
      ({ name, before, now }) => `  ${name.padEnd(20)} ${figure(name, before)} -> ${figure(name, now)}`,
    ),
    ...(onlyNow + onlyBefore > 0 ? [`  rows only now: ${onlyNow}, only then: ${onlyBefore}`] : []),
    ...changed.map(
      (row) =>
        `  ${row.set} ${row.id}: ${OUTCOME_WORDS[row.before]} -> ${OUTCOME_WORDS[row.now]}: ${safeText(row.text)}`,
    ),
  ];
}

/** The figures of an evaluation as text for the terminal. */
export function evaluationText(evaluation: Evaluation, options: { width: number; detail: boolean }): string {
  const { width, detail } = options;
  const table = (title: string, groups: Evaluation['bySet']) => groupTable(title, groups, width);
  return [
    ...table('set', [...evaluation.bySet, { name: 'all', metrics: evaluation.overall }]),
    ...table('voice', evaluation.byVoice),
    ...table('language', evaluation.byLanguage),
    ...(detail ? table('style', evaluation.byStyle) : []),
    ...(detail ? table('tag', evaluation.byTag) : []),
    ...(detail ? table('entry', evaluation.byEntry) : []),
    ...reliabilityLines(evaluation, width),
    ...curveLines(evaluation, width),
  ]
    .join('\n')
    .trimStart();
}

/** The document behind `eval --json`; `--compare` reads it again. */
export function evaluationJson(evaluation: Evaluation, comparison: Comparison | null): string {
  const { judgements, ...rest } = evaluation;
  const rows = judgements.map(({ row, match, outcome, inFirstThree, verdictRight }) => ({
    set: row.set,
    id: row.id,
    voice: row.voice,
    language: row.language,
    answerable: row.answerable,
    outcome,
    status: match.status,
    entries: match.entries.map(({ id }) => id),
    confidence: match.confidence,
    verdict: match.verdict,
    verdictRight,
    inFirstThree,
    reason: match.reason,
  }));
  return JSON.stringify({ version: 1, ...rest, comparison, rows }, null, 2);
}
