import { expect, test } from './site-test.ts';

const step = '/tutorials/external-id/sign-in/';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'from a step' : 'from a step, without JavaScript', () => {
    test.use({ javaScriptEnabled, viewport: { width: 1440, height: 900 } });

    test('sign in, come back to the step, call the API, sign out', async ({ page }) => {
      const pane = page.getByRole('complementary', { name: 'Sample' });
      const backAtTheStep = () => expect.poll(() => new URL(page.url()).pathname).toBe(step);
      await page.goto(step);
      if (javaScriptEnabled) await pane.getByRole('tab', { name: 'Try it' }).click();
      await pane.getByRole('button', { name: 'Sign in' }).click();
      const accounts = page.getByRole('list', { name: 'Accounts' });
      await accounts.getByRole('button', { name: /Alex Rivera/ }).click();
      await backAtTheStep();

      if (!javaScriptEnabled) {
        // The page is static and cannot know: it leads to the demo, which does.
        await pane.getByRole('link', { name: /live demo/ }).click();
        await expect(page.getByText('Alex Rivera').first()).toBeVisible();
        return;
      }
      await expect(pane.getByRole('tab', { name: 'Try it' })).toHaveAttribute(
        'aria-selected',
        'true',
      );
      await expect(pane.getByText('Alex Rivera').first()).toBeVisible();
      await expect(pane.getByRole('link', { name: /Open the trace/ })).toBeVisible();

      await pane.getByRole('button', { name: 'Call the API' }).click();
      await backAtTheStep();
      await expect(pane.getByText('displayName').first()).toBeVisible();

      await pane.getByText('Which lines of code did this?').click();
      await pane.getByRole('link', { name: 'The app redeems the code' }).click();
      await expect(pane.getByRole('tab', { name: 'Code' })).toHaveAttribute(
        'aria-selected',
        'true',
      );
      const marked = pane.locator('.ec-line.mark').filter({ visible: true });
      await expect(marked.first()).toContainText('async function redeem');
      await expect(pane.getByRole('status')).toContainText('sign-in/protocol/sign-in.ts, lines');
      await pane.getByRole('tab', { name: 'Try it' }).click();

      await page.setViewportSize({ width: 360, height: 780 });
      await pane.getByRole('link', { name: 'You are signed in' }).press('Enter');
      const start = pane.locator('.ec-line.mark', { hasText: 'async start(' });
      await expect(start).toBeInViewport();
      await expect(pane.getByRole('tab', { name: 'Code' })).toBeFocused();
      await page.setViewportSize({ width: 1440, height: 900 });
      await pane.getByRole('tab', { name: 'Try it' }).click();

      await pane.getByRole('button', { name: 'Sign out' }).click();
      await backAtTheStep();
      await expect(pane.locator('#result')).toContainText('You are signed out');
      await expect(pane.getByRole('button', { name: 'Sign in' })).toBeVisible();
    });
  });
}
