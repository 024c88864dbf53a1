// Build step (`npm run build`): the shipped knowledge base as one JSON beside the compiled modules, and the JSON
// Schemas that editors complete knowledge files with.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { COMPILED, compileKnowledgeBase } from './compiled.js';
import { jsonSchemas } from './json-schema.js';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from './load.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const base = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
await writeFile(new URL(COMPILED, import.meta.url), compileKnowledgeBase(base, root));

const folder = new URL('../../knowledge/schema/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const { name, text } of jsonSchemas()) await writeFile(new URL(name, folder), text);
