import { Argument, type Command } from 'commander';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** `meshsec completion <shell>`: a script that completes commands and options. */
export function register(program: Command, context: Context): void {
  const completion = program
    .command('completion')
    .description('prints the completion script of a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .action(async (shell: (typeof SHELLS)[number]) => {
      const { completionScript } = await import('../completion.js');
      context.print(completionScript(shell, program));
    });
  addExamples(completion, [
    ['source <(meshsec completion bash)', 'in ~/.bashrc'],
    ['meshsec completion zsh > ~/.zfunc/_meshsec', 'for zsh'],
    ['meshsec completion fish | source', 'in ~/.config/fish/config.fish'],
    ['meshsec completion powershell | Out-String | Invoke-Expression', 'in $PROFILE'],
  ]);
}
