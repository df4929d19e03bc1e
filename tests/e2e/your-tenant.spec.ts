import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright/test';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { storageKey } from '../../src/your-tenant/storage-key.ts';
import { axeFindings } from './axe.ts';
import { expect, test } from './site-test.ts';
import { startUnfilled, unpackSample } from './unpacked-sample.ts';

const tenantId = '1b2c3d4e-0000-4000-8000-00000000000a';
const clientId = '1b2c3d4e-0000-4000-8000-00000000000b';
const configure = '/tutorials/entra-id/configure/';
const secret = 'abc8Q~not-a-real-secret-0123456789abcdef';

const panel = (page: Page) => page.locator('[data-your-tenant]');
const summary = (page: Page) => panel(page).locator(':scope > summary');
const field = (page: Page, label: string) => panel(page).getByLabel(label, { exact: true });
const stored = (page: Page) => page.evaluate((key) => localStorage.getItem(key), storageKey);

async function enter(page: Page, values: Record<string, string>): Promise<void> {
  if (
    !(await panel(page)
      .getAttribute('open')
      .then((open) => open !== null))
  )
    await summary(page).click();
  for (const [label, value] of Object.entries(values)) {
    await field(page, label).fill(value);
    await field(page, label).blur();
  }
}

const own = { 'Tenant ID': tenantId, 'Client ID': clientId };

test('values entered on one step are on the others, after a reload, and in what is copied', async ({
  page,
  context,
  complaints,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(configure);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  await expect(page.getByText('<your client ID>').first()).toBeAttached();

  await enter(page, own);
  await expect(page.getByText('<your client ID>')).toHaveCount(0);
  const values = page.locator('.your-value');
  await expect(values.filter({ hasText: clientId }).first()).toBeAttached();
  await expect(page.locator('[data-your-tenant] + [role=status]')).toHaveText(
    `${await values.count()} places on this page filled in with your own values.`,
  );

  await page.reload();
  await expect(values.filter({ hasText: clientId }).first()).toBeAttached();
  await page.goto('/tutorials/entra-id/prepare-tenant/');
  await expect(
    page.getByText(`https://login.microsoftonline.com/${tenantId}`, { exact: true }),
  ).toBeAttached();
  await page.goto('/how-it-works/consent/');
  const link = `https://login.microsoftonline.com/${tenantId}/adminconsent?client_id=${clientId}`;
  const block = page.locator('.frame', { hasText: 'adminconsent' });
  await expect(block).toContainText(link);
  await block.hover();
  await block.getByRole('button', { name: 'Copy' }).click();
  await expect(block.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  expect(complaints).toEqual([]);
});

test('a track shows the values of its own tenant type and no others', async ({ page }) => {
  await page.goto(configure);
  await enter(page, own);
  await page.goto('/tutorials/external-id/configure/');
  await expect(summary(page)).toHaveText('Your tenant Show your own values');
  await expect(page.locator('.your-value')).toHaveCount(0);
});

test('the sample pane shows the values in the template, and never in the practice tenant’s file', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/tutorials/b2c/configure/');
  await enter(page, {
    'Tenant name': 'fabrikam',
    'User flow to sign up and sign in': 'B2C_1_own',
  });
  const pane = page.locator('[data-pane-files]');
  const open = async (name: string) => {
    await page.locator('.pane-picker > summary').click();
    await page.locator('.pane-picker').getByRole('link', { name, exact: true }).click();
  };
  await open('.env.sample');
  await expect(pane).toContainText('SIGNUPSIGNIN_USER_FLOW=B2C_1_own');
  await expect(pane).toContainText('B2C_TENANT_NAME=fabrikam');
  await open('.env.practice');
  const practice = pane.locator('[data-pane-file=".env.practice"]');
  await expect(practice).toContainText('SIGNUPSIGNIN_USER_FLOW=B2C_1_signupsignin');
  await expect(practice.locator('.your-value')).toHaveCount(0);
});

test('one button deletes every value, and the placeholders are back', async ({ page }) => {
  await page.goto(configure);
  const before = await page.locator('main').innerText();
  await enter(page, own);
  await panel(page).getByRole('button', { name: 'Delete all values' }).click();
  await expect(panel(page).getByText('All values are deleted.')).toBeVisible();
  await expect(field(page, 'Client ID')).toHaveValue('');
  await expect(page.locator('.your-value')).toHaveCount(0);
  expect(await stored(page)).toBeNull();
  await summary(page).click();
  expect(await page.locator('main').innerText()).toBe(before);
});

test('a secret is refused with a sentence, leaves the field, and is stored nowhere', async ({
  page,
}) => {
  await page.goto(configure);
  await enter(page, { 'Client ID': secret });
  await expect(field(page, 'Client ID')).toHaveValue('');
  await expect(field(page, 'Client ID')).toHaveAccessibleDescription(/looks like a client secret/);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(secret);
  expect(await page.content()).not.toContain(secret);
});

test('a mistake is described at its field and isn’t stored', async ({ page }) => {
  await page.goto(configure);
  await enter(page, { 'Client ID': '1234' });
  await expect(field(page, 'Client ID')).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, 'Client ID')).toHaveAccessibleDescription(/must be a GUID/);
  expect(await stored(page)).toBeNull();
  await field(page, 'Client ID').fill(clientId);
  await expect(field(page, 'Client ID')).not.toHaveAttribute('aria-invalid');
  await expect(page.locator('.your-value').first()).toBeAttached();
});

