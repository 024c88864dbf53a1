import type { Sheet } from '../workbook/sheet.js';
import type { AnalysedTable } from './analysed-table.js';
import { fold } from './folded-text.js';
import { aboutSheet } from './sheet-words.js';

/** A sheet that was taken, as far as it matters for telling an original from its mirror. */
export interface Candidate {
  sheet: Sheet;
  tables: readonly AnalysedTable[];
  addsColumns: boolean;
}

/** Share of a sheet's questions that must stand on another sheet for it to be a mirror. */
const MIRRORED_SHARE = 0.5;

/**
 * Sheets that only repeat the questions of another one (reports, references, projections), with the name of the
 * original. Sheets with the same questions and drop-downs of their own (one a platform) are no mirrors, unless
 * their texts are formulas.
 */
export function findMirrors(candidates: readonly Candidate[]): ReadonlyMap<string, string> {
  const facts = candidates.map(factsOf).sort((a, b) => b.standing - a.standing || a.position - b.position);
  const mirrors = new Map<string, string>();
  const originals: Facts[] = [];
  for (const mine of facts) {
    const shared = originals.map((original) => mine.texts.filter((text) => original.set.has(text)).length);
    const most = Math.max(0, ...shared);
    const original = originals[shared.indexOf(most)];
    // A report may gather the questions of several sheets.
    const known = mine.texts.filter((text) => originals.some((one) => one.set.has(text))).length;
    const isRepeated = mine.texts.length > 0 && known / mine.texts.length >= MIRRORED_SHARE;
    const hasLess = mine.dropDowns < 0.2 && originals.some((one) => one.dropDowns >= 0.2);
    const isDependent = mine.addsColumns || mine.formulas > 0.5 || hasLess;
    if (original && most > 0 && isRepeated && isDependent) mirrors.set(mine.name, original.name);
    else originals.push(mine);
  }
  return mirrors;
}

interface Facts {
  name: string;
  position: number;
  texts: readonly string[];
  set: ReadonlySet<string>;
  formulas: number;
  dropDowns: number;
  addsColumns: boolean;
  standing: number;
}

function factsOf({ sheet, tables, addsColumns }: Candidate): Facts {
  const rows = tables.flatMap((table) => table.rows.filter((row) => row.kind === 'question'));
  const texts = rows.map((row) => fold(row.text));
  const formulas = rows.filter((row) => row.cell.formula).length / Math.max(rows.length, 1);
  const dropDowns = tables.reduce((most, table) => Math.max(most, table.dropDownShare), 0);
  // Own texts count most, then a drop-down to answer in, any column to answer in, a name that is no report's.
  const standing =
    (aboutSheet(sheet.name) === null ? 0.5 : 0) +
    (formulas <= 0.5 ? 2 : 0) +
    (dropDowns >= 0.2 ? 1.5 : 0) +
    (addsColumns ? 0 : 1) +
    Math.min(rows.length, 1000) / 10000;
  return {
    name: sheet.name,
    position: sheet.position,
    texts,
    set: new Set(texts),
    formulas,
    dropDowns,
    addsColumns,
    standing,
  };
}
