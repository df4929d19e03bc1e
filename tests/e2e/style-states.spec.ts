import { exampleStates } from '../../src/style-guide/example-states.ts';
import { axeFindings } from './axe.ts';
import { expect, test } from './site-test.ts';

test('every state of the demo can be looked at, and axe finds nothing in any', async ({
  page,
  complaints,
}) => {
  await page.setViewportSize({ width: 320, height: 780 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const findings: string[] = [];
  for (const { slug, name } of exampleStates) {
    await page.goto('/reference/style/');
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/reference/style/${slug}/$`));
    for (const openAll of await page.getByRole('button', { name: 'Open all' }).all())
      await openAll.click();
    // A link that is half under the sticky header would count as too small to tap.
    await page.evaluate(() => scrollTo(0, 0));
    findings.push(...(await axeFindings(page)));
    const { scrollWidth, clientWidth } = await page
      .locator(':root')
      .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
    if (scrollWidth > clientWidth) findings.push(`${slug} scrolls sideways at 320 pixels`);
  }
  expect(findings).toEqual([]);
  expect(complaints).toEqual([]);
});

test('an example of the demo is not replayed on the home page as the visitor’s own', async ({
  page,
}) => {
  await page.goto('/reference/style/signed-in/', { waitUntil: 'networkidle' });
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page.getByText('An example. Sign in to the demo to see your own.')).toBeVisible();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('a trace is copied as text, which says so, and comes back as it was left', async ({
  page,
  context,
  complaints,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/reference/style/signed-in/');
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByRole('status').filter({ hasText: /^Copied$/ })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^1\. Browser → App: You ask the app to sign you in$/m);

  const redeem = page.locator('li[id^="message-"]').filter({ hasText: 'The app redeems the code' });
  await page.getByText('Sign-in', { exact: true }).click();
  await redeem.locator('summary').first().click();
  await redeem.getByRole('link', { name: 'sign-in/protocol/sign-in.ts' }).click();
  await expect(page).toHaveURL(/#region-redeem$/);
  await page.goBack();
  await expect(redeem.getByText('This request goes from server to server')).toBeVisible();
  expect(complaints).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a message leads to the marked lines that did it, and the trace is there as text', async ({
    page,
  }) => {
    await page.goto('/reference/style/signed-in/');
    await expect(page.getByRole('button', { name: 'Copy as text' })).toBeHidden();
    await page.getByText('Sign-in', { exact: true }).click();
    await page.getByText('The app redeems the code').click();
    await page.getByRole('link', { name: 'sign-in/protocol/sign-in.ts' }).click();
    const marked = page.locator('.code-region:target');
    await expect(marked).toContainText('async function redeem');
    await expect(marked).toBeInViewport();
    await page.goBack();
    await page.getByRole('link', { name: 'Open as text' }).click();
    await expect(page.getByText('1. Browser → App')).toBeVisible();
  });
});
