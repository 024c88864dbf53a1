/**
 * Which entry comes first, over a list of texts and queries about them, in any language, beside stemmed BM25 and BM25 over
 * character 4-grams: `npx tsx test/benchmark/ranking.ts entries.json queries.json`. Entries are [{ id, question }], queries
 * [{ text, gold: [id], lang }].
 */
import { readFileSync } from 'node:fs';
import type { Entry, KnowledgeBase } from '../../dist/knowledge/knowledge-base.js';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../../dist/knowledge/load.js';
import { createMatcher } from '../../dist/matching/matcher.js';
import { stem } from '../../dist/matching/stems.js';
import { foldWord } from '../../dist/matching/tokens.js';
import { plainEntry } from '../made-entry.js';

interface Text {
  id: string;
  question: string;
}
interface Query {
  text: string;
  gold: readonly string[];
  lang: string;
}
/** The best three entries for a text. */
type Rank = (text: string) => readonly string[];

const [entriesFile, queriesFile] = process.argv.slice(2);
if (!entriesFile || !queriesFile) throw new Error('usage: ranking.ts entries.json queries.json');
const texts: readonly Text[] = JSON.parse(readFileSync(entriesFile, 'utf8'));
const queries: readonly Query[] = JSON.parse(readFileSync(queriesFile, 'utf8'));

function entryOf({ id, question }: Text): Entry {
  return plainEntry({
    id,
    question,
    phrasings: { yes: [question], no: [], open: [] },
    answer: question,
    quotes: [{ source: 'texts', heading: '', quote: question, anchor: null }],
  });
}

const words = (text: string) =>
  (text.match(/[\p{L}\p{N}]+/gu) ?? []).map(foldWord).filter((w) => w.length > 1);

/** Four letters each, over word borders. */
function grams(text: string): string[] {
  const line = ` ${words(text).join(' ')} `;
  return Array.from({ length: Math.max(0, line.length - 3) }, (_, at) => line.slice(at, at + 4));
}

/** Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75. */
function bm25(tokensOf: (text: string) => readonly string[]): Rank {
  const documents = texts.map(({ id, question }) => ({ id, tokens: tokensOf(question) }));
  const mean = documents.reduce((sum, { tokens }) => sum + tokens.length, 0) / documents.length;
  const holding = new Map<string, number>();
  for (const { tokens } of documents)
    for (const token of new Set(tokens)) holding.set(token, (holding.get(token) ?? 0) + 1);
  const weightOf = (token: string, tokens: readonly string[]) => {
    const often = tokens.filter((other) => other === token).length;
    const among = holding.get(token) ?? 0;
    const rarity = Math.log(1 + (documents.length - among + 0.5) / (among + 0.5));
    return (rarity * often * 2.2) / (often + 1.2 * (0.25 + (0.75 * tokens.length) / mean));
  };
  return (text) =>
    documents
      .map(({ id, tokens }) => ({
        id,
        score: [...new Set(tokensOf(text))].reduce((sum, token) => sum + weightOf(token, tokens), 0),
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, 3)
      .map(({ id }) => id);
}

const like = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
const base: KnowledgeBase = {
  ...like,
  entries: texts.map(entryOf),
  sources: [{ id: 'texts', title: 'Texts', path: null, url: null }],
  unanswered: [],
  files: [],
  fingerprint: '',
};
const matcher = createMatcher(base);
const engines: Readonly<Record<string, (language: string) => Rank>> = {
  meshsec: () => (text) => matcher.search(text, 3).map(({ entry }) => entry.id),
  'BM25, stemmed': (language) =>
    bm25((text) => words(text).map((word) => stem(word, language === 'de' ? 'de' : 'en'))),
  'BM25, 4-grams': () => bm25(grams),
};
const percent = (part: number, all: number) => `${((100 * part) / all).toFixed(1)} %`;
const lines = ['| language | engine | first | among three |', '| --- | --- | --- | --- |'];
for (const language of new Set(queries.map(({ lang }) => lang))) {
  const asked = queries.filter(({ lang }) => lang === language);
  for (const [name, make] of Object.entries(engines)) {
    const rank = make(language);
    const found = asked.map(({ text, gold }) => rank(text).findIndex((id) => gold.includes(id)));
    const first = percent(found.filter((at) => at === 0).length, asked.length);
    const three = percent(found.filter((at) => at >= 0).length, asked.length);
    lines.push(`| ${language} (${asked.length}) | ${name} | ${first} | ${three} |`);
  }
}
process.stdout.write(`${lines.join('\n')}\n`);
