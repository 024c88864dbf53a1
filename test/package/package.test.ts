import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'meshsec-pack-'));
let tarball = '';
let files: string[] = [];

beforeAll(() => {
  // The build is there already; scripts would only repeat it.
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [packed] = JSON.parse(
    execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  tarball = join(folder, basename(packed.filename));
  files = packed.files.map(({ path }: { path: string }) => path);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package', () => {
  test('holds what is needed', () => {
    const needed = [
      'bin/meshsec.js',
      'dist/cli/main.js',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/bulk/worker.js',
      'knowledge/meshstack.yaml',
      'knowledge/sources/security-faq.md',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'package.json',
    ];
    expect(needed.filter((path) => !files.includes(path))).toEqual([]);
  });

  test('holds nothing else', () => {
    const allowed = /^(?:bin|dist|knowledge)\/|^(?:README\.md|LICENSE|CHANGELOG\.md|package\.json)$/;
    expect(files.filter((path) => !allowed.test(path))).toEqual([]);
    expect(files.filter((path) => /\.(?:test|bench)\.|\.tgz$|\.tsbuildinfo$/.test(path))).toEqual([]);
  });

  test('passes publint', async () => {
    const { messages } = await publint({ pkgDir: root, strict: true, pack: false });
    expect(messages.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([]);
  });

  test('its types are right for every way to import it that it supports', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))));
    const problems = 'problems' in analysis ? analysis.problems : ['no types'];
    // ESM only: require() of it fails in old Node versions by design.
    const esmOnly = ['CJSResolvesToESM', 'NoResolution'];
    expect(problems.filter((p) => typeof p === 'string' || !esmOnly.includes(p.kind))).toEqual([]);
  });

  test('no runtime dependency runs a script when it is installed', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    const packages = Object.entries<{ dev?: boolean; hasInstallScript?: boolean }>(lock.packages);
    expect(
      packages.filter(([path, at]) => path !== '' && !at.dev && at.hasInstallScript).map(([path]) => path),
    ).toEqual([]);
  });

  test('the lock file knows every optional package of every platform, so that npm ci takes it everywhere', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    const packages = Object.values<{ optionalDependencies?: Record<string, string> }>(lock.packages);
    const named = packages.flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
    const missing = named.filter(
      (name) => !Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`)),
    );
    expect(missing).toEqual([]);
  });

  test('as a library it answers, searches, and has no side effects when imported', () => {
    const script = `
      import { readFile } from 'node:fs/promises';
      import { answerWorkbook, createMatcher, defaultKnowledgeBasePath, loadKnowledgeBase } from ${JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)};
      const knowledge = await loadKnowledgeBase([defaultKnowledgeBasePath()]);
      const matcher = createMatcher(knowledge);
      const options = { layout: {}, citations: 'auto', minConfidence: null, today: null };
      const { bytes, report } = answerWorkbook(await readFile('fixtures/plain.xlsx'), 'plain.xlsx', knowledge, matcher, options);
      console.log(JSON.stringify([bytes.length > 1000, report.summary.questions, matcher.search('MFA', 1).length]));`;
    const run = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(JSON.parse(run)).toEqual([true, 44, 1]);
  });
});
