import { axeFindings } from './axe.ts';
import { startSite } from './running-site.ts';
import { expect, test } from './site-test.ts';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('one button on the page of an error leads to it in the live demo, with its trace', async ({
      page,
    }) => {
      await page.goto('/errors/id_token_nonce/');
      await page.getByLabel('What goes wrong').selectOption('No nonce');
      await page.getByRole('button', { name: 'Azure AD B2C' }).click();
      await page
        .getByRole('list', { name: 'Accounts' })
        .getByRole('button', { name: /Alex Rivera/ })
        .click();
      await expect(page.getByRole('alert')).toContainText('id_token_nonce');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Live demo: Azure AD B2C');
      await expect(page.getByText('You switched this fault on: No nonce.')).toBeVisible();
      await expect(page.getByRole('region', { name: 'Where it failed' })).toBeVisible();
      await page.getByRole('link', { name: 'More about id_token_nonce' }).click();
      await expect(page).toHaveURL('/errors/id_token_nonce/');
    });
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const width of [390, 1440]) {
      test(`${width} px wide, the button has no findings`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        for (const code of ['id_token_nonce', 'AADB2C90289', 'AADSTS50173', 'AADSTS50053']) {
          await page.goto(`/errors/${code}/`);
          await expect(page.getByRole('heading', { name: 'See it happen' })).toBeVisible();
          expect(await axeFindings(page)).toEqual([]);
        }
      });
    }
  });
}

test('a code that nothing brings about has a sentence instead of a button', async ({ page }) => {
  await page.goto('/errors/AADSTS50053/');
  await expect(page.getByText('has a switch that brings this code about')).toBeVisible();
  await expect(page.locator('.see-it-happen')).toHaveCount(0);
});

test('where a demo uses an operator’s tenant, its button isn’t there', async ({ page }) => {
  const operators = ['ENTRA_ID', 'EXTERNAL_ID', 'EXTERNAL_ID_CUSTOM_DOMAIN'];
  const own = Object.fromEntries(
    operators.flatMap((prefix) => [
      [`${prefix}__CLIENT_ID`, '22222222-2222-4222-8222-222222222222'],
      [`${prefix}__CLIENT_SECRET`, 'an-operators-own-secret'],
    ]),
  );
  const tenant = '0a0a0a0a-1111-4111-8111-111111111111';
  const site = await startSite({
    ...own,
    ENTRA_ID__AUTHORITY: `https://login.microsoftonline.com/${tenant}`,
    EXTERNAL_ID__AUTHORITY: `https://contoso.ciamlogin.com/${tenant}`,
    EXTERNAL_ID_CUSTOM_DOMAIN__OIDC_AUTHORITY: `https://login.example.com/${tenant}/v2.0`,
  });
  try {
    const buttons = page.locator('.see-it-happen').getByRole('button');
    const elsewhere = page.getByText('nothing can be broken on purpose');
    await page.goto(`${site.origin}/errors/id_token_nonce/`);
    await expect(buttons).toHaveText(['Azure AD B2C']);
    await expect(elsewhere).toBeHidden();
    await page.goto(`${site.origin}/errors/AADSTS50105/`);
    await expect(page.locator('.see-it-happen')).toBeHidden();
    await expect(buttons).toHaveCount(0);
    await expect(elsewhere).toBeVisible();
  } finally {
    await site.stop();
  }
});
