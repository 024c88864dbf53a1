import { basename } from 'node:path';
import { MeshsecError } from '../errors.js';
import { safeText } from '../reporting/safe-text.js';

/** Promise to scripts and people: a failure fits into 400 characters. */
const LONGEST = 400;

/** The first line; where a list of problems follows, it says so. */
function firstLine(text: string): string {
  const [first = '', ...more] = text.trim().split('\n');
  return more.length === 0 ? first : `${first} (and more)`;
}

function sentence(text: string): string {
  return text.trim().replace(/[.\s]+$/, '');
}

/** "Did you mean mfa?" has its end already. */
function ended(text: string): string {
  const said = sentence(text);
  return /[?!]$/.test(said) ? said : `${said}.`;
}

function place({ where, message }: MeshsecError): string {
  const file = where.file;
  if (file === undefined || message.includes(file) || message.includes(basename(file))) return '';
  const position = where.line === undefined ? '' : `:${where.line}:${where.column ?? 1}`;
  return `${file}${position}: `;
}

function cut(text: string, room: number): string {
  const characters = [...text];
  return characters.length <= room ? text : `${characters.slice(0, Math.max(0, room - 1)).join('')}…`;
}

/** A failure as one line for a person: file, what is wrong, what to do; never a control character of a file. */
export function errorLine(error: unknown): string {
  if (!(error instanceof MeshsecError)) {
    const message = error instanceof Error ? error.message : String(error);
    const text = cut(safeText(sentence(message)), LONGEST - 120);
    return `internal error: ${text}. Please report it; DEBUG=meshsec shows where it happened.`;
  }
  const hint = error.hint === null ? '' : safeText(ended(error.hint));
  const what = safeText(sentence(place(error) + firstLine(error.message)));
  if (hint === '') return cut(what, LONGEST);
  return `${cut(what, LONGEST - [...hint].length - 2)}. ${hint.charAt(0).toUpperCase()}${hint.slice(1)}`;
}
