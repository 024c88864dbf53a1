import type { ArchiveEntry } from '../archive.js';
import { LIMITS, type Limits } from '../limits.js';
import { printable } from '../printable.js';
import { compareSheets, type SheetPair } from './compare-sheets.js';
import { type FormatsView, readFormats } from './formats.js';
import { type PackageView, partText, readPart, sameContent, viewPackage } from './package-view.js';
import { differentRows } from './same-rows.js';
import { readSheetView } from './sheet-view.js';
import { readStrings, type StringsPair } from './string-items.js';
import {
  type AddedColumn,
  type ChangedCell,
  type ChangedPart,
  type Difference,
  MOST_DIFFERENCES,
  type Verification,
} from './verification.js';
import { canonical, type XmlNode } from './xml-node.js';

/** A workbook and the name it goes by. */
export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/** Collects what is found while the parts are compared. */
interface Findings {
  cells: ChangedCell[];
  columns: AddedColumn[];
  changed: ChangedPart[];
  equivalent: string[];
  differences: Difference[];
  differenceCount: number;
}

/**
 * Compares two workbooks part by part: which cells have other values now, and whether anything else changed. Both
 * packages are read from scratch, with another XML parser than the one that reads and writes questionnaires.
 */
export function compareWorkbooks(
  original: NamedBytes,
  answered: NamedBytes,
  limits: Limits = LIMITS,
): Verification {
  const generous = { ...limits, totalBytes: limits.totalBytes * 4 };
  const before = viewPackage(original.bytes, original.name, generous);
  const after = viewPackage(answered.bytes, answered.name, generous);
  const findings: Findings = {
    ...{ cells: [], columns: [], changed: [], equivalent: [], differences: [], differenceCount: 0 },
  };
  const identical: string[] = [];
  const removed: string[] = [];
  const different: { old: ArchiveEntry; now: ArchiveEntry }[] = [];
  for (const old of before.archive.entries) {
    const now = after.archive.find(old.name);
    if (now === undefined) removed.push(old.name);
    else if (sameContent(before.archive, old, after.archive, now)) identical.push(old.name);
    else different.push({ old, now });
  }
  const added = after.archive.entries.map((entry) => entry.name).filter((name) => !before.archive.find(name));
  for (const part of removed) tell(findings, { part, sheet: null, cell: null, what: 'the part is gone' });
  for (const part of added) tell(findings, { part, sheet: null, cell: null, what: 'the part was added' });
  compareParts(before, after, different, findings);
  const { cells, columns, changed, equivalent, differences, differenceCount } = findings;
  return {
    version: 1,
    original: original.name,
    answered: answered.name,
    lossless: differenceCount === 0,
    identical: Buffer.compare(original.bytes, answered.bytes) === 0,
    cells,
    columns,
    parts: { identical, equivalent, changed, added, removed },
    differences,
    differenceCount,
  };
}

function tell(findings: Findings, difference: Difference): void {
  findings.differenceCount++;
  if (findings.differences.length < MOST_DIFFERENCES) findings.differences.push(difference);
}

function compareParts(
  before: PackageView,
  after: PackageView,
  different: readonly { old: ArchiveEntry; now: ArchiveEntry }[],
  findings: Findings,
): void {
  const names = new Set(different.map(({ old }) => old.name.toLowerCase()));
  if (names.size === 0 && before.strings === after.strings && before.styles === after.styles) return;
  const strings = readStrings(before, after);
  const formats = { before: readFormats(before), after: readFormats(after) };
  // A sheet can change without its part: through the texts and formats that its cells point to.
  const sameMeaning = strings.extended && formatsKept(formats.before, formats.after);
  const context = { before, after, strings, formats, looks: new Map<string, string[] | null>(), sameMeaning };
  for (const [part, name] of before.sheets) {
    if (names.has(part) || !sameMeaning) comparePartOfSheet(context, part, name, names.has(part), findings);
  }
  for (const { old } of different) {
    const part = old.name.toLowerCase();
    if (before.sheets.has(part)) continue;
    if (part === before.strings) {
      findings.changed.push({ part: old.name, why: 'texts of the written cells' });
      if (!strings.sameRoot) tell(findings, { part: old.name, sheet: null, cell: null, what: ROOT_CHANGED });
    } else if (part === before.styles) compareStyles(formats.before, formats.after, old.name, findings);
    else compareOther(before, after, old.name, findings);
  }
}

/** Two packages, and what their sheets point to. */
interface SheetsContext extends Pick<SheetPair, 'formats' | 'looks'> {
  before: PackageView;
  after: PackageView;
  strings: StringsPair;
  /** What a cell of the first points to, it points to in the second. */
  sameMeaning: boolean;
}

