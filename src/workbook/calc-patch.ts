import type { Archive } from './archive.js';
import { needXmlPart, walkPart } from './package.js';
import type { Splice } from './splice.js';
import type { PartChange } from './xml-text.js';

/** What follows `calcPr` in a workbook part (CT_Workbook); the first of them that is there marks its place. */
const AFTER_CALC: ReadonlySet<string> = new Set([
  'oleSize',
  'customWorkbookViews',
  'pivotCaches',
  'smartTagPr',
  'smartTagTypes',
  'webPublishing',
  'fileRecoveryPr',
  'webPublishObjects',
  'extLst',
]);

/** Asks Excel to calculate when it opens the workbook: guidance, scores and mirrors hang on the answers. */
export function calculateOnLoad(archive: Archive, part: string): PartChange | null {
  const xml = needXmlPart(archive, part);
  const state: { splice: Splice | null; done: boolean; before: number; depth: number; pastSheets: boolean } =
    {
      splice: null,
      done: false,
      before: -1,
      depth: 0,
      pastSheets: false,
    };
  let prefix = '';
  walkPart(archive, part, xml.bytes, {
    open(tag) {
      state.depth++;
      if (state.depth === 1) prefix = tag.name.prefix;
      if (state.depth !== 2) return;
      const { key } = tag.name;
      if (key === 'sheets') state.pastSheets = true;
      if (key === 'calcPr') {
        state.done = tag.isOn('fullCalcOnLoad');
        const place = tag.valuePlace('fullCalcOnLoad');
        const at = tag.start + 1 + tag.name.qualified.length;
        state.splice =
          place === undefined ? { start: at, end: at, text: ' fullCalcOnLoad="1"' } : { ...place, text: '1' };
      } else if (AFTER_CALC.has(key) || (key === 'mc:AlternateContent' && state.pastSheets)) {
        if (state.before < 0) state.before = tag.start;
      }
    },
    close(_name, start) {
      if (state.depth === 1 && state.before < 0) state.before = start;
      state.depth--;
    },
  });
  if (state.done) return null;
  const added = { start: state.before, end: state.before, text: `<${prefix}calcPr fullCalcOnLoad="1"/>` };
  return { part, xml, splices: [state.splice ?? added] };
}
