import type { Command } from 'commander';
import type { Context } from '../context.js';
import * as build from './kb-build.js';
import * as check from './kb-check.js';
import * as exporting from './kb-export.js';
import * as list from './kb-list.js';
import * as show from './kb-show.js';

const COMMANDS: readonly { register(kb: Command, context: Context): void }[] = [
  build,
  check,
  list,
  show,
  exporting,
];

/** `meshsec kb ...`: what can be done with the knowledge base itself. */
export function register(program: Command, context: Context): void {
  const kb = program.command('kb').description('builds, checks and shows the knowledge base');
  for (const command of COMMANDS) command.register(kb, context);
}