for (const [what, text] of [
  ['a newer version', '{"version":2,"tenants":[]}'],
  ['damage', '{'],
] as const) {
  test(`values with ${what} are left out, and the panel says so`, async ({ page }) => {
    await page.addInitScript(([key, value]) => localStorage.setItem(key, value), [
      storageKey,
      text,
    ] as const);
    await page.goto(configure);
    await expect(summary(page)).toContainText('Not used');
    await summary(page).click();
    await expect(panel(page).getByText('What you enter here replaces them.')).toBeVisible();
    expect(await stored(page)).toBe(text);
  });
}

test('everything works with the keyboard alone', async ({ page }) => {
  await page.goto(configure);
  await summary(page).focus();
  await page.keyboard.press('Enter');
  await expect(field(page, 'Tenant ID')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(field(page, 'Tenant ID')).toBeFocused();
  await page.keyboard.type(tenantId);
  await page.keyboard.press('Tab');
  await expect(field(page, 'Client ID')).toBeFocused();
  await page.keyboard.type(clientId);
  await page.keyboard.press('Enter');
  await expect(page.locator('.your-value').first()).toBeAttached();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(field(page, 'Host of your app')).toBeVisible();
});

test('another tab’s values are in the fields too, and gone when that tab deletes them', async ({
  page,
  context,
}) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto(configure);
    await summary(tab).click();
  }
  await enter(other, own);
  await expect(field(page, 'Client ID')).toHaveValue(clientId);
  await panel(other).getByRole('button', { name: 'Delete all values' }).click();
  await expect(field(page, 'Client ID')).toHaveValue('');
  await expect(page.locator('.your-value')).toHaveCount(0);
});

test('a browser that stores nothing says so, and still fills in the page and the zip', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.goto('/tutorials/entra-id/get-project/');
  await enter(page, own);
  await expect(panel(page).getByText('couldn’t store your values')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'With your values' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('web-app-entra-id-sign-in-yours.zip');
});

test('without JavaScript there is no panel, and the placeholders stay', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.origin });
  const page = await context.newPage();
  await page.goto(configure);
  await expect(panel(page)).toBeHidden();
  await expect(page.getByText('<your client ID>').first()).toBeAttached();
  await page.goto('/downloads/');
  await expect(page.locator('[data-own-zip]').first()).toBeHidden();
  await context.close();
});

