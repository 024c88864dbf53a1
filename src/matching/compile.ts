// Build step (`npm run build`): the texts of the shipped knowledge base, read once, so that no command reads them again.
import { writeFileSync } from 'node:fs';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../knowledge/load.js';
import { readIndexTables } from './make-index-tables.js';
import { createReader } from './reading.js';
import { packReadings, readingsFile } from './readings-file.js';
import { makeWordTables } from './vocabulary.js';

const kb = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
const words = makeWordTables(kb);
const reader = createReader(kb.lexicon, words);
const tables = readIndexTables(kb, reader);
writeFileSync(readingsFile(), packReadings({ tables, words }, kb.fingerprint));
