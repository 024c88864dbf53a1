import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unifiedDiff } from '../../src/reporting/unified-diff.js';

/** Applies a patch without any tolerance. */
function patched(before: string, patch: string): string {
  const old = before.split('\n');
  const result: string[] = [];
  let at = 0;
  for (const line of patch.split('\n').slice(2, -1)) {
    const start = /^@@ -(\d+),/.exec(line)?.[1];
    if (start !== undefined) {
      result.push(...old.slice(at, Number(start) - 1));
      at = Number(start) - 1;
    } else if (line.startsWith('+')) result.push(line.slice(1));
    else {
      expect(old[at]).toBe(line.slice(1));
      if (line.startsWith(' ')) result.push(line.slice(1));
      at++;
    }
  }
  return [...result, ...old.slice(at)].join('\n');
}

it('is empty for equal texts', () => {
  expect(unifiedDiff('a.yaml', 'x\ny\n', 'x\ny\n')).toBe('');
});

it('shows changes with two lines around them', () => {
  const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', ''].join('\n');
  const after = ['a', 'b', 'X', 'd', 'e', 'f', 'g', 'h', 'i', 'Y', 'j', ''].join('\n');
  expect(unifiedDiff('kb.yaml', before, after)).toBe(`--- kb.yaml
+++ kb.yaml
@@ -1,5 +1,5 @@
 a
 b
-c
+X
 d
 e
@@ -8,4 +8,5 @@
 h
 i
+Y
 j
${' '}
`);
});

it('turns the one text into the other', () => {
  const lines = fc
    .array(fc.constantFrom('a', 'b', 'c', '', '- x'), { maxLength: 30 })
    .map((all) => all.join('\n'));
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const patch = unifiedDiff('x', before, after);
      expect(patch === '' ? before : patched(before, patch)).toBe(after);
    }),
    { numRuns: 500 },
  );
});