function comparePartOfSheet(
  context: SheetsContext,
  part: string,
  name: string,
  isDifferent: boolean,
  findings: Findings,
): void {
  const { before, after, formats, looks } = context;
  const entry = before.archive.find(part);
  if (entry === undefined || after.archive.find(part) === undefined) return;
  const changes = compareSheets({ name, ...sheetViews(context, part), formats, looks });
  findings.cells.push(...changes.cells);
  findings.columns.push(...changes.columns);
  for (const { cell, what } of changes.differences)
    tell(findings, { part: entry.name, sheet: name, cell, what });
  if (!isDifferent) return;
  const count = changes.cells.length;
  if (count > 0) {
    findings.changed.push({ part: entry.name, why: `${count} ${count === 1 ? 'cell' : 'cells'} written` });
  } else if (changes.differences.length === 0) findings.equivalent.push(entry.name);
  else findings.changed.push({ part: entry.name, why: 'no cell was written' });
}

/** Both readings of a sheet; of rows that are the same in both, nothing but the last column is told. */
function sheetViews({ before, after, strings, sameMeaning }: SheetsContext, part: string) {
  const texts = { before: partText(before.archive, part), after: partText(after.archive, part) };
  const rows = sameMeaning
    ? differentRows(texts.before, texts.after, (index) => strings.before.at(index))
    : null;
  const { before: old, after: now } = rows ?? texts;
  const place = (view: PackageView) => ({ file: view.archive.file, part: printable(part) });
  const views = {
    before: readSheetView(old, place(before), strings.before),
    after: readSheetView(now, place(after), strings.after),
  };
  for (const view of [views.before, views.after]) {
    view.lastColumn = Math.max(view.lastColumn, rows?.lastColumn ?? 0);
  }
  return views;
}

/** Every format of the first is there in the second, under its index, and means the same. */
function formatsKept(old: FormatsView, now: FormatsView): boolean {
  const others = ({ others }: FormatsView) =>
    others.map(({ name, content }) => `${name} ${content}`).join('\n');
  return sameFormats(old, now) && others(old) === others(now);
}

function sameFormats(old: FormatsView, now: FormatsView): boolean {
  return old.formats.every((format, i) => {
    const same = now.formats[i];
    return same !== undefined && canonical(format) === canonical(same);
  });
}

const ROOT_CHANGED = 'the root element changed';

function compareStyles(old: FormatsView, now: FormatsView, part: string, findings: Findings): void {
  const difference = (what: string) => tell(findings, { part, sheet: null, cell: null, what });
  const kept = sameFormats(old, now);
  if (!kept) difference('formats of cells changed');
  if (old.root !== now.root) difference(ROOT_CHANGED);
  const names = new Set([...old.others, ...now.others].map(({ name }) => name));
  for (const name of names) {
    const of = (view: FormatsView) => view.others.filter((o) => o.name === name).map((o) => o.content);
    if (of(old).join('\n') !== of(now).join('\n')) difference(`${name} changed`);
  }
  const more = now.formats.length - old.formats.length;
  if (more === 0 && kept) findings.equivalent.push(part);
  else findings.changed.push({ part, why: more > 0 ? 'formats that let long texts be read' : 'formats' });
}

/** Any other part: the same where its XML says the same; the workbook part may ask for calculation. */
function compareOther(before: PackageView, after: PackageView, part: string, findings: Findings): void {
  const isWorkbook = part.toLowerCase() === before.workbook;
  const old = wholePart(before, part);
  const now = wholePart(after, part);
  if (old === null || now === null) {
    findings.changed.push({ part, why: 'other content' });
    tell(findings, { part, sheet: null, cell: null, what: 'its content changed' });
  } else if (canonical(old) === canonical(now)) findings.equivalent.push(part);
  else if (isWorkbook && canonical(withoutCalculation(old)) === canonical(withoutCalculation(now))) {
    findings.changed.push({ part, why: 'Excel calculates when it opens the workbook' });
  } else {
    findings.changed.push({ part, why: 'other content' });
    tell(findings, { part, sheet: null, cell: null, what: 'its content changed' });
  }
}

/** Bytes of a part that is compared element by element; of a larger one, different bytes are a different content. */
const LARGEST_COMPARED = 16 * 2 ** 20;

/** The part as one node; null where it is no XML, or too large. */
function wholePart(view: PackageView, part: string): XmlNode | null {
  let root: XmlNode | null = null;
  const size = view.archive.find(part)?.size ?? 0;
  if (!/\.(xml|rels|vml)$/i.test(part) || size > LARGEST_COMPARED) return null;
  try {
    readPart(view.archive, part, {
      spine: ['*'],
      enter() {},
      unit(node) {
        root = node;
      },
    });
  } catch {
    return null;
  }
  return root;
}

function withoutCalculation(workbook: XmlNode): XmlNode {
  const children = workbook.children.flatMap((child) => {
    if (typeof child === 'string' || child.local !== 'calcPr') return [child];
    const attributes = new Map(
      [...child.attributes].filter(
        ([name, value]) => name !== 'fullCalcOnLoad' || !/^(0|1|true|false)$/.test(value),
      ),
    );
    return attributes.size === 0 ? [] : [{ ...child, attributes }];
  });
  return { ...workbook, children };
}
