// Build step (`npm run build`): the texts of the shipped knowledge base, read once, so that no command reads them again.
import { writeFileSync } from 'node:fs';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../knowledge/load.js';
import { readKnowledge } from './footprint.js';
import { createReader } from './reading.js';
import { packReadings, readingsFile } from './readings-file.js';
import { makeWordTables } from './vocabulary.js';

const kb = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
const tables = makeWordTables(kb);
const readings = readKnowledge(kb, createReader(kb.lexicon, tables));
writeFileSync(readingsFile(), packReadings({ readings, tables }, kb.fingerprint));
