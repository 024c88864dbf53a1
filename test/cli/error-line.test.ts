import { describe, expect, it } from 'vitest';
import { errorLine } from '../../src/cli/error-line.js';
import { exitCodeOf } from '../../src/cli/exit-code.js';
import { MeshsecError } from '../../src/errors.js';

describe('a failure as one line', () => {
  it.each([
    {
      name: 'message and hint',
      error: new MeshsecError('not-a-workbook', 'q.txt is no Excel workbook', 'save it as .xlsx'),
      line: 'q.txt is no Excel workbook. Save it as .xlsx.',
    },
    {
      name: 'the place is added where the message does not name it',
      error: new MeshsecError('kb-invalid', 'unknown field "foo".', null, {
        file: 'kb.yaml',
        line: 3,
        column: 5,
      }),
      line: 'kb.yaml:3:5: unknown field "foo"',
    },
    {
      name: 'control characters of a file',
      error: new MeshsecError('damaged', 'sheet "\u001b]0;x\u0007" is damaged'),
      line: 'sheet "\ufffd]0;x\ufffd" is damaged',
    },
  ])('$name', ({ error, line }) => {
    expect(errorLine(error)).toBe(line);
  });

  it('stays within 400 characters and keeps the hint', () => {
    const line = errorLine(new MeshsecError('damaged', 'x'.repeat(5000), 'do this'));
    expect([...line].length).toBeLessThanOrEqual(400);
    expect(line).toMatch(/Do this\.$/);
  });

  it('an error that is not ours says so', () => {
    expect(errorLine(new TypeError('boom'))).toMatch(/^internal error: boom\. /);
  });

  it.each([
    ['usage', 2],
    ['kb-invalid', 3],
    ['config-invalid', 3],
    ['not-a-workbook', 1],
    ['output-exists', 1],
  ] as const)('%s exits %d', (code, exit) => {
    expect(exitCodeOf(code)).toBe(exit);
  });
});
