import { axeFindings } from './axe.ts';
import { expect, test } from './site-test.ts';

const path = '/demo/doctor/';

test('the demo leads to the page that checks all demos, with the keyboard alone', async ({
  page,
  complaints,
}) => {
  await page.goto('/demo/entra-id/');
  await page.locator('.demo-whose summary').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Check the live demos' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check the live demos');
  await page.getByRole('button', { name: 'Check all demos' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Nothing is wrong' })).toBeVisible();
  await page.locator('summary', { hasText: 'Azure AD B2C' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('B2C_1_signupsignin is there')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the page is for no search engine', async ({ page, request }) => {
  await page.goto(path);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex');
  const sitemap = await (await request.get('/sitemap-0.xml')).text();
  expect(sitemap).toContain('/demo/');
  expect(sitemap).not.toContain('/demo/doctor');
});

test('it works without JavaScript', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.origin });
  const page = await context.newPage();
  await page.goto(path);
  await page.getByRole('button', { name: /^Check/ }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is wrong' })).toBeVisible();
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [390, 1440])
    test(`axe finds nothing in ${colorScheme} at ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      expect(await axeFindings(page)).toEqual([]);
      await page.getByRole('button', { name: /^Check/ }).click();
      await expect(page.getByRole('heading', { name: 'Nothing is wrong' })).toBeVisible();
      for (const summary of await page.locator('.doctor summary').all()) await summary.click();
      expect(await axeFindings(page)).toEqual([]);
      const sideways = 'document.documentElement.scrollWidth > innerWidth';
      expect(await page.evaluate(sideways)).toBe(false);
    });
