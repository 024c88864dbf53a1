import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
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

  test('installed from the tarball, without scripts, it runs: command and library', {
    timeout: 300_000,
  }, () => {
    const project = join(folder, 'project');
    mkdirSync(join(project, 'node_modules'), { recursive: true });
    // Its dependencies stand where npm has put ours; the package itself comes from the tarball alone.
    const target = join(project, 'node_modules', 'meshsec');
    mkdirSync(target);
    execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', target]);
    const { dependencies } = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'));
    for (const name of Object.keys(dependencies)) {
      mkdirSync(dirname(join(target, 'node_modules', name)), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(target, 'node_modules', name), 'junction');
    }
    copyFileSync(join(root, 'fixtures', 'plain.xlsx'), join(project, 'q.xlsx'));
    const run = (...args: string[]) =>
      execFileSync(process.execPath, [join(target, 'bin', 'meshsec.js'), ...args], {
        cwd: project,
        encoding: 'utf8',
      });
    expect(run('--version').trim()).toBe(
      JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    );
    expect(run('answer', 'q.xlsx', '--json')).toContain('"status": "ok"');
    expect(run('answer', '.', '--force', '-j', '1')).toMatch(/q\.xlsx\s+44/);
    expect(run('kb', 'list')).toContain('mfa');
    writeFileSync(
      join(project, 'use.mjs'),
      "import { loadKnowledgeBase, defaultKnowledgeBasePath } from 'meshsec';\nconsole.log((await loadKnowledgeBase([defaultKnowledgeBasePath()])).entries.length > 10);",
    );
    const library = execFileSync(process.execPath, ['use.mjs'], { cwd: project, encoding: 'utf8' });
    expect(library.trim()).toBe('true');
  });

  test('is no larger than it must be', () => {
    const MOST_MIB = 2;
    expect(statSync(tarball).size / 1024 / 1024).toBeLessThan(MOST_MIB);
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
