import type { Page } from 'playwright/test';
import { arrivingInParts } from './arriving-in-parts.ts';
import { expect, test } from './site-test.ts';

const templates = [
  '/',
  '/tutorials/',
  '/tutorials/entra-id/',
  '/tutorials/entra-id/sign-in/',
  '/tutorials/b2c/register-app/',
  '/guides/',
  '/guides/on-behalf-of/',
  '/how-it-works/tokens/',
  '/reference/configuration/',
  '/reference/glossary/',
  '/reference/security/',
  '/choose/',
  '/errors/',
  '/errors/AADSTS50011/',
  '/demo/entra-id/',
  '/downloads/',
  '/samples/web-app/sign-in-protocol-sign-in-ts/',
];
/** The last two are on either side of where the sample pane gets a column of its own. */
const widths = [360, 768, 1151, 1440];

/** A phone on a slow network: what arrives late is drawn late, and would move what is there. */
async function slowDown(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 60,
    downloadThroughput: 100_000,
    uploadThroughput: 100_000,
  });
  await devTools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

/** What the browser's own observer saw move since the navigation, whatever its size. */
const shifts = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            if (entry.entryType === 'layout-shift' && 'value' in entry && 'sources' in entry) {
              const moved = Array.isArray(entry.sources) ? entry.sources : [];
              const names = moved.map(({ node }) => {
                const element = node?.outerHTML === undefined ? node?.parentElement : node;
                return element?.outerHTML?.slice(0, 200) ?? node?.nodeName;
              });
              seen.push(`${entry.value}: ${names.join(', ')}`);
            }
          }
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            resolve(seen);
            observer.disconnect();
          }),
        );
      }),
  );

for (const path of templates) {
  test(`nothing on ${path} moves while it loads slowly`, async ({ page }) => {
    await slowDown(page);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto('about:blank');
      await page.goto(path, { waitUntil: 'networkidle' });
      expect(await shifts(page), `at ${width} pixels`).toEqual([]);
    }
  });
}

for (const path of templates) {
  test(`nothing on ${path} moves while its text arrives in parts`, async ({ page, site }) => {
    const slow = await arrivingInParts(site.origin);
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(slow.origin + path, { waitUntil: 'networkidle' });
      expect(await shifts(page), `at ${width} pixels`).toEqual([]);
    }
    slow.close();
  });
}

test('a shift would be seen', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('afterbegin', '<div style="block-size: 40vh">Late</div>');
  });
  expect(await shifts(page)).not.toEqual([]);
});
