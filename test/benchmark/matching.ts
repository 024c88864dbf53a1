/**
 * Index build, questions and search at 40, 1,000 and 5,000 entries, against fuse.js and MiniSearch over the same texts, in
 * one run: `npm run bench`. Ours decides on the question (answered, review, not known); the others only rank.
 */
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { KnowledgeBase } from '../../dist/knowledge/knowledge-base.js';
import { defaultKnowledgeBasePath, loadKnowledgeBase } from '../../dist/knowledge/load.js';
import { createMatcher } from '../../dist/matching/matcher.js';
import { makeKnowledgeBase, makeQuestions } from './large-knowledge-base.js';

const SIZES = [40, 1000, 5000];
const QUESTIONS = 600;
/** fuse.js takes seconds a question at 5,000 entries; this long is long enough to know. */
const PATIENCE_MS = 6000;
/** Asked before anything is measured, so that the code is compiled. */
const WARM_UP = 60;

type Find = (text: string) => string | undefined;
interface Engine {
  name: string;
  build(base: KnowledgeBase): Find;
}

const textsOf = ({ entries }: KnowledgeBase) =>
  entries.map(({ id, question, answer, phrasings }) => ({
    id,
    question,
    answer,
    asked: [...phrasings.yes, ...phrasings.no, ...phrasings.open].join('\n'),
  }));
const FIELDS = ['question', 'answer', 'asked'];

const ENGINES: readonly Engine[] = [
  {
    name: 'meshsec',
    build(base) {
      const matcher = createMatcher(base);
      return (text) => {
        const [match] = matcher.matchAll([
          { text, parts: [text], section: null, sheet: null, context: null },
        ]);
        return (match?.entries[0] ?? match?.alternatives[0]?.entry)?.id;
      };
    },
  },
  {
    name: 'meshsec search',
    build(base) {
      const matcher = createMatcher(base);
      return (text) => matcher.search(text, 1)[0]?.entry.id;
    },
  },
  {
    name: 'MiniSearch',
    build(base) {
      const index = new MiniSearch({ fields: FIELDS });
      index.addAll(textsOf(base));
      return (text) => index.search(text)[0]?.id;
    },
  },
  {
    name: 'MiniSearch, fuzzy',
    build(base) {
      const index = new MiniSearch({ fields: FIELDS });
      index.addAll(textsOf(base));
      return (text) => index.search(text, { fuzzy: 0.2, prefix: true })[0]?.id;
    },
  },
  {
    name: 'fuse.js',
    build(base) {
      const fuse = new Fuse(textsOf(base), { keys: FIELDS, ignoreLocation: true, includeScore: true });
      return (text) => fuse.search(text, { limit: 1 })[0]?.item.id;
    },
  },
];

interface Measured {
  buildMs: number;
  questionMs: number;
  /** Share of questions whose entry came first. */
  first: number;
}

function measure(engine: Engine, base: KnowledgeBase): Measured {
  const questions = makeQuestions(QUESTIONS, base.entries.length);
  const start = performance.now();
  const find = engine.build(base);
  // Some engines build when they are asked first.
  find('backup');
  const built = performance.now();
  for (const { text } of makeQuestions(WARM_UP, base.entries.length).reverse()) {
    find(`${text} `);
    if (performance.now() - built > PATIENCE_MS / 4) break;
  }
  const begun = performance.now();
  let asked = 0;
  let right = 0;
  for (const { text, entry } of questions) {
    if (find(text) === entry) right++;
    asked++;
    if (performance.now() - begun > PATIENCE_MS) break;
  }
  return {
    buildMs: built - start,
    questionMs: (performance.now() - begun) / asked,
    first: right / asked,
  };
}

const like = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
const lines = [
  '| entries | engine | build | a question | against meshsec | right entry first |',
  '| --- | --- | --- | --- | --- | --- |',
];
for (const size of SIZES) {
  const base = makeKnowledgeBase(size, like);
  let ours = 1;
  for (const engine of ENGINES) {
    const { buildMs, questionMs, first } = measure(engine, base);
    if (engine === ENGINES[0]) ours = questionMs;
    const cells = [
      size.toLocaleString('en'),
      engine.name,
      `${buildMs.toFixed(0)} ms`,
      `${questionMs.toFixed(2)} ms`,
      `${(questionMs / ours).toFixed(1)}x`,
      `${(100 * first).toFixed(0)} %`,
    ];
    lines.push(`| ${cells.join(' | ')} |`);
  }
}
process.stdout.write(`${lines.join('\n')}\n`);
