import { parentPort, workerData } from 'node:worker_threads';
import type { AnswerOptions } from '../answer.js';
import { type AnswerJob, prepareAnswer } from '../answer-file.js';
import { MeshsecError } from '../errors.js';
import { loadKnowledgeBase } from '../knowledge/load.js';
import { createMatcher } from '../matching/matcher.js';
import { rememberMatches } from './remember-matches.js';
import type { WorkerReply } from './worker-message.js';

/** What a worker is started with. */
const { kb, options } = workerData as { kb: readonly string[]; options: AnswerOptions };

const tools = loadKnowledgeBase(kb).then((knowledge) => ({
  knowledge,
  matcher: rememberMatches(createMatcher(knowledge)),
}));
// A knowledge base that cannot be loaded is reported with the first task.
tools.catch(() => undefined);

async function replyTo(job: AnswerJob): Promise<WorkerReply> {
  try {
    const ready = await tools;
    const start = performance.now();
    const { report, files } = await prepareAnswer(job, ready, options);
    return { report, files, seconds: (performance.now() - start) / 1000 };
  } catch (error) {
    if (error instanceof MeshsecError) {
      const { code, message, hint, where } = error;
      return { error: { code, message, hint, where } };
    }
    const message = error instanceof Error ? error.message : String(error);
    return { error: { code: 'internal', message, hint: null, where: { file: job.input } } };
  }
}

parentPort?.on('message', async (job: AnswerJob) => {
  parentPort?.postMessage(await replyTo(job));
});
