import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

const has = (program: string) => spawnSync(program, ['--version']).status === 0;

/** What bash offers after these words; the last one is being typed. */
function offered(...words: string[]): string[] {
  const script = runCli(['completion', 'bash']).out;
  const list = words.map((word) => `'${word}'`).join(' ');
  const ask = `${script}\nCOMP_WORDS=(meshsec ${list}); COMP_CWORD=${words.length}; _meshsec; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return spawnSync('bash', ['-c', ask]).stdout.toString().trim().split('\n');
}

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])('%s knows every command and option', (shell) => {
    const run = runCli(['completion', shell]);
    expect(run).toMatchObject({ code: 0, err: '' });
    for (const word of ['answer', 'search', 'apply', 'kb check', 'dry-run', 'min-confidence']) {
      expect(run.out).toContain(shell === 'fish' ? word.split(' ').at(-1) : word);
    }
  });

  it('another shell is wrong usage', () => {
    expect(runCli(['completion', 'tcsh'])).toMatchObject({ code: 2, out: '' });
  });

  it.skipIf(!has('bash')).each([
    { words: ['ans'], offers: ['answer'] },
    { words: ['answer', '--dry'], offers: ['--dry-run'] },
    { words: ['kb', 'che'], offers: ['check'] },
    { words: ['answer', '--citations', 'ref'], offers: ['reference'] },
    { words: ['answer', '--citations', 'none', '--no-re'], offers: ['--no-review'] },
  ])('bash: $words', ({ words, offers }) => {
    expect(offered(...words)).toEqual(offers);
  });

  it.skipIf(!has('zsh'))('the zsh script is valid', () => {
    const { out } = runCli(['completion', 'zsh']);
    expect(spawnSync('zsh', ['-n'], { input: out }).stderr.toString()).toBe('');
  });

  it.skipIf(!has('fish'))('the fish script is valid', () => {
    const { out } = runCli(['completion', 'fish']);
    expect(spawnSync('fish', ['-n'], { input: out }).stderr.toString()).toBe('');
  });
});
