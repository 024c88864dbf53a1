import type { Command, Option } from 'commander';

/** What a shell can complete after a command. */
export interface CompletionCommand {
  /** Words that lead to it: "answer", "kb check". */
  path: string;
  description: string;
  options: readonly { names: readonly string[]; description: string; choices: readonly string[] }[];
}

export type Shell = 'bash' | 'zsh' | 'fish' | 'powershell';

function optionOf({ long, short, description, argChoices }: Option): CompletionCommand['options'][number] {
  const names = [long, short].filter((name) => name !== undefined && name !== null);
  return { names, description, choices: argChoices ?? [] };
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

/** All commands of the program with their options and the general ones; those below others too. */
export function completionCommands(parent: Command, path: readonly string[] = []): CompletionCommand[] {
  return parent.commands.flatMap((command): CompletionCommand[] => {
    const own = [...path, command.name()];
    const options = [...command.options, ...rootOf(command).options].map(optionOf);
    const entry = { path: own.join(' '), description: command.description(), options };
    return [entry, ...completionCommands(command, own)];
  });
}

function subcommandsOf(commands: readonly CompletionCommand[], path: string): string[] {
  const prefix = path === '' ? '' : `${path} `;
  return commands
    .filter((command) => command.path.startsWith(prefix) && !command.path.slice(prefix.length).includes(' '))
    .map((command) => command.path.slice(prefix.length));
}

function optionNames({ options }: CompletionCommand): string[] {
  return [...new Set([...options.flatMap(({ names }) => names), '--help'])];
}

function bash(commands: readonly CompletionCommand[]): string {
  const cases = commands.map((command) => {
    const words = [...subcommandsOf(commands, command.path), ...optionNames(command)].join(' ');
    return `    '${command.path}') words='${words}' ;;`;
  });
  const values = commands.flatMap(({ path, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .map(
        ({ names, choices }) =>
          `    '${path} ${names[0]}') COMPREPLY=($(compgen -W '${choices.join(' ')}' -- "$current")); return ;;`,
      ),
  );
  return `# bash completion for meshsec: source <(meshsec completion bash)
_meshsec() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path='' words word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path\${path:+ }$word" in
      ${commands.map(({ path }) => `'${path}'`).join('|')}) path="$path\${path:+ }$word" ;;
    esac
  done
  case "$path $previous" in
${values.join('\n')}
  esac
  case "$path" in
    '') words='${subcommandsOf(commands, '').join(' ')} --help --version' ;;
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -o bashdefault -F _meshsec meshsec`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function zsh(commands: readonly CompletionCommand[]): string {
  const described = (path: string) =>
    subcommandsOf(commands, path).map((name) => {
      const description =
        commands.find((c) => c.path === (path === '' ? name : `${path} ${name}`))?.description ?? '';
      return quoted(`${name}:${description.replaceAll(':', '\\:')}`);
    });
  const cases = commands.map((command) => {
    const sub = described(command.path);
    const names = optionNames(command).join(' ');
    const list = sub.length > 0 ? `items=(${sub.join(' ')}); _describe command items; ` : '';
    return `    ${quoted(command.path)}) ${list}compadd -- ${names}; _files ;;`;
  });
  return `#compdef meshsec
# zsh completion for meshsec: meshsec completion zsh > "\${fpath[1]}/_meshsec"
_meshsec() {
  local path='' word
  local -a items
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$path\${path:+ }$word" in
      ${commands.map(({ path }) => quoted(path)).join('|')}) path="$path\${path:+ }$word" ;;
    esac
  done
  case "$path" in
    '') items=(${described('').join(' ')}); _describe command items ;;
${cases.join('\n')}
  esac
}
compdef _meshsec meshsec`;
}

function fish(commands: readonly CompletionCommand[]): string {
  const top = subcommandsOf(commands, '').join(' ');
  const lines = commands.flatMap(({ path, description, options }) => {
    const words = path.split(' ');
    const parent = words.slice(0, -1);
    const seen = parent.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    const condition = parent.length === 0 ? `not __fish_seen_subcommand_from ${top}` : seen;
    const inside = words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    return [
      `complete -c meshsec -n ${quoted(condition)} -a ${words.at(-1)} -d ${quoted(description)}`,
      ...options.map(({ names, description: what, choices }) => {
        const flags = names.map((name) =>
          name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
        );
        const values = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : '';
        return `complete -c meshsec -n ${quoted(inside)} ${flags.join(' ')} -d ${quoted(what)}${values}`;
      }),
    ];
  });
  return ['# fish completion for meshsec: meshsec completion fish | source', ...lines].join('\n');
}

function powershell(commands: readonly CompletionCommand[]): string {
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const table = commands.map((command) => {
    const words = [...subcommandsOf(commands, command.path), ...optionNames(command)];
    return `    ${literal(command.path)} = @(${words.map(literal).join(', ')})`;
  });
  return `# PowerShell completion for meshsec: meshsec completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName meshsec -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @{
    '' = @(${[...subcommandsOf(commands, ''), '--help', '--version'].map(literal).join(', ')})
${table.join('\n')}
  }
  $path = ''
  foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
    $next = "$path $element".Trim()
    if ($words.ContainsKey($next) -and "$element" -ne $wordToComplete) { $path = $next }
  }
  $words[$path] | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}`;
}

const SCRIPTS: Readonly<Record<Shell, (commands: readonly CompletionCommand[]) => string>> = {
  bash,
  zsh,
  fish,
  powershell,
};

/** The completion script of a shell, made from the commands and options as they are. */
export function completionScript(shell: Shell, program: Command): string {
  return SCRIPTS[shell](completionCommands(program));
}
