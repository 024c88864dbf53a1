import type { Command } from 'commander';
import { addSettingOptions, type SettingOptions } from '../answer-options.js';
import type { Context } from '../context.js';
import { addExamples } from '../examples.js';

/** `meshsec config`: each setting, its value, and where it comes from. */
export function register(program: Command, context: Context): void {
  const config = program
    .command('config')
    .description('shows each setting, its value and where it comes from')
    .option('--json', 'as JSON');
  addSettingOptions(config).action(async ({ json, ...flags }: { json?: boolean } & SettingOptions) => {
    const [{ CACHE_OFF, cacheSetting }, { resolveSettings }, { textTable }, { safeText }] = await Promise.all(
      [
        import('../cache.js'),
        import('../settings.js'),
        import('../../reporting/text-table.js'),
        import('../../reporting/safe-text.js'),
      ],
    );
    const { kb, citations, minConfidence, review, profiles } = await resolveSettings(context, {
      ...flags,
      review: flags.review === false ? false : undefined,
    });
    const cache = cacheSetting(context);
    const names = profiles.value.map(({ name }) => name);
    const settings = {
      ...{ kb, citations, 'min-confidence': minConfidence, review },
      profiles: { value: names, origin: profiles.origin },
      cache: { value: cache.value ?? CACHE_OFF, origin: cache.origin },
    };
    if (json) return context.print(JSON.stringify({ version: 1, settings }, null, 2));
    const rows = Object.entries(settings).map(([name, { value, origin }]) => [
      name,
      safeText([value ?? 'auto'].flat().join(', ') || 'none'),
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
    ['meshsec config --citations none', 'what an option would overrule'],
    ['MESHSEC_KB=kb/ meshsec config', 'with another knowledge base'],
  ]);
}
