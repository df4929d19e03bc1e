import { axeFindings } from './axe.ts';
import { expect, test } from './site-test.ts';

test.describe('forgetting a trace', () => {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
      test.use({ javaScriptEnabled });

      test('is a button that the keyboard reaches, and leads to the empty trace', async ({
        page,
        complaints,
      }) => {
        await page.goto('/demo/entra-id/');
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
        await page.getByRole('button', { name: /Alex Rivera/ }).click();
        const messages = page.locator('.trace li[data-kind]');
        await expect(messages.first()).toBeVisible();

        await page.getByRole('link', { name: 'Open as text' }).focus();
        await page.keyboard.press('Tab');
        const forget = page.getByRole('button', { name: 'Forget this trace' });
        await expect(forget).toBeFocused();
        await page.keyboard.press('Enter');

        await expect(page.getByText('There’s no trace.')).toBeVisible();
        await expect(messages).toHaveCount(0);
        await expect(page).toHaveURL(/\/demo\/entra-id\/#trace$/);
        await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
        const names = (await page.context().cookies()).map(({ name }) => name);
        expect(names).not.toContain('lab.entra-id.trace');
        if (javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);
        expect(complaints).toEqual([]);
      });
    });
  }

  test('leaves nothing for the home page to replay', async ({ page }) => {
    await page.goto('/demo/entra-id/');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: /Alex Rivera/ }).click();
    const kept = () => page.evaluate(() => localStorage.getItem('lab.last-trace'));
    await expect.poll(kept).toBe('entra-id');
    await page.getByRole('button', { name: 'Forget this trace' }).click();
    await expect(page.getByText('There’s no trace.')).toBeVisible();
    await expect.poll(kept).toBeNull();
  });
});
