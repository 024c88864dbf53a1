// Build step (`npm run build`): the index of the shipped knowledge base, read from disk instead of made at every start.
import { writeFileSync } from 'node:fs';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../knowledge/load.js';
import { createEntryIndex } from './entry-index.js';
import { INDEX_FILE, indexBytes } from './index-file.js';
import { createReader } from './reading.js';
import { knowledgeWords } from './vocabulary.js';

const kb = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
const index = createEntryIndex(kb, createReader(kb.lexicon, knowledgeWords(kb)));
writeFileSync(new URL(INDEX_FILE, import.meta.url), indexBytes(index, kb));
