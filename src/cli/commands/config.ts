import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';

/** `meshsec config`: each setting, its value, and where it comes from. */
export function register(program: Command, context: Context): void {
  const config = program
    .command('config')
    .description('shows each setting, its value and where it comes from')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const [{ resolveSettings }, { textTable }, { safeText }] = await Promise.all([
        import('../settings.js'),
        import('../../reporting/text-table.js'),
        import('../../reporting/safe-text.js'),
      ]);
      const { kb, citations, minConfidence, review } = await resolveSettings(context);
      const settings = { kb, citations, 'min-confidence': minConfidence, review };
      if (json) return context.print(JSON.stringify({ version: 1, settings }, null, 2));
      const rows = Object.entries(settings).map(([name, { value, origin }]) => [
        name,
        safeText([value ?? 'auto'].flat().join(', ')),
        safeText(origin),
      ]);
      const columns = [
        { title: 'setting', side: 'left' },
        { title: 'value', side: 'left', elastic: 'path' },
        { title: 'from', side: 'left' },
      ] as const;
      const { bold } = context.colours.out;
      const lines = textTable(columns, rows, context.width, (cell, _, row) =>
        row === null ? bold(cell) : cell,
      );
      return context.print(lines.join('\n'));
    });
  addExamples(config, [
    ['meshsec config', 'what counts here, and why'],
    ['MESHSEC_KB=kb/ meshsec config', 'with another knowledge base'],
  ]);
}
