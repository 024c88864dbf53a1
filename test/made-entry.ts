import type { Entry } from '../src/knowledge/knowledge-base.js';

/** An entry as plain as one can be; what a test or benchmark says of it goes on top. */
export function plainEntry(
  fields: Partial<Entry> & Pick<Entry, 'id' | 'question' | 'answer' | 'quotes'>,
): Entry {
  return {
    topic: '',
    phrasings: { yes: [], no: [], open: [] },
    translations: {},
    verdict: 'yes',
    hedged: false,
    requires: [],
    anchors: [],
    explains: [],
    related: [],
    notFor: [],
    owner: null,
    verified: null,
    expires: null,
    stale: null,
    scope: { product: null, audience: null },
    place: { file: 'kb.yaml', line: 1, column: 1 },
    ...fields,
  };
}
