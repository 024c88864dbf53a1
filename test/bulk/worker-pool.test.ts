import { afterEach, describe, expect, test } from 'vitest';
import { createWorkerPool, type WorkerPool } from '../../src/bulk/worker-pool.js';

const script = new URL('./odd-worker.mjs', import.meta.url);

let pool: WorkerPool | null = null;

function poolOf(workers: number, limits: { timeLimit?: number; memoryLimit?: number } = {}): WorkerPool {
  pool = createWorkerPool({
    script,
    setup: () => null,
    workers,
    timeLimit: 120_000,
    memoryLimit: 64,
    ...limits,
  });
  return pool;
}

afterEach(() => pool?.close());

/** What comes of each task: the reply, or the code of the error. */
async function outcomes({ run }: WorkerPool, tasks: readonly string[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(tasks.map((task) => run(`${task}.xlsx`, task)));
  return settled.map((one) =>
    one.status === 'fulfilled' ? one.value : [one.reason.code, one.reason.message],
  );
}

describe('workers with limits', () => {
  test.each([1, 2, 5])('%d workers do all tasks', async (workers) => {
    const tasks = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(await outcomes(poolOf(workers), tasks)).toEqual(tasks.map((task) => `done ${task}`));
  });

  test('what they are started with is asked for once, and not before there is work', async () => {
    let asked = 0;
    const setup = () => {
      asked += 1;
      return null;
    };
    pool = createWorkerPool({ script, setup, workers: 2, timeLimit: 120_000, memoryLimit: 64 });
    expect(asked).toBe(0);
    await outcomes(pool, ['a', 'b', 'c']);
    expect(asked).toBe(1);
  });

  test('one that is stuck is ended and reported; the others finish', async () => {
    const limited = poolOf(2, { timeLimit: 4000 });
    expect(await outcomes(limited, ['a', 'loop', 'b', 'c'])).toEqual([
      'done a',
      ['timed-out', 'took longer than 4 s'],
      'done b',
      'done c',
    ]);
  });

  test('one that takes too much memory is ended and reported; the others finish', async () => {
    expect(await outcomes(poolOf(2), ['a', 'eat', 'b', 'c'])).toEqual([
      'done a',
      ['limit', 'needs more than 64 MiB of memory'],
      'done b',
      'done c',
    ]);
  });

  test.each([
    ['throw', 'thrown in the worker'],
    ['exit', 'its worker ended'],
  ])('one that ends by %s takes only its own task with it', async (task, message) => {
    expect(await outcomes(poolOf(1), ['a', task, 'b'])).toEqual(['done a', ['internal', message], 'done b']);
  });

  test('one that dies between two tasks gets no further ones', async () => {
    const one = poolOf(1);
    expect(await one.run('a', 'answer, then die')).toBe('done answer, then die');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await one.run('b', 'b')).toBe('done b');
  });

  test('closing it ends what runs and what waits', async () => {
    const closing = poolOf(1);
    const all = outcomes(closing, ['loop', 'b']);
    await closing.close();
    const interrupted = ['interrupted', 'was interrupted'];
    expect(await all).toEqual([interrupted, interrupted]);
    // What was being read meanwhile starts no worker any more.
    expect(await outcomes(closing, ['c'])).toEqual([interrupted]);
  });
});
