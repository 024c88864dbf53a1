import { describe, expect, it } from 'vitest';
import { PLAIN } from '../../src/reporting/palette.js';
import { reportFailure, reportOf } from '../../src/reporting/report-file.js';
import { filesText, fileText, nextSteps } from '../../src/reporting/terminal.js';
import { textWidth } from '../../src/reporting/text-width.js';
import { fileReport, reported } from './reports.js';

const style = { palette: PLAIN, width: 80, verbose: false, dryRun: false };
const file = fileReport([
  reported(2),
  reported(3, { status: 'review' }),
  reported(4, { status: 'unanswered' }),
  reported(5, { status: 'unanswered' }),
]);

describe('the summary on a terminal', () => {
  it('says how many of each status, and where it was written', () => {
    const text = fileText(file, style);
    expect(text).toMatch(/q\.xlsx\s+4 questions/);
    expect(text).toMatch(/answered\s+1/);
    expect(text).toMatch(/review\s+1/);
    expect(text).toMatch(/unanswered\s+2/);
    expect(text).not.toMatch(/prefilled/);
    expect(text).toMatch(/written to\s+q\.answered\.xlsx/);
  });

  it('the bar has one length, whatever the shares', () => {
    for (const questions of [[reported(2)], file.questions, []]) {
      const bar = fileText(fileReport(questions), style).split('\n')[1]?.trim() ?? '';
      expect(textWidth(bar)).toBe(questions.length === 0 ? 0 : 40);
    }
  });

  it('names of files cannot speak to the terminal', () => {
    const evil = fileText({ ...file, input: '\u001b]0;owned\u0007.xlsx', warnings: ['\u001b[2J'] }, style);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    expect(evil).not.toMatch(/[\u001b\u0007]/);
  });

  it('many files: a table with totals and failures, no line wider than the terminal', () => {
    const long = { ...file, input: `/srv/share/${'customer/'.repeat(12)}问题.xlsx` };
    const failed = reportFailure('broken.xlsx', { code: 'damaged', message: 'damaged', hint: null });
    const text = filesText(reportOf([file, long, failed]), style);
    expect(text).toMatch(/broken\.xlsx\s+failed/);
    expect(text).toMatch(/3 files, 1 failed\s+8\s+2\s+2\s+4$/);
    for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(80);
  });

  it('many files: seconds where they are known, prefilled where there are some', () => {
    const done = { ...file, input: 'a.xlsx', summary: { ...file.summary, prefilled: 2 } };
    const text = filesText(reportOf([done, file]), style, new Map([['a.xlsx', 1.26]]));
    expect(text).toMatch(
      /questionnaire\s+questions\s+answered\s+review\s+unanswered\s+prefilled\s+seconds\n/,
    );
    expect(text).toMatch(/a\.xlsx\s+4\s+1\s+1\s+2\s+2\s+1\.3\n/);
  });

  it('what to do next', () => {
    expect(nextSteps(reportOf([file]), style)).toMatch(
      /q\.review\.xlsx.*decide on 1.*meshsec apply q\.review\.xlsx/s,
    );
    const narrow = nextSteps(reportOf([file]), { ...style, width: 50 }).split('\n');
    expect(narrow.filter((line) => line.length > 50)).toEqual([]);
    expect(narrow.at(-1)?.trim()).toBe('meshsec apply q.review.xlsx');
    expect(nextSteps(reportOf([file]), { ...style, dryRun: true })).toMatch(/Nothing was written/);
  });
});
