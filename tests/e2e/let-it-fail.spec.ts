import type { Page } from 'playwright/test';
import { axeFindings } from './axe.ts';
import { expect, test } from './site-test.ts';

const demo = '/demo/entra-id/';
const accountsIn = (page: Page) => page.getByRole('list', { name: 'Accounts' });

async function signIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await accountsIn(page)
    .getByRole('button', { name: /Alex Rivera/ })
    .click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('from a step: let the nonce be wrong, read the cause and the trace, switch it off, sign in', async ({
      page,
    }) => {
      await page.goto('/tutorials/entra-id/sign-in/');
      await page.getByRole('link', { name: 'Wrong nonce' }).click();
      await expect(page.getByLabel('What goes wrong')).toHaveValue('wrong-nonce');
      if (javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);

      await page.getByRole('button', { name: 'Switch it on' }).click();
      await expect(page.getByText('Sign in now, and read the trace.')).toBeVisible();
      await signIn(page);
      await expect(page).toHaveTitle(/^That didn’t work/);
      await expect(page.getByText('You switched this fault on: Wrong nonce.')).toBeVisible();
      await expect(page.getByRole('link', { name: 'More about id_token_nonce' })).toHaveAttribute(
        'href',
        '/errors/id_token_nonce/',
      );
      if (javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);

      const failedAt = page.getByRole('region', { name: 'Where it failed' });
      await expect(failedAt).toContainText('id_token');
      await page.getByRole('button', { name: 'Switch it off' }).click();
      await expect(page.getByText('You switched this fault on')).toHaveCount(0);
      // The identity provider remembers who signed in, and doesn't ask again.
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(page.locator('#result')).toContainText('You are signed in');
    });
  });
}

test('two visitors sign in at the same time, and only the one who chose the fault fails', async ({
  browser,
  site,
}) => {
  const contexts = await Promise.all([browser.newContext(), browser.newContext()]);
  const [breaking, other] = await Promise.all(contexts.map((context) => context.newPage()));
  if (!breaking || !other) throw new Error('There are not two pages.');
  await Promise.all([breaking, other].map((page) => page.goto(site.origin + demo)));
  await breaking.getByText('Let it fail').click();
  await breaking.getByLabel('What goes wrong').selectOption('Blocked user');
  await breaking.getByRole('button', { name: 'Switch it on' }).click();
  await Promise.all([signIn(breaking), signIn(other)]);
  await expect(breaking.getByRole('alert')).toContainText('AADSTS50057');
  await expect(other.locator('#result')).toContainText('You are signed in');
  await Promise.all(contexts.map((context) => context.close()));
});

test('the Try it tab of a step offers the faults, and comes back to the step', async ({ page }) => {
  const step = '/tutorials/b2c/sign-in/';
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(step);
  const pane = page.getByRole('complementary', { name: 'Sample' });
  await pane.getByRole('tab', { name: 'Try it' }).click();
  await pane.getByText('Let it fail').click();
  await pane.getByLabel('What goes wrong').selectOption('Expired client secret');
  await pane.getByRole('button', { name: 'Switch it on' }).click();
  await expect(pane.getByText('You switched this fault on: Expired client secret.')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(step);
  await pane.getByRole('button', { name: 'Switch it off' }).click();
  await expect(pane.getByText('Let it fail')).toBeVisible();
});
