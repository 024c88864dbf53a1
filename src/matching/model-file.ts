import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DecisionModel } from './model.js';

/** The shipped weights; made by `npm run train`. */
export const MODEL_PATH = fileURLToPath(
  new URL('../../knowledge/language/decision-model.json', import.meta.url),
);

let loaded: DecisionModel | null = null;

/** Reads the shipped weights once. */
export function loadDecisionModel(): DecisionModel {
  loaded ??= JSON.parse(readFileSync(MODEL_PATH, 'utf8')) as DecisionModel;
  return loaded;
}
