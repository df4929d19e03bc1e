import type { Page } from 'playwright/test';
import { axeFindings } from './axe.ts';
import { expect, test } from './site-test.ts';

const phase = (page: Page, title: string) =>
  page.locator('.trace-phase').filter({ has: page.getByRole('heading', { name: title }) });
const titles = (page: Page) => page.locator('.trace-phase h3');
const openOnes = (page: Page) => page.locator('.trace-phase[open] h3');
const openMessages = (page: Page) => page.locator('.trace-phase li > details[open]');

/** Everything that the demo can do, in one trace. */
async function signInCallAndSignOut(page: Page): Promise<void> {
  await page.goto('/demo/entra-id/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: /Alex Rivera/ }).click();
  await page.getByRole('button', { name: 'Call the API' }).click();
  await expect(page.getByText('The API returned status 200')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.locator('#result')).toContainText('You are signed out');
}

test('the trace has a phase for each thing that happened, and stays short while none is open', async ({
  page,
  complaints,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await signInCallAndSignOut(page);
  await expect(titles(page)).toHaveText(['Sign-in', 'Renewal', 'API call', 'Sign-out']);
  await expect(phase(page, 'Renewal').locator('.outcome')).toHaveText(/^\d+ messages, new tokens$/);
  await expect(phase(page, 'API call').locator('.outcome')).toHaveText(/^\d messages, status 200$/);
  await expect(openOnes(page)).toHaveText(['Sign-out']);
  expect(await axeFindings(page)).toEqual([]);
  const height = () => page.locator(':root').evaluate(({ scrollHeight }) => scrollHeight);
  // All messages listed, none of them open; then not even a phase.
  for (const title of ['Sign-in', 'Renewal', 'API call'])
    await phase(page, title).locator('> summary').click();
  await expect(openOnes(page)).toHaveCount(4);
  expect(await height()).toBeLessThan(3000);
  await page.getByRole('button', { name: 'Close all' }).click();
  await expect(openOnes(page)).toHaveCount(0);
  expect(await height()).toBeLessThan(2000);
  expect(complaints).toEqual([]);
});

test('all of the trace opens and closes at once, and the address stays as it was', async ({
  page,
}) => {
  await page.goto('/reference/style/signed-in/');
  const messages = await page.locator('.trace-phase > ol > li').count();
  await page.getByRole('button', { name: 'Open all' }).click();
  await expect(openOnes(page)).toHaveCount(await titles(page).count());
  await expect(openMessages(page)).toHaveCount(messages);
  await page.getByRole('button', { name: 'Close all' }).click();
  await expect(openOnes(page)).toHaveCount(0);
  await expect(openMessages(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/reference\/style\/signed-in\/$/);
});

test('a link to a message opens it and the phase that it is in', async ({ page }) => {
  await signInCallAndSignOut(page);
  await expect(openOnes(page)).toHaveText(['Sign-out']);
  await page.goto('/demo/entra-id/#message-2');
  await expect(openOnes(page)).toHaveText(['Sign-in', 'Sign-out']);
  await expect(page.locator('#message-2 .trace-opened')).toBeInViewport();
  // Opened by the reader, a message is in the address, so that coming back finds it.
  await page.locator('#message-3 summary').click();
  await expect(page).toHaveURL(/#message-3$/);
});

test('on paper, every phase shows its messages and their arrows', async ({ page }) => {
  await page.goto('/reference/style/signed-in/');
  await page.getByRole('button', { name: 'Close all' }).click();
  await page.emulateMedia({ media: 'print' });
  const arrows = page.locator('.trace-phase .arrow');
  expect(await arrows.count()).toBeGreaterThan(0);
  for (const arrow of await arrows.all()) {
    await expect(arrow).toBeVisible();
    await expect(arrow).toHaveCSS('print-color-adjust', 'exact');
  }
  await expect(page.getByRole('button', { name: 'Open all' })).toBeHidden();
});

test('in forced colors, only the selected tab is underlined', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/tutorials/entra-id/sign-in/');
  const line = (selected: boolean) =>
    page
      .locator(`[role="tab"][aria-selected="${selected}"]`)
      .first()
      .evaluate((tab) => getComputedStyle(tab).borderBlockEndColor);
  const ground = await page
    .locator('body')
    .evaluate((body) => getComputedStyle(body).backgroundColor);
  expect(await line(false)).toBe(ground);
  expect(await line(true)).not.toBe(ground);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('phases and messages open one by one, and nothing offers to open all', async ({ page }) => {
    await signInCallAndSignOut(page);
    for (const name of ['Open all', 'Close all'])
      await expect(page.getByRole('button', { name })).toBeHidden();
    const signIn = phase(page, 'Sign-in');
    await signIn.locator('> summary').click();
    await signIn.getByText('The app redeems the code').click();
    await expect(page.getByText('This request goes from server to server')).toBeVisible();
  });
});
