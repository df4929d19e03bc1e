import { exampleStates } from '../../src/auth/example-states.ts';
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
    for (const message of await page.locator('.sequence summary').all()) await message.click();
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
  await expect(page.getByText('A sign-in and an API call, message by message.')).toBeVisible();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});
