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
  /** Ends all workers at once; what runs or comes later is rejected as `interrupted`. */
  close(): Promise<void>;
}

const HINT = 'Answer it alone, or save the sheets with the questions in a new workbook.';

function died(error: Error & { code?: string }, { memoryLimit }: PoolOptions, file: string): MeshsecError {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new MeshsecError('limit', `needs more than ${memoryLimit} MiB of memory`, HINT, { file });
  }
  return new MeshsecError('internal', error.message, null, { file });
}

function interrupted({ file }: Task): MeshsecError {
  return new MeshsecError('interrupted', 'was interrupted', null, { file });
}

/** Makes the pool; workers start when there is work for them. */
export function createWorkerPool(options: PoolOptions): WorkerPool {
  const waiting: Task[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, { task: Task; timer: NodeJS.Timeout }>();
  let setup: { made: unknown } | null = null;
  let closed = false;

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

  const finish = (worker: Worker, settle: (task: Task) => void, reusable: boolean): void => {
    const work = busy.get(worker);
    if (!work) return;
    clearTimeout(work.timer);
    busy.delete(worker);
    if (reusable) idle.push(worker);
    settle(work.task);
    next();
  };

  const giveUp = (worker: Worker): void => {
    const what = `took longer than ${options.timeLimit / 1000} s`;
    finish(worker, ({ file, reject }) => reject(new MeshsecError('timed-out', what, HINT, { file })), false);
    void worker.terminate();
  };

  const next = (): void => {
    if (busy.size >= options.workers) return;
    const task = waiting.shift();
    if (!task) return;
    const worker = idle.pop() ?? start();
    busy.set(worker, { task, timer: setTimeout(() => giveUp(worker), options.timeLimit) });
    worker.postMessage(task.message);
  };

  return {
    run: (file, message) =>
      new Promise((resolve, reject) => {
        const task = { file, message, resolve, reject };
        if (closed) return reject(interrupted(task));
        waiting.push(task);
        next();
      }),
    async close() {
      closed = true;
      const running = [...busy.values()];
      const workers = [...idle.splice(0), ...busy.keys()];
      busy.clear();
      for (const { timer } of running) clearTimeout(timer);
      for (const task of [...waiting.splice(0), ...running.map((work) => work.task)])
        task.reject(interrupted(task));
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
