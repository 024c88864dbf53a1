import { stat } from 'node:fs/promises';

/** The jobs by the size of their questionnaires, so that none of several workers is left alone with a large one at the end. */
export async function largestFirst<Job extends { input: string }>(jobs: readonly Job[]): Promise<Job[]> {
  const sized = await Promise.all(
    jobs.map(async (job) => ({ job, size: (await stat(job.input).catch(() => null))?.size ?? 0 })),
  );
  return sized.sort((a, b) => b.size - a.size).map(({ job }) => job);
}
