import { chromium, type Page } from 'playwright/test';
import config from '../../playwright.config.ts';
import { test as base, expect } from './site-test.ts';

const demo = '/demo/entra-id/';
const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out' }).first();

/** Chromium as people have it: Playwright's usual one never keeps a page for the back button. */
const test = base.extend<{ reasons: string[] }>({
  page: async ({ baseURL, reasons }, use) => {
    const browser = await chromium.launch({
      ...config.use?.launchOptions,
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    });
    const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
    const page = await context.newPage();
    await page.addInitScript(() => {
      addEventListener('pageshow', ({ persisted }) => {
        document.documentElement.dataset['shown'] = persisted ? 'from memory' : 'anew';
      });
    });
    const developerTools = await context.newCDPSession(page);
    await developerTools.send('Page.enable');
    developerTools.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) => {
      reasons.push(...notRestoredExplanations.map(({ reason }) => reason));
    });
    await use(page);
    await browser.close();
  },
  /** Why the browser did not keep a page. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from this pattern.
  reasons: async ({}, use) => use([]),
});

/**
 * Not `page.goBack()`: it waits for a load, which a page from memory does not have. Nor a script in
 * the page, which may be gone before it can answer.
 */
async function goBack(page: Page, to: string): Promise<string | null> {
  const developerTools = await page.context().newCDPSession(page);
  const { currentIndex, entries } = await developerTools.send('Page.getNavigationHistory');
  const before = entries[currentIndex - 1];
  if (before === undefined) throw new Error(`${page.url()} is the first page of this tab.`);
  await developerTools.send('Page.navigateToHistoryEntry', { entryId: before.id });
  await page.waitForURL((url) => url.pathname === to, { waitUntil: 'commit' });
  const shown = page.locator('html[data-shown]');
  await shown.waitFor();
  return shown.getAttribute('data-shown');
}

test('a public page comes back from memory, so this browser does keep pages', async ({ page }) => {
  await page.goto('/how-it-works/authority/');
  await page.goto('/errors/');
  expect(await goBack(page, '/how-it-works/authority/')).toBe('from memory');
});

test('fault 19: a page of a signed-in user is never kept, so going back after sign-out shows nothing', async ({
  page,
  reasons,
}) => {
  await page.goto(demo);
  await page.getByRole('button', { name: 'Sign in' }).first().click();
  const accounts = page.getByRole('list', { name: 'Accounts' });
  await accounts.getByRole('button', { name: /Alex Rivera/ }).click();
  await expect(signOut(page)).toBeVisible();
  await expect(page.getByText('You are signed in as Alex Rivera')).toBeVisible();
  await page.goto('/errors/');

  // Signed out in another tab, while this one still has the page in its history.
  const other = await page.context().newPage();
  await other.goto(demo);
  await signOut(other).click();
  await expect(signOut(other)).toHaveCount(0);

  expect(await goBack(page, demo)).toBe('anew');
  expect(reasons.join()).toContain('CacheControlNoStore');
  await expect(signOut(page)).toHaveCount(0);
  await expect(page.getByText('You are signed in as')).toHaveCount(0);
});
