import { parentPort, workerData } from 'node:worker_threads';
import { prepareAnswer } from '../answer-file.js';
import { MeshsecError } from '../errors.js';
import { decide } from '../matching/decision.js';
import { createMatcher } from '../matching/matcher.js';
import { packReport } from './kept-report.js';
import { rememberDecisions } from './remember-decisions.js';
import type { WorkerReply, WorkerSetup, WorkerTask } from './worker-message.js';

const { knowledge, readings, options } = workerData as WorkerSetup;
const tools = {
  knowledge,
  matcher: createMatcher(knowledge, undefined, { readings, decide: rememberDecisions(decide) }),
};

async function replyTo({ job, key, withQuestions }: WorkerTask): Promise<WorkerReply> {
  try {
    const start = performance.now();
    const { report, files } = await prepareAnswer(job, tools, options);
    const packedReport = key === null ? null : packReport(key, report);
    const told = withQuestions ? report : { ...report, questions: [] };
    return { report: told, files, packedReport, seconds: (performance.now() - start) / 1000 };
  } catch (error) {
    if (error instanceof MeshsecError) {
      const { code, message, hint, where } = error;
      return { error: { code, message, hint, where } };
    }
    const message = error instanceof Error ? error.message : String(error);
    return { error: { code: 'internal', message, hint: null, where: { file: job.input } } };
  }
}

parentPort?.on('message', async (task: WorkerTask) => {
  parentPort?.postMessage(await replyTo(task));
});
