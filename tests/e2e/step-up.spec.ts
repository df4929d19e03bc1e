import { startStepUpSite } from '../auth/step-up-site.ts';
import { expect, test } from './site-test.ts';

test('an API that asks for a second factor gets it, and the trace shows how it asked', async ({
  page,
}) => {
  const site = await startStepUpSite();
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text());
  });
  try {
    await page.goto(`${site.origin}/demo/entra-id/`);
    await page.getByRole('button', { name: 'Sign in' }).first().click();
    await page.getByRole('button', { name: /Alex Rivera/ }).click();
    await page.getByRole('button', { name: 'Call the API' }).click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await expect(page.getByText('Approve the sign-in')).toBeVisible();
    await page.getByRole('button', { name: 'Approve' }).click();

    await expect(page.locator('#result')).toContainText('The API returned status 200');
    const challenge = page.locator('[data-kind="api-challenge"]');
    await page.getByRole('button', { name: 'Open all' }).click();
    await expect(challenge).toContainText('insufficient_claims');
    // Browsers hold a posted form to form-action wherever its redirects lead.
    expect(refused).toEqual([]);
  } finally {
    await site.stop();
  }
});
