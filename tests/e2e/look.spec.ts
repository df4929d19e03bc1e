import type { Page } from 'playwright/test';
import { axeFindings } from './axe.ts';
import { expect, test } from './site-test.ts';

const templates = [
  '/',
  '/tutorials/',
  '/tutorials/entra-id/',
  '/demo/b2c/',
  '/guides/',
  '/guides/on-behalf-of/',
  '/changelog/',
  '/reference/style/',
  '/reference/configuration/',
  '/how-it-works/tokens/',
  '/tutorials/entra-id/sign-in/',
  '/errors/',
  '/errors/AADSTS50011/',
  '/downloads/',
  '/reference/glossary/',
  '/reference/security/',
  '/samples/web-app/sign-in-protocol-sign-in-ts/#region-redeem',
  '/no-such-page/',
];
const widths = [360, 1280];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any template in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const findings: string[] = [];
    for (const path of templates) {
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path, { waitUntil: 'networkidle' });
        findings.push(...(await axeFindings(page)));
      }
    }
    expect(findings).toEqual([]);
  });
}

test('axe finds nothing on a step whose scripts have not arrived', async ({ page }) => {
  await page.route('**/*.js', (route) => route.abort());
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('/tutorials/entra-id/sign-in/');
  expect(await axeFindings(page)).toEqual([]);
});

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** At each width, with text as it is and at 200 %. */
async function expectNoScrollingSideways(page: Page, name: string): Promise<void> {
  for (const fontSize of ['100%', '200%']) {
    await page.evaluate((size) => {
      document.documentElement.style.fontSize = size;
    }, fontSize);
    for (const width of [320, 390, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await sideways(page), `${name} at ${width}, text at ${fontSize}`).toBe(0);
    }
  }
}

test('no page scrolls sideways at 320, 390 and 1440 pixels, nor with text at 200 %', async ({
  page,
}) => {
  for (const path of templates) {
    await page.goto(path);
    await expectNoScrollingSideways(page, path);
  }
});

test('a signed-in demo doesn’t scroll sideways either, with every message open', async ({
  page,
}) => {
  await page.goto('/demo/entra-id/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: /Alex Rivera/ }).click();
  await page.getByRole('button', { name: 'Call the API' }).click();
  await expect(page.getByText('The API returned status 200')).toBeVisible();
  await page.locator('.trace details').evaluateAll((all) => {
    for (const message of all) message.setAttribute('open', '');
  });
  await expectNoScrollingSideways(page, 'the demo');
  await page.goto('/');
  await expect(page.getByText('Your last sign-in as Alex Rivera')).toBeVisible();
  await expectNoScrollingSideways(page, 'home with a sign-in');
});

test('the contents of a page are listed once: folded on a tablet, beside the text on a desk', async ({
  page,
}) => {
  await page.goto('/choose/');
  const folded = page.locator('.toc-folded');
  const beside = page.getByRole('navigation', { name: 'On this page' });
  await page.setViewportSize({ width: 768, height: 900 });
  await expect(folded).toBeVisible();
  await expect(beside).toBeHidden();
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(folded).toBeHidden();
  await expect(beside).toBeVisible();
});

test('search is fetched when the keyboard asks for it, and leads to the place it found', async ({
  page,
  complaints,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(asked.filter((path) => /pagefind|search-dialog/.test(path))).toEqual([]);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('searchbox', { name: 'Search this site' }).fill('refresh token');
  await expect(page.getByRole('status')).toContainText('page');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.search-results a').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/localhost:\d+\/$/);
  expect(complaints).toEqual([]);
});

test('the theme a reader chooses holds on the next page', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole('combobox', { name: 'Select theme' }).selectOption('dark');
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.goto('/how-it-works/tokens/');
  expect(await ground()).toBe(dark);
  await page.getByRole('combobox', { name: 'Select theme' }).selectOption('auto');
  expect(await ground()).toBe(light);
});

test('without scripts the page follows the theme of the system', async ({ browser, site }) => {
  const grounds = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ javaScriptEnabled: false, colorScheme });
    const page = await context.newPage();
    await page.goto(site.origin);
    const picture = await page.screenshot({ clip: { x: 2, y: 400, width: 4, height: 4 } });
    grounds.push(picture.toString('base64'));
    await expect(page.getByRole('button', { name: 'Search' })).toBeHidden();
    await context.close();
  }
  expect(grounds[0]).not.toBe(grounds[1]);
});

test('on a phone the menu opens, keeps the keyboard, and closes by Escape', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 700 });
  await page.goto('/how-it-works/tokens/');
  await page.getByRole('button', { name: 'Menu' }).press('Enter');
  await expect(page.getByRole('link', { name: 'Consent and scopes' }).first()).toBeVisible();
  await expect(page.locator('.main-frame')).toHaveAttribute('inert');
  await page.keyboard.press('Escape');
  await expect(page.locator('.main-frame')).not.toHaveAttribute('inert');
  await expect(page.getByRole('button', { name: 'Menu' })).toBeFocused();
});

test('a page is fetched when its link is pointed at; a zip and a demo are not', async ({
  page,
  complaints,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/', { waitUntil: 'networkidle' });
  await page.getByRole('link', { name: 'Download: Entra ID, sign-in' }).hover();
  await page.getByRole('link', { name: 'Try: Entra ID, sign-in' }).hover();
  const downloads = page.waitForRequest(/\/downloads\/$/);
  await page.getByRole('link', { name: 'Downloads' }).first().hover();
  await downloads;
  expect(asked.filter((path) => path.startsWith('/demo/') || path.endsWith('.zip'))).toEqual([]);
  expect(complaints).toEqual([]);
});
