import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { htmlReport } from '../../src/reporting/html.js';
import { bigReport } from '../reporting/made-report.js';

/** Debian's browser; a browser named by the environment may stand in. */
const executablePath = process.env.MESHSEC_CHROMIUM ?? '/usr/bin/chromium';
/** Where to leave screenshots for people, if anywhere. */
const screenshots = process.env.MESHSEC_SCREENSHOTS;

describe.skipIf(!existsSync(executablePath))(
  'the HTML report in chromium (skipped where it is not installed)',
  () => {
    let browser: Browser;
    let page: Page;
    const folder = mkdtempSync(join(tmpdir(), 'meshsec-html-'));
    const requests: string[] = [];
    const problems: string[] = [];

    beforeAll(async () => {
      const file = join(folder, 'report.html');
      writeFileSync(file, htmlReport(bigReport));
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
      page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      page.on('request', (request) => requests.push(request.url()));
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      page.on('dialog', (dialog) => {
        problems.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.goto(pathToFileURL(file).href);
    });

    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const rows = () => page.locator('#rows tr').count();
    const count = () => page.locator('#count').textContent();

    test('opens without errors and asks for nothing but itself', async () => {
      expect(await page.title()).toContain('Security questionnaires');
      expect(problems).toEqual([]);
      expect(requests).toHaveLength(1);
    });

    test('shows the first hundred of all rows, and the rest by pages', async () => {
      expect(await count()).toBe('251 of 251 rows');
      expect(await rows()).toBe(100);
      await page.click('#next');
      await page.click('#next');
      expect(await rows()).toBe(51);
      expect(await page.isDisabled('#next')).toBe(true);
    });

    test('searches in questions, answers and sources', async () => {
      await page.fill('#search', 'log 171 kept');
      expect(await count()).toBe('1 of 251 rows');
      await page.fill('#search', 'does it support mfa');
      expect(await count()).toBe('51 of 251 rows');
      await page.fill('#search', '');
    });

    test('filters by status and questionnaire', async () => {
      await page.selectOption('#status', 'answered');
      expect(await count()).toBe('50 of 251 rows');
      await page.selectOption('#status', '');
      await page.selectOption('#file', { label: 'customers/<b>beta.xlsx' });
      expect(await count()).toBe('1 of 251 rows');
      expect(await page.textContent('#rows')).toContain('</script><img src=x onerror=alert(1)>');
      expect(await page.locator('#rows img').count()).toBe(0);
      await page.selectOption('#file', '');
    });

    test('every control has a name, every bar a text', async () => {
      for (const id of ['search', 'status', 'file']) {
        expect(await page.locator(`label:has(#${id})`).textContent()).not.toBe('');
      }
      const bars = await page.locator('.bar').all();
      expect(bars.length).toBeGreaterThan(3);
      for (const bar of bars) expect(await bar.getAttribute('aria-label')).toMatch(/\d/);
    });

    test('prints all rows that are selected, not only a page of them', async () => {
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      expect(await rows()).toBe(251);
      await page.evaluate('dispatchEvent(new Event("afterprint"))');
      expect(await rows()).toBe(100);
    });

    test.each(['light', 'dark'] as const)('is readable in %s', async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      const [text, ground] = (await page.evaluate(
        '[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]',
      )) as [string, string];
      expect(contrast(text, ground)).toBeGreaterThan(7);
      if (screenshots)
        await page.screenshot({ path: join(screenshots, `report-${colorScheme}.png`), fullPage: false });
    });

    test('fits a narrow window', async () => {
      await page.setViewportSize({ width: 420, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(420);
    });
  },
);

/** Contrast of two colours as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = (colour.match(/\d+/g) ?? []).map((value) => {
      const share = Number(value) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
