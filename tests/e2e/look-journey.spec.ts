import { axeFindings } from './axe.ts';
import { reach } from './keyboard.ts';
import { expect, test } from './site-test.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the way through a sign-in in the ${colorScheme} theme, on a phone`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const findings: string[] = [];
    const look = async () => findings.push(...(await axeFindings(page)));
    await page.goto('/demo/b2c/');
    await look();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('list', { name: 'Accounts' })).toBeVisible();
    await look();
    await page.getByRole('button', { name: 'Use another account' }).click();
    await look();
    await page.goBack();
    await page.getByRole('button', { name: /Alex Rivera/ }).click();
    await page.getByRole('button', { name: 'Call the API' }).click();
    await expect(page.getByText('The API returned status 200')).toBeVisible();
    await page.getByRole('button', { name: 'Open all' }).click();
    await look();
    await page.goto('/auth/redirect/b2c?code=never&state=asked');
    await look();
    expect(findings).toEqual([]);
  });
}

test('the home page replays the own last sign-in, and moves nothing below it', async ({
  page,
  complaints,
}) => {
  const matrix = page.getByRole('heading', { name: 'Choose your scenario' });
  await page.goto('/');
  const before = await matrix.boundingBox();
  await expect(page.getByText('An example. Sign in to the demo')).toBeVisible();
  await page.getByRole('link', { name: 'Watch a sign-in in the live demo' }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: /Mira Lindqvist/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  // Modules run before this event, the one that remembers the sign-in too; the button is there earlier.
  await page.waitForLoadState('domcontentloaded');
  await page.goto('/');
  await expect(page.getByText('Your last sign-in as Mira Lindqvist')).toBeVisible();
  expect((await matrix.boundingBox())?.y).toBe(before?.y);
  await page.getByRole('link', { name: 'Open its trace' }).click();
  await expect(page).toHaveURL(/\/demo\/entra-id\/#trace$/);
  expect(complaints).toEqual([]);
});

test('code is copied exactly as it is in the sample', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/reference/style/');
  const block = page.locator('.expressive-code .frame').first();
  await block.getByRole('button', { name: 'Copy' }).click();
  await expect(block.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toHaveLength(4);
  expect(copied).toContain('\n  response.send(profilePage(request.user, 30));\n');
});

test('the whole journey by keyboard: the focus is always seen, and lands on the result', async ({
  page,
  context,
  complaints,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.setViewportSize({ width: 1280, height: 640 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const press = async (role: 'button' | 'link', name: string | RegExp, key?: string) => {
    await reach(page, page.getByRole(role, { name }), key);
    await page.keyboard.press('Enter');
  };
  const result = page.locator('#result');
  await page.goto('/');
  await press('link', 'Watch a sign-in in the live demo');
  await page.waitForURL('**/demo/entra-id/');
  await press('button', /^Sign in$/);
  await expect(page.getByRole('list', { name: 'Accounts' })).toBeVisible();
  await press('button', /Alex Rivera/);
  await expect(result).toContainText('You are signed in');
  await expect(result).toBeFocused();

  await press('button', 'Call the API');
  await expect(result).toContainText('The API returned status 200');
  await expect(result).toBeFocused();

  await press('button', 'Copy as text');
  await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  const redeem = page.locator('[data-kind="redeem"]');
  await reach(page, page.locator('.trace-phase > summary').first());
  await page.keyboard.press('Enter');
  await reach(page, redeem.locator('summary'));
  await page.keyboard.press('Space');
  await expect(redeem.getByText('This request goes from server to server')).toBeVisible();
  await reach(page, redeem.getByRole('link', { name: 'sign-in/protocol/sign-in.ts' }));
  await reach(page, page.locator('[data-kind="call-api-answer"] summary'));

  // And back up, under the sticky names of the lanes.
  await press('button', 'Sign out', 'Shift+Tab');
  await expect(result).toContainText('You are signed out');
  await expect(result).toBeFocused();
  expect(complaints).toEqual([]);
});
