import type { ChalkInstance } from 'chalk';
import { coloursFor } from './colour.js';
import { EXIT } from './exit-code.js';
import type { Interruption } from './interruption.js';

/** A stream that results or messages go to. */
export interface OutputStream {
  write(text: string | Uint8Array): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/** The part of `process` that the command line reads; nothing else in the project does. */
export interface ProcessLike {
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  stdin: AsyncIterable<Uint8Array | string> & { isTTY?: boolean | undefined };
  stdout: OutputStream;
  stderr: OutputStream;
  platform: string;
  versions: Readonly<Record<string, string | undefined>>;
  /** Not on Windows. */
  getuid?: (() => number) | undefined;
  cwd(): string;
}

/** What a command gets beside its own arguments: streams, colours, environment, and the exit code it sets. */
export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The operating system, as Node calls it. */
  readonly platform: string;
  /** Versions of Node and of its tables of characters: "20.20.2 15.0". */
  readonly runtime: string;
  /** The number of the user; null on Windows. */
  readonly user: number | null;
  readonly stdin: ProcessLike['stdin'];
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Colours for results on stdout, and for messages on stderr. */
  readonly colours: { out: ChalkInstance; err: ChalkInstance };
  /** Width of the terminal, 100 where there is none. */
  readonly width: number;
  readonly interruption: Interruption;
  /** The words that name the command; null where there are none. */
  readonly command: string | null;
  verbosity: 'quiet' | 'normal' | 'verbose';
  /** Set to 1 where an input failed and the others went on; a thrown error sets its own. */
  exitCode: number;
  /** A result, to stdout. */
  print(text: string): void;
  /** A message, to stderr; nothing with `--quiet`. */
  say(text: string): void;
}

function widthOf(stream: OutputStream, env: ProcessLike['env']): number {
  const columns = stream.columns ?? Number(env.COLUMNS);
  return Number.isInteger(columns) && columns >= 40 ? Math.min(columns, 160) : 100;
}

/** The words that name the command: "answer", "kb show". */
function commandOf(options: readonly string[]): string | null {
  const [first, second] = options.filter((option) => !option.startsWith('-'));
  const isPart = first === 'kb' && second !== undefined && /^[a-z]+$/.test(second);
  return isPart ? `${first} ${second}` : (first ?? null);
}

/** The context of one run. */
export function createContext(process: ProcessLike, interruption: Interruption): Context {
  const { env, stdin, stdout, stderr } = process;
  const options = process.argv.slice(2);
  const end = options.indexOf('--');
  const refused = options.slice(0, end < 0 ? undefined : end).some((o) => /^--no-colou?r$/.test(o));
  const colours = (stream: OutputStream) => coloursFor({ env, refused, isTerminal: stream.isTTY === true });
  const context: Context = {
    env,
    cwd: process.cwd(),
    platform: process.platform,
    runtime: `${process.versions.node} ${process.versions.unicode}`,
    user: process.getuid?.() ?? null,
    stdin,
    stdout,
    stderr,
    colours: { out: colours(stdout), err: colours(stderr) },
    width: widthOf(stdout.isTTY ? stdout : stderr, env),
    interruption,
    command: commandOf(options),
    verbosity: 'normal',
    exitCode: EXIT.done,
    print: (text) => void stdout.write(`${text}\n`),
    say: (text) => {
      if (context.verbosity !== 'quiet') stderr.write(`${text}\n`);
    },
  };
  return context;
}
