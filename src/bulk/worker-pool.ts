import { Worker } from 'node:worker_threads';
import { MeshsecError } from '../errors.js';

export interface PoolOptions {
  /** The module that each worker runs. */
  script: URL;
  /** What each worker gets as `workerData`; asked for when the first one starts. */
  setup(): unknown;
  workers: number;
  /** Milliseconds that one task may take. */
  timeLimit: number;
  /** MiB of heap that one worker may use. */
  memoryLimit: number;
}

interface Task {
  message: unknown;
  /** For messages: the file that is worked on. */
  file: string;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Runs tasks in worker threads, each with limits. A worker that dies takes only its own task with it. */
export interface WorkerPool {
  run(file: string, message: unknown): Promise<unknown>;
  /** Ends all workers at once; what runs is rejected as `interrupted`. */
  close(): Promise<void>;
}

const HINT = 'Answer it alone, or save the sheets with the questions in a new workbook.';

function died(error: Error & { code?: string }, { memoryLimit }: PoolOptions, file: string): MeshsecError {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new MeshsecError('limit', `needs more than ${memoryLimit} MiB of memory`, HINT, { file });
  }
  return new MeshsecError('internal', error.message, null, { file });
}

/** Makes the pool; workers start when there is work for them. */
export function createWorkerPool(options: PoolOptions): WorkerPool {
  const waiting: Task[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Task>();

  let setup: { made: unknown } | null = null;
  const start = (): Worker => {
    setup ??= { made: options.setup() };
    const worker = new Worker(options.script, {
      workerData: setup.made,
      resourceLimits: { maxOldGenerationSizeMb: options.memoryLimit },
    });
    worker.on('error', (error) =>
      finish(worker, (task) => task.reject(died(error, options, task.file)), false),
    );
    worker.on('exit', () => {
      const resting = idle.indexOf(worker);
      if (resting >= 0) idle.splice(resting, 1);
      finish(worker, (task) => task.reject(died(new Error('its worker ended'), options, task.file)), false);
    });
    worker.on('message', (result) => finish(worker, (task) => task.resolve(result), true));
    return worker;
  };

  const timers = new Map<Worker, NodeJS.Timeout>();

  const finish = (worker: Worker, settle: (task: Task) => void, reusable: boolean): void => {
    const task = busy.get(worker);
    if (!task) return;
    clearTimeout(timers.get(worker));
    busy.delete(worker);
    if (reusable) idle.push(worker);
    settle(task);
    next();
  };

  const next = (): void => {
    if (busy.size >= options.workers) return;
    const task = waiting.shift();
    if (!task) return;
    const worker = idle.pop() ?? start();
    busy.set(worker, task);
    timers.set(
      worker,
      setTimeout(() => {
        const what = `took longer than ${options.timeLimit / 1000} s`;
        finish(
          worker,
          (late) => late.reject(new MeshsecError('timed-out', what, HINT, { file: late.file })),
          false,
        );
        void worker.terminate();
      }, options.timeLimit),
    );
    worker.postMessage(task.message);
  };

  return {
    run: (file, message) =>
      new Promise((resolve, reject) => {
        waiting.push({ file, message, resolve, reject });
        next();
      }),
    async close() {
      const interrupted = [...waiting.splice(0), ...busy.values()];
      const workers = [...idle.splice(0), ...busy.keys()];
      for (const timer of timers.values()) clearTimeout(timer);
      busy.clear();
      for (const task of interrupted) {
        task.reject(new MeshsecError('interrupted', 'was interrupted', null, { file: task.file }));
      }
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
