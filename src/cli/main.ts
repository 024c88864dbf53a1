import { createContext, type ProcessLike } from './context.js';
import { listenForInterruption } from './interruption.js';
import { compileLate } from './late-compilation.js';
import { presentError } from './present-error.js';
import { createProgram } from './program.js';
import { packageVersion } from './version.js';

/** A reader that has seen enough (`| head`) closes the pipe; that is no failure of ours. */
function toleratesClosedPipe(process: NodeJS.Process): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
}

/** Entry point of the launcher: argv in, exit code out. */
export async function main(process: NodeJS.Process): Promise<number> {
  compileLate(process.versions.node, 'one');
  toleratesClosedPipe(process);
  const context = createContext(process satisfies ProcessLike, listenForInterruption(process));
  try {
    await createProgram(context, packageVersion()).parseAsync([...process.argv]);
    return context.exitCode;
  } catch (error) {
    return presentError(error, context);
  }
}
