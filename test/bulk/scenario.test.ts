import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../cli/run-cli.js';
import { buildArchive } from '../workbook/build-archive.js';

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const binary = fileURLToPath(new URL('../../bin/meshsec.js', import.meta.url));
const NAMES = ['bank-de', 'cloud-controls', 'consensus-marks', 'plain', 'supplier-due-diligence'];
const COPIES = 9;

const share = mkdtempSync(join(tmpdir(), 'meshsec-share-'));
const single = mkdtempSync(join(tmpdir(), 'meshsec-single-'));

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

function put(path: string, bytes: string | Uint8Array): void {
  mkdirSync(dirname(join(share, path)), { recursive: true });
  writeFileSync(join(share, path), bytes);
}

function read(name: string): Buffer {
  return readFileSync(join(fixtures, `${name}.xlsx`));
}

/** 45 good questionnaires over a tree, some with odd names. */
const good = NAMES.flatMap((name) =>
  Array.from({ length: COPIES }, (_, i) => ({
    name,
    path: `${['acme', 'Kunde (neu)/2026', 'länder/ünïcode ☂'][i % 3]}/${i % 2 ? name : name.toUpperCase()} & co #${i}.xlsx`,
  })),
);
/** Answered before by somebody: their work must stay as it is. */
const taken = ['done/a', 'done/b', 'done/c'];
/** Files that fail, with the code they fail with. */
const bad: Readonly<Record<string, string>> = {
  'bad/text.xlsx': 'not-a-workbook',
  'bad/empty.xlsx': 'not-a-workbook',
  'bad/cut off.xlsx': 'damaged',
  'bad/old.xls': 'legacy-xls',
  'bad/password.xlsx': 'encrypted',
  'bad/letters.zip.xlsx': 'not-a-workbook',
  'bad/nothing asked.xlsx': 'no-questions',
};
/** Files that are no inputs at all. */
const ignored = [
  'acme/~$PLAIN & co #0.xlsx',
  'acme/.~lock.x.xlsx',
  'acme/notes.docx',
  'acme/z.review.xlsx',
  'z.answered.xlsx',
];

/** A run on this machine died over these: lock and half an output are left. */
const abandoned = good.slice(0, 3);

function leaveBehind(path: string, deadProcess: number): void {
  const answered = path.replace(/\.xlsx$/, '.answered.xlsx');
  const owner = { host: hostname(), pid: deadProcess, token: 'dead' };
  put(join(dirname(path), '.meshsec', `${basename(answered)}.lock`), JSON.stringify(owner));
  const digest = createHash('sha256').update(basename(answered)).digest('hex').slice(0, 12);
  put(join(dirname(path), `.meshsec-${digest}-0123456789ab.tmp`), 'half an out');
}

beforeAll(async () => {
  for (const { name, path } of good) put(path, read(name));
  for (const path of taken) {
    put(`${path}.xlsx`, read('plain'));
    put(`${path}.answered.xlsx`, 'work of a colleague');
  }
  put('bad/text.xlsx', 'this is no workbook');
  put('bad/empty.xlsx', '');
  put('bad/cut off.xlsx', read('plain').subarray(0, 4000));
  put('bad/old.xls', Buffer.concat([Buffer.from('D0CF11E0A1B11AE1', 'hex'), Buffer.alloc(2000)]));
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Prices').addRows([
    ['item', 'price'],
    ['apple', 1],
    ['pear', 2],
  ]);
  const compound = Buffer.from('D0CF11E0A1B11AE1', 'hex');
  put('bad/password.xlsx', Buffer.concat([compound, Buffer.alloc(500), utf16('EncryptedPackage')]));
  put('bad/letters.zip.xlsx', buildArchive([{ name: 'letter.txt', content: 'Dear customer' }]));
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  for (const { path } of abandoned) leaveBehind(path, pid);
  put('bad/nothing asked.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()));
  for (const path of ignored) put(path, 'not a questionnaire');
  for (const name of NAMES) {
    copyFileSync(join(fixtures, `${name}.xlsx`), join(single, `${name}.xlsx`));
    runCli(['answer', join(single, `${name}.xlsx`), '--no-review', '--quiet']);
  }
});

afterAll(() => {
  for (const folder of [share, single]) rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  code: number | null;
  lines: Record<string, unknown>[];
}

/** Starts `meshsec answer <share> --jsonl`; `onLine` sees every line as it comes. */
function start(
  onLine: (count: number) => void = () => undefined,
  jobs = '2',
): { kill(): void; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [binary, 'answer', share, '--jsonl', '-j', jobs], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
    onLine(out.split('\n').length - 1);
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      const complete = out
        .slice(0, out.lastIndexOf('\n') + 1)
        .split('\n')
        .filter(Boolean);
      resolve({ code, lines: complete.map((line) => JSON.parse(line)) });
    });
  });
  return { kill: () => child.kill('SIGKILL'), ended };
}

function allFiles(): string[] {
  return readdirSync(share, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => join(found.parentPath, found.name));
}

function answeredOk({ lines }: Ended): string[] {
  return lines.filter((line) => line.status === 'ok').map((line) => String(line.input));
}

