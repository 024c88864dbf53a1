import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { copyFixture, filesIn, folderForEachTest } from './folders.js';
import { runCli } from './run-cli.js';

const binary = fileURLToPath(new URL('../../bin/meshsec.js', import.meta.url));

/** A knowledge base of one entry in a language of its own, so that it is read in a moment. */
const kbText = (answer: string, id = 'backup') => `version: 1
title: House
sources: [{ id: book, title: Handbook }]
lexicon: { base: none }
entries:
  - id: ${id}
    question: Are backups made every day?
    verdict: "yes"
    answer: ${answer}
    quotes: [{ source: book, heading: Backups, quote: ${answer} }]
    phrasings: { "yes": [Do you back up data daily?] }
`;

let folder = '';
let kb = '';
let env: Record<string, string> = {};
folderForEachTest((path) => {
  folder = path;
  kb = join(path, 'kb');
  mkdirSync(kb);
  env = { MESHSEC_CACHE: join(path, 'cache') };
  writeFileSync(join(kb, 'a.yaml'), kbText('Backups are made daily.'));
});

const search = (environment = env) =>
  runCli(['search', 'backup', '--json', '--kb', kb], { cwd: folder, env: environment });
const answers = (out: string): string[] =>
  (JSON.parse(out) as { results: { answer: string }[] }).results.map(({ answer }) => answer);

test('what is kept gives the same as what is read anew', () => {
  const anew = search({ MESHSEC_CACHE: 'off' });
  expect(answers(anew.out)).toEqual(['Backups are made daily.']);
  const [first, second] = [search(), search()];
  expect([first.out, second.out]).toEqual([anew.out, anew.out]);
  expect(filesIn(join(folder, 'cache')).map((name) => name.slice(33))).toEqual(
    expect.arrayContaining(['knowledge', 'readings']),
  );
  const listed = (from: Record<string, string>) =>
    runCli(['kb', 'list', '--json', '--kb', kb], { env: from }).out;
  expect(listed(env)).toBe(listed({ MESHSEC_CACHE: 'off' }));
});

test('it is used: what stands there is not written anew', () => {
  const times = () =>
    filesIn(join(folder, 'cache')).map((name) => statSync(join(folder, 'cache', name)).mtimeMs);
  search();
  const before = times();
  search();
  expect(times()).toEqual(before);
});

test.each<[string, () => void, string[]]>([
  [
    'an answer',
    () => writeFileSync(join(kb, 'a.yaml'), kbText('Backups are made hourly.')),
    ['Backups are made hourly.'],
  ],
  [
    'a further file in its folder',
    () => writeFileSync(join(kb, 'b.yaml'), kbText('Backups go to two sites.', 'sites')),
    ['Backups are made daily.', 'Backups go to two sites.'],
  ],
])('a change of the knowledge base counts at once: %s', (_, change, expected) => {
  search();
  change();
  expect(answers(search().out).sort()).toEqual(expected);
});

test('a knowledge base that is broken later is reported, whatever was kept', () => {
  search();
  writeFileSync(join(kb, 'a.yaml'), 'version: 1\nentries: 7\n');
  expect(search().code).toBe(3);
});

test('what is damaged is made anew, without a word', () => {
  const { out } = search();
  const cache = join(folder, 'cache');
  for (const name of filesIn(cache)) writeFileSync(join(cache, name), '{"fingerprint":');
  const again = search();
  expect([again.out, again.err, again.code]).toEqual([out, '', 0]);
});

test('where nothing can be kept it works all the same', () => {
  writeFileSync(join(folder, 'cache'), 'a file in the place of the folder');
  const { out, err, code } = search();
  expect([answers(out), err, code]).toEqual([['Backups are made daily.'], '', 0]);
});

test('"off" keeps nothing, and the shipped knowledge base needs nothing', () => {
  search({ MESHSEC_CACHE: 'off' });
  runCli(['search', 'backup'], { env });
  expect(readdirSync(folder)).not.toContain('cache');
});

test('two at once leave one good state, and nothing else', async () => {
  const questionnaire = copyFixture('plain.xlsx', folder);
  const start = () =>
    new Promise<string>((resolve) => {
      const args = [binary, 'answer', questionnaire, '--dry-run', '--json', '--kb', kb];
      const child = spawn(process.execPath, args, { env: { ...env, PATH: process.env.PATH } });
      let out = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString('utf8');
      });
      child.on('close', () => resolve(out));
    });
  const [first, second] = await Promise.all([start(), start()]);
  expect(first).not.toBe('');
  expect(second).toBe(first);
  expect(await start()).toBe(first);
  expect(filesIn(join(folder, 'cache'))).toHaveLength(2);
});
