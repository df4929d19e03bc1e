import type { Page } from 'playwright/test';
import { expect, test } from './site-test.ts';

const demo = '/demo/entra-id/';

async function signIn(page: Page): Promise<void> {
  await page.goto(demo);
  await page.getByRole('button', { name: 'Sign in' }).first().click();
  await chooseAlex(page);
}

async function chooseAlex(page: Page): Promise<void> {
  const accounts = page.getByRole('list', { name: 'Accounts' });
  await accounts.getByRole('button', { name: /Alex Rivera/ }).click();
  await expect(signOut(page)).toBeVisible();
}

const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out' }).first();

test('fault 17: five tabs that sign in at the same time all end up signed in', async ({
  context,
}) => {
  const tabs = await Promise.all(Array.from({ length: 5 }, () => context.newPage()));
  for (const tab of tabs) {
    await tab.goto(demo);
    await tab.getByRole('button', { name: 'Sign in' }).first().click();
  }
  for (const tab of tabs) await chooseAlex(tab);
});

test('fault 18: after sign-out in one tab, the other tab calls no API', async ({ context }) => {
  const [here, there] = [await context.newPage(), await context.newPage()];
  await signIn(here);
  await there.goto(demo);
  await signOut(here).click();
  await expect(signOut(here)).toHaveCount(0);
  await there.getByRole('button', { name: 'Call the API' }).first().click();
  await expect(there.getByText('displayName')).toHaveCount(0);
  await there.goto(demo);
  await expect(signOut(there)).toHaveCount(0);
});

test('fault 19: the back button after sign-out shows nothing private', async ({ page }) => {
  await signIn(page);
  await signOut(page).click();
  await expect(signOut(page)).toHaveCount(0);
  const last = page.url();
  do await page.goBack();
  while (new URL(page.url()).pathname !== demo || page.url() === last);
  await expect(signOut(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Call the API' })).toHaveCount(0);
});

test('fault 20: reloading the page after sign-in isn’t an error', async ({ page }) => {
  await signIn(page);
  await page.reload();
  await expect(signOut(page)).toBeVisible();
});
