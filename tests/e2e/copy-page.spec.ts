import { expect, test } from './site-test.ts';

const step = '/tutorials/b2c/sign-in/';

test.describe('a page as Markdown', () => {
  test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

  for (const path of [
    step,
    '/guides/on-behalf-of/',
    '/how-it-works/tokens/',
    '/reference/doctor/',
    '/errors/AADSTS50011/',
  ])
    test(`${path} is copied as it is served`, async ({ page, request, complaints }) => {
      await page.goto(path);
      const served = await (await request.get(`${path.slice(0, -1)}.md`)).text();
      await page.getByRole('button', { name: 'Copy page' }).click();
      await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(served);
      expect(complaints).toEqual([]);
    });

  test('the prompt has versions and rules before the page', async ({ page, request }) => {
    await page.goto(step);
    const served = await (await request.get(`${step.slice(0, -1)}.md`)).text();
    await page.getByRole('button', { name: 'Copy for a coding agent' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(
      /^I’m building a web app[\s\S]+Never turn off a check[\s\S]+\n---\n\n# /,
    );
    expect(copied.endsWith(served)).toBe(true);
  });

  test('a page that cannot be fetched is not copied, and the button tells so', async ({ page }) => {
    await page.goto(step);
    await page.route('**/*.md', (route) => route.abort());
    await page.getByRole('button', { name: 'Copy page' }).click();
    await expect(page.getByRole('button', { name: 'Couldn’t copy' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Copy page' })).toBeVisible();
  });
});

test('without JavaScript the link to the Markdown is there, and no button', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(site.origin + step);
  await expect(plain.getByRole('link', { name: 'View as Markdown' })).toBeVisible();
  await expect(plain.getByRole('button', { name: 'Copy page' })).toBeHidden();
  await context.close();
});