describe('60 mixed workbooks, two runs at once, one of them killed and started again', () => {
  const runs: Ended[] = [];

  beforeAll(async () => {
    const first = start((count) => {
      if (count >= 6) first.kill();
    });
    const second = start();
    runs.push(await first.ended);
    const again = start();
    runs.push(await second.ended, await again.ended);
  }, 300_000);

  test('the first was killed midway, the others ended with exit code 1, as some files are bad', () => {
    expect(runs.map(({ code }) => code)).toEqual([null, 1, 1]);
    expect(answeredOk(runs[0] as Ended).length).toBeLessThan(good.length);
  });

  test('every good questionnaire is answered, with the bytes that answering it alone gives', () => {
    const wrong = good.filter(({ name, path }) => {
      const output = join(share, path.replace(/\.xlsx$/, '.answered.xlsx'));
      return (
        !existsSync(output) ||
        !readFileSync(output).equals(readFileSync(join(single, `${name}.answered.xlsx`)))
      );
    });
    expect(wrong).toEqual([]);
    const reviews = good.filter(
      ({ path }) => !existsSync(join(share, path.replace(/\.xlsx$/, '.review.xlsx'))),
    );
    expect(reviews).toEqual([]);
  });

  test('none is answered twice', () => {
    const answered = runs.flatMap(answeredOk);
    expect(answered.filter((path, i) => answered.indexOf(path) !== i)).toEqual([]);
  });

  test('no input has changed', () => {
    expect(good.filter(({ name, path }) => !readFileSync(join(share, path)).equals(read(name)))).toEqual([]);
  });

  test('every bad one is reported with its reason', () => {
    // While two runs go, one of them may find a file in work by the other, which then reports it.
    const failed = runs.flatMap(({ lines }) => lines).filter((line) => line.status === 'failed');
    const codes = failed.map((line) => [
      String(line.input)
        .slice(share.length + 1)
        .replaceAll('\\', '/'),
      (line.error as { code: string }).code,
    ]);
    expect(Object.fromEntries(codes)).toEqual({
      ...bad,
      ...Object.fromEntries(taken.map((path) => [`${path}.xlsx`, 'output-exists'])),
    });
  });

  test("a colleague's work is left alone", () => {
    for (const path of taken) {
      expect(readFileSync(join(share, `${path}.answered.xlsx`), 'utf8')).toBe('work of a colleague');
      expect(existsSync(join(share, `${path}.review.xlsx`))).toBe(false);
    }
  });

  test('nothing half done is left: no temp file, no lock', () => {
    expect(allFiles().filter((path) => /\.(tmp|lock)(\.|$)/.test(path))).toEqual([]);
  });

  test('a further run finds everything unchanged', async () => {
    const { lines } = await start(undefined, '1').ended;
    expect(lines.filter((line) => line.reason === 'unchanged')).toHaveLength(good.length);
    expect(lines.filter((line) => line.status === 'ok')).toEqual([]);
  });

  test('a report on a run that answers nothing anew covers all that was answered', async () => {
    const report = join(single, 'report.html');
    const { out, err } = runCli(['answer', share, '--report', report]);
    expect(out).toContain(`${good.length} unchanged`);
    expect(err).not.toContain('not in');
    const page = readFileSync(report, 'utf8');
    expect(good.filter(({ path }) => !page.includes(basename(path).replaceAll('&', '&#38;')))).toEqual([]);
  });

  test('what is kept beside an output can be lost or damaged: it is answered anew, or left out of the report', async () => {
    const [lost, damaged] = good.slice(2, 4).map(({ path }) => path.replace(/\.xlsx$/, '.answered.xlsx'));
    const kept = (path = '') => join(share, dirname(path), '.meshsec', basename(path));
    writeFileSync(`${kept(lost)}.json`, '{"key":');
    writeFileSync(`${kept(damaged)}.report.br`, 'rubbish');
    const report = join(single, 'report.html');
    const { out, err } = runCli(['answer', share, '--report', report]);
    expect(out).toContain(`${good.length - 1} unchanged`);
    expect(err).toContain(`1 questionnaire is not in ${report}`);
  });

  test('a changed questionnaire is answered anew, and only that one', async () => {
    const path = good[0]?.path ?? '';
    writeFileSync(join(share, path), read('plain'));
    const { lines } = await start(undefined, '1').ended;
    expect(answeredOk({ code: 0, lines })).toEqual([join(share, path)]);
    const line = lines.find(({ status }) => status === 'ok') as { questions: unknown[]; summary: object };
    expect(line.summary).toMatchObject({ questions: line.questions.length });
    expect(line.questions.length).toBeGreaterThan(0);
    const output = readFileSync(join(share, path.replace(/\.xlsx$/, '.answered.xlsx')));
    expect(output.equals(readFileSync(join(single, 'plain.answered.xlsx')))).toBe(true);
  });

  test('an output that somebody edited is not written over when the questionnaire changes', async () => {
    const path = good[1]?.path ?? '';
    const output = join(share, path.replace(/\.xlsx$/, '.answered.xlsx'));
    writeFileSync(output, 'edited');
    writeFileSync(join(share, path), read('plain'));
    const { lines } = await start(undefined, '1').ended;
    const line = lines.find((each) => each.input === join(share, path));
    expect(line?.error).toMatchObject({ code: 'output-exists' });
    expect(readFileSync(output, 'utf8')).toBe('edited');
  });
});
