// A worker that does as it is told, good or bad.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', (what) => {
  if (what === 'loop') for (;;);
  if (what === 'throw') throw new Error('thrown in the worker');
  if (what === 'exit') process.exit(0);
  if (what === 'eat') {
    const eaten = [];
    for (;;) eaten.push(Array.from({ length: 10_000 }, () => Math.random().toString()));
  }
  parentPort.postMessage(`done ${what}`);
  if (what === 'answer, then die') process.exit(0);
});
