import { z } from 'zod';
import { knowledgeFile, languageFile } from './schema.js';

/** The JSON Schemas of knowledge and language files, as they stand in knowledge/schema. */
export function jsonSchemas(): { name: string; text: string }[] {
  return [
    { name: 'knowledge-base.schema.json', schema: knowledgeFile, title: 'meshsec knowledge base' },
    { name: 'language.schema.json', schema: languageFile, title: 'meshsec language of the field' },
  ].map(({ name, schema, title }) => ({
    name,
    text: `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`,
  }));
}
