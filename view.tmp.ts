import { chromium } from 'playwright';
import { startSite } from './tests/e2e/running-site.ts';
const site = await startSite();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [390, 1440]) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, baseURL: site.origin });
    page.on('console', (m) => m.type() === 'error' && console.log(m.text()));
    page.on('pageerror', (e) => console.log(e.message));
    await page.goto('/tokens/');
    await page.screenshot({ path: `/tmp/tok-${colorScheme}-${width}-0.png`, fullPage: true });
    for (const name of ['entra-id', 'api-v1', 'response', 'encrypted', 'strange', 'thousand'])
    {
      await page.locator('#token-sample').selectOption(name);
      await page.locator('#token-insert').click();
      await page.locator('#token-result h2').waitFor();
      if (name === 'entra-id') { await page.getByRole('button', { name: 'Check with the sample' }).click(); await page.locator('.token-verdict:not(:empty)').waitFor(); }
      await page.waitForTimeout(300);
      await page.screenshot({ path: `/tmp/tok-${colorScheme}-${width}-${name}.png`, fullPage: true });
    }
    await page.close();
  }
await browser.close();
await site.stop();