test('the panel has the same place on each page', async ({ page }) => {
  for (const path of [
    ...tenantTypes.map((type) => `/tutorials/${type}/register-app/`),
    '/guides/any-organization/',
    '/guides/b2c-to-external-id/',
    '/how-it-works/consent/',
    '/downloads/',
  ]) {
    await page.goto(path);
    await expect(summary(page), path).toBeVisible();
    await expect(page.locator('.content-panel:has(h1) [data-your-tenant]'), path).toHaveCount(1);
  }
  await page.goto('/how-it-works/tokens/');
  await expect(panel(page)).toHaveCount(0);
});

for (const width of [390, 1440])
  for (const scheme of ['light', 'dark'] as const) {
    test(`at ${width} px, ${scheme}, the open form is accessible and fits`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      for (const path of ['/tutorials/b2c/configure/', '/downloads/']) {
        await page.goto(path);
        const closed = await axeFindings(page);
        await enter(page, { 'Client ID': '1234' });
        await panel(page).getByText('For deployment and your API').click();
        await field(page, 'Client ID').fill(clientId);
        const hidden = field(page, 'Client ID').evaluate((it) => it.scrollWidth - it.clientWidth);
        expect(await hidden, 'an ID fits its field').toBeLessThanOrEqual(0);
        // Code that scrolls has a finding of its own until the page's script makes it focusable.
        const open = await axeFindings(page);
        expect(open.filter((finding) => !closed.includes(finding))).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
      }
    });
  }

for (const width of [390, 1440])
  test(`at ${width} px, nothing moves while a page with values arrives`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(configure);
    await enter(page, own);
    await page.addInitScript(() => {
      Object.assign(globalThis, { shifts: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          if ('value' in entry && !('hadRecentInput' in entry && entry.hadRecentInput))
            Object.assign(globalThis, { shifts: Reflect.get(globalThis, 'shifts') + entry.value });
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const path of [
      configure,
      '/tutorials/entra-id/prepare-tenant/',
      '/how-it-works/consent/',
    ]) {
      await page.goto(path, { waitUntil: 'networkidle' });
      await expect(page.locator('.your-value').first()).toBeAttached();
      expect(await page.evaluate(() => Reflect.get(globalThis, 'shifts')), path).toBeLessThan(0.01);
    }
  });

test('the zip with the values starts, and only the secret is missing', async ({ page, site }) => {
  await page.goto('/tutorials/entra-id/get-project/');
  const button = page.getByRole('button', { name: 'With your values' });
  await button.click();
  await expect(page.locator('[data-own-zip-status]')).toContainText(
    'First enter these values at the top of this page, under "Your tenant": tenant ID and client ID.',
  );
  await enter(page, own);
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  expect(download.suggestedFilename()).toBe('web-app-entra-id-sign-in-yours.zip');
  await expect(page.locator('[data-own-zip-status]')).toContainText('is in your downloads');

  const folder = mkdtempSync(join(tmpdir(), 'own-zip-'));
  const sample = await unpackSample(site, { name: 'web-app-entra-id-sign-in' });
  try {
    const path = join(folder, 'own.zip');
    await download.saveAs(path);
    const files = unzipSync(readFileSync(path));
    const env = Buffer.from(files['web-app-entra-id-sign-in/.env'] ?? []).toString();
    expect(env).toContain(`CLIENT_ID=${clientId}`);
    const complaint = await startUnfilled(sample, env);
    expect(complaint.match(/^- .*/gm)).toEqual([
      '- CLIENT_SECRET still holds a placeholder: replace it with your own value.',
    ]);
  } finally {
    sample.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a zip that can’t be fetched is reported, and can be tried again', async ({ page }) => {
  await page.goto('/downloads/');
  await enter(page, own);
  const card = page.locator('section.download', { hasText: 'web-app-entra-id-sign-in.zip' });
  await page.route('**/downloads/*.zip', (route) => route.abort());
  await card.getByRole('button', { name: 'With your values' }).click();
  await expect(card.locator('[data-own-zip-status]')).toContainText('couldn’t be made');
  await page.unroute('**/downloads/*.zip');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    card.getByRole('button', { name: 'With your values' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('web-app-entra-id-sign-in-yours.zip');
});
