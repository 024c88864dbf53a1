import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';
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
  kb.helpCommand('help [command]', 'shows the help of a command');
  for (const command of COMMANDS) command.register(kb, context);
  addExamples(kb, [
    ['meshsec kb build faq.md', 'takes a changed FAQ over; hand-made edits stay'],
    ['meshsec kb check', 'what is wrong, stale or contradictory'],
    ['meshsec kb list encryption', 'entries with this word'],
  ]);
}
