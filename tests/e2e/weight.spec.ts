import type { Page } from 'playwright/test';
import { expect, test } from './site-test.ts';

/** What the first visit of a page costs on the wire: bytes of the bodies as they were sent. */
async function weigh(page: Page, path: string): Promise<{ bytes: number; requests: number }> {
  const sizes: Promise<number>[] = [];
  const requests = await listening(page, sizes, () =>
    page.goto(path, { waitUntil: 'networkidle' }),
  );
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  return { bytes, requests };
}

async function listening(page: Page, sizes: Promise<number>[], act: () => Promise<unknown>) {
  await page.waitForLoadState('networkidle'); // what the page before asked for isn't this one's
  await page.route('**', (route) => route.continue()); // a route turns the browser's cache off
  page.on('requestfinished', (request) => {
    if (!request.url().startsWith('http')) return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await act();
  page.removeAllListeners('requestfinished');
  await page.unroute('**');
  return sizes.length;
}

test('home and demo weigh at most 35 kB in at most 9 requests, signed in or not', async ({
  page,
}) => {
  const weights: Record<string, { bytes: number; requests: number }> = {
    home: await weigh(page, '/'),
    demo: await weigh(page, '/demo/entra-id/'),
  };
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: /Alex Rivera/ }).click();
  await page.getByRole('button', { name: 'Call the API' }).click();
  await expect(page.getByText('The API returned status 200')).toBeVisible();
  // A pointer that rests on a link fetches its page ahead.
  await page.mouse.move(0, 0);
  weights['demo, signed in'] = await weigh(page, '/demo/entra-id/');
  weights['home, signed in'] = await weigh(page, '/');
  console.table(weights);
  for (const [name, { bytes, requests }] of Object.entries(weights)) {
    expect(bytes, `bytes of ${name}`).toBeGreaterThan(5_000);
    expect(bytes, `bytes of ${name}`).toBeLessThanOrEqual(35_000);
    expect(requests, `requests of ${name}`).toBeLessThanOrEqual(9);
  }
});
