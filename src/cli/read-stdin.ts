import type { Context } from './context.js';

/** Stands for stdin as an input, for stdout as an output. */
export const STREAM = '-';

/** All of stdin. */
export async function readStdin({ stdin }: Pick<Context, 'stdin'>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
