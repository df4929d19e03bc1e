import type { Page } from 'playwright/test';
import { scenarios } from '../../src/scenarios/scenarios.ts';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { expect, test } from './site-test.ts';
import { startWithPractice, unpackSample } from './unpacked-sample.ts';

const customDomain = 'external-id-custom-domain';

/** Every origin that the address bar showed, each once. */
function originsShown(page: Page): () => string[] {
  const shown = new Set<string>();
  page.on('framenavigated', (frame) => {
    const { protocol, origin } = new URL(frame.url());
    if (frame === page.mainFrame() && protocol !== 'about:') shown.add(origin);
  });
  return () => [...shown].sort();
}

const pagesOf = (tenantType: string, port: number): string =>
  `http://${tenantType === customDomain ? 'login.woodgrove.localhost' : '127.0.0.1'}:${port}`;

for (const tenantType of tenantTypes) {
  test(`the address bar shows the domain of ${tenantType}, from sign-in to sign-out`, async ({
    complaints,
    page,
    site,
  }) => {
    const shown = originsShown(page);
    const pages = pagesOf(tenantType, site.ports.front);
    await page.goto(`/demo/${tenantType}/`);
    await page.getByRole('button', { name: 'Sign in' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pick an account');
    expect(new URL(page.url()).origin).toBe(pages);
    await page.getByRole('button', { name: /Alex Rivera/ }).click();
    await expect(page).toHaveURL((url) => url.origin === site.origin);
    await expect(page.getByText('Alex Rivera').first()).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await expect(page).toHaveURL((url) => url.origin === site.origin);
    await expect(page.getByText('You are signed out').first()).toBeVisible();
    // The session at the tenant has ended too: it asks again who comes.
    await page.getByRole('button', { name: 'Sign in' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pick an account');
    expect(shown()).toEqual([pages, site.origin].sort());
    expect(complaints).toEqual([]);
  });
}

test('a sample signs in and out under the custom domain', async ({ page, site }) => {
  const scenario = scenarios.find(({ name }) => name === `web-app-${customDomain}-sign-in`);
  if (scenario === undefined) throw new Error('There is no such scenario.');
  const sample = await unpackSample(site, scenario);
  const running = await startWithPractice(site, sample);
  const shown = originsShown(page);
  try {
    await page.goto(running.origin);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /Alex Rivera/ }).click();
    await expect(page.getByText('You are signed in as Alex Rivera')).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pick an account');
    const pages = pagesOf(customDomain, site.ports.front);
    expect(shown()).toEqual([running.origin, pages].sort());
  } finally {
    await running.process.stop();
    sample.remove();
  }
});
