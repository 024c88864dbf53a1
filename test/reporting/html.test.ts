import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { htmlReport } from '../../src/reporting/html.js';
import { bigReport, madeReport } from './made-report.js';

const page = htmlReport(bigReport);

describe('the HTML report', () => {
  test('loads nothing and forbids it', () => {
    const markup = page.replace(/<script type="application\/json"[\s\S]*?<\/script>/, '');
    expect(markup.includes("default-src 'none'")).toBe(true);
    expect(markup.match(/https?:|\ssrc=|@import|url\(/gi)).toBeNull();
  });

  test('allows its own script by hash only', () => {
    const script = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page.includes(`script-src 'sha256-${hash}'`)).toBe(true);
  });

  test('holds all rows as data that cannot end its element', () => {
    const data = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    expect(data.includes('<')).toBe(false);
    expect(JSON.parse(data).rows).toHaveLength(251);
    expect(JSON.parse(data).rows[250].text).toBe('</script><img src=x onerror=alert(1)>');
  });

  test('shows texts of files as text', () => {
    expect(page.includes('<b>beta')).toBe(false);
    expect(page.includes('customers/&#60;b&#62;beta.xlsx')).toBe(true);
  });

  test('names what failed, and what to do', () => {
    expect(page.includes('the zip directory is missing')).toBe(true);
    expect(page.includes('Ask for a new copy.')).toBe(true);
  });

  test('the same report makes the same page', () => expect(htmlReport(bigReport) === page).toBe(true));

  test('an empty run makes a page, too', () => {
    expect(htmlReport(madeReport([])).includes('<strong>0</strong>questions')).toBe(true);
  });
});
