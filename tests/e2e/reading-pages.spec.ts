import type { Page } from 'playwright/test';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { steps } from '../steps.ts';
import { expect, test } from './site-test.ts';

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 800 };
const step = '/tutorials/entra-id/sign-in/';
const blocks = (page: Page) => page.locator('.sample-code .expressive-code');
const captions = (page: Page) => page.locator('.sample-code figcaption a');
const wrap = (page: Page) => page.getByRole('checkbox', { name: 'Wrap' });

test('beside the pane, the text has a row for each block of code, which tells what the pane shows', async ({
  page,
}) => {
  await page.setViewportSize(wide);
  await page.goto(step);
  await expect(blocks(page).filter({ visible: true })).toHaveCount(0);
  const caption = captions(page).last();
  await caption.click();
  await expect(page.locator('.sample-code a[aria-current]')).toHaveCount(1);
  await expect(caption).toHaveAttribute('aria-current', 'true');
  await expect(page.locator('[data-pane-name]')).toHaveText(
    (await caption.locator('code').textContent()) ?? '',
  );
});

test('where there is no pane beside the text, the code is in the text, from its own line on', async ({
  page,
}) => {
  await page.goto(step);
  const count = await blocks(page).count();
  await page.setViewportSize(phone);
  await expect(blocks(page).filter({ visible: true })).toHaveCount(count);
  await page.setViewportSize(wide);
  await page.emulateMedia({ media: 'print' });
  await expect(blocks(page).filter({ visible: true })).toHaveCount(count);
  for (const figure of await page.locator('.sample-code').all()) {
    const lines = await figure.locator('figcaption a').getAttribute('data-lines');
    const before = await figure.evaluate((element) =>
      getComputedStyle(element).getPropertyValue('--lines-before'),
    );
    expect(Number(before) + 1).toBe(Number(lines?.split('-')[0] ?? 1));
  }
});

test('a guide, which has no pane, shows its code at every width, from its own line on', async ({
  page,
}) => {
  await page.goto('/guides/on-behalf-of/');
  const count = await blocks(page).count();
  expect(count).toBeGreaterThan(0);
  for (const size of [phone, wide]) {
    await page.setViewportSize(size);
    await expect(blocks(page).filter({ visible: true })).toHaveCount(count);
  }
  const [figure] = await page.locator('.sample-code').all();
  const [, first = ''] = /lines (\d+)–/.exec((await figure?.innerText()) ?? '') ?? [];
  expect(await figure?.getAttribute('style')).toBe(`--lines-before:${Number(first) - 1}`);
});

test('without JavaScript, the code is in the text at every width', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: wide });
  const page = await context.newPage();
  await page.goto(site.origin + step);
  await expect(blocks(page).first()).toBeVisible();
  await context.close();
});

test('long lines in the pane wrap when the reader says so, on the next page too', async ({
  page,
}) => {
  await page.setViewportSize(wide);
  await page.goto(step);
  const hidden = () =>
    page
      .locator('.pane-files > :not([hidden]) pre')
      .evaluate((pre) => pre.scrollWidth - pre.clientWidth);
  expect(await hidden()).toBeGreaterThan(0);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await wrap(page).check();
  expect(await hidden()).toBe(0);
  await page.goto('/tutorials/b2c/protect-pages/');
  await expect(wrap(page)).toBeChecked();
  expect(await hidden()).toBe(0);
  await wrap(page).uncheck();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

for (const [name, size] of Object.entries({ desktop: wide, phone })) {
  test(`the name of the file stays in view above its code on a ${name}`, async ({ page }) => {
    await page.setViewportSize(size);
    await page.goto(step);
    await page.locator('.pane-files .ec-line').last().scrollIntoViewIfNeeded();
    await expect(page.locator('[data-pane-name]')).toBeInViewport({ ratio: 1 });
    await expect(
      page.getByRole('complementary').getByRole('button', { name: 'Copy' }),
    ).toBeInViewport();
  });

  test(`no copy button covers a line of code on a ${name}`, async ({ page }) => {
    await page.setViewportSize(size);
    for (const path of [step, '/tutorials/entra-id/configure/', '/reference/configuration/']) {
      await page.goto(path);
      await expect(page.locator('.copy-code').first()).toBeAttached();
      const covered = await page.evaluate(() => {
        const boxes = (selector: string) =>
          [...document.querySelectorAll(selector)]
            .map((element) => element.getBoundingClientRect())
            .filter(({ width }) => width > 0);
        const lines = boxes('.ec-line');
        return boxes('.frame > .copy-code').filter((button) =>
          lines.some(
            (line) =>
              line.top < button.bottom &&
              button.top < line.bottom &&
              line.left < button.right &&
              button.left < line.right,
          ),
        ).length;
      });
      expect(covered, path).toBe(0);
    }
  });
}

test('the copy button of the pane copies the file that it shows', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.setViewportSize(wide);
  await page.goto(step);
  const caption = captions(page).last();
  await caption.click();
  await expect(caption).toHaveAttribute('aria-current', 'true');
  const pane = page.getByRole('complementary');
  await pane.getByRole('button', { name: 'Copy' }).click();
  await expect(pane.getByRole('button', { name: 'Copied' })).toBeVisible();
  const lines = page.locator('.pane-files > :not([hidden]) .ec-line');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toHaveLength(await lines.count());
});

test('the second stop of the keyboard leads to the pane, and the first there leads back', async ({
  page,
}) => {
  await page.setViewportSize(wide);
  await page.goto(step);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to code and live demo' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const back = page.getByRole('link', { name: 'Back to the text' });
  await expect(back).toBeFocused();
  await expect(back).toBeInViewport();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tab', { name: 'Code' })).toBeFocused();
  await captions(page).last().click();
  await expect(captions(page).last()).toHaveAttribute('aria-current', 'true');
  await back.focus();
  await page.keyboard.press('Enter');
  await expect(captions(page).last()).toBeFocused();
});

test('a step lists its sections once: below its title on a phone, else beside it', async ({
  page,
}) => {
  await page.goto('/tutorials/b2c/sign-in/');
  const folded = page.locator('.step-title .toc-folded');
  const beside = page.locator('.track-steps .toc');
  await page.setViewportSize(wide);
  await expect(folded).toBeHidden();
  await beside.getByRole('link', { name: 'Checkpoint' }).click();
  await expect(page.getByRole('heading', { name: 'Checkpoint' })).toBeInViewport();
  await page.setViewportSize(phone);
  await expect(folded).toBeVisible();
  await page.getByRole('banner').getByRole('button', { name: 'Menu' }).click();
  await expect(beside).toBeHidden();
});

test('every section that a step lists is there', async ({ page }) => {
  const missing: string[] = [];
  for (const tenantType of tenantTypes) {
    for (const name of steps) {
      const path = `/tutorials/${tenantType}/${name}/`;
      await page.goto(path);
      const lost = await page
        .locator('.track-steps .toc a')
        .evaluateAll((links) =>
          links
            .map((link) => link.getAttribute('href') ?? '')
            .filter((href) => !document.getElementById(href.slice(1))),
        );
      missing.push(...lost.map((href) => path + href));
    }
  }
  expect(missing).toEqual([]);
});

test('who comes back finds the next step of each track, and nobody else sees a trace of it', async ({
  page,
}) => {
  const again = page.getByRole('region', { name: 'Continue where you stopped' });
  await page.goto('/tutorials/');
  await expect(again).toBeHidden();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.goto('/tutorials/b2c/overview/');
  await page.getByLabel('I’ve finished this step').check();
  await page.goto('/tutorials/');
  await expect(again.getByRole('listitem')).toHaveCount(1);
  await expect(again).toContainText(`1 of ${steps.length} steps done`);
  await again.getByRole('link', { name: 'Step 2: Prepare the tenant' }).click();
  await expect(page).toHaveURL(/\/tutorials\/b2c\/prepare-tenant\/$/);
});

test('pages of one kind share one left edge', async ({ page }) => {
  await page.setViewportSize(wide);
  const kinds = {
    'beside a sidebar': [
      step,
      '/tutorials/entra-id/',
      '/guides/any-organization/',
      '/how-it-works/tokens/',
      '/reference/configuration/',
      '/reference/glossary/',
      '/reference/security/',
    ],
    'without a sidebar': [
      '/',
      '/tutorials/',
      '/choose/',
      '/downloads/',
      '/demo/',
      '/demo/entra-id/',
      '/errors/',
      '/errors/AADSTS50011/',
      '/errors/AADSTS99/',
      '/samples/web-app/app-ts/',
      '/samples/files/b2c/',
      '/no-such-page/',
    ],
  };
  for (const [kind, paths] of Object.entries(kinds)) {
    const edges = new Map<string, number | undefined>();
    for (const path of paths) {
      await page.goto(path);
      edges.set(path, (await page.locator('main h1').boundingBox())?.x);
    }
    expect(new Set(edges.values()).size, `${kind}: ${JSON.stringify([...edges])}`).toBe(1);
  }
});

/** Why a step may be longer than the others. */
const longer: Readonly<Record<string, { reason: string; height: number }>> = {
  deploy: {
    reason: 'one sitting at a terminal that costs money, from the first command to cleaning up',
    height: 8_500,
  },
  'run-and-test': {
    reason: 'It tries everything that the app can do, one thing after the other.',
    height: 6_200,
  },
};

test('no step is longer than 6,000 pixels on a desktop without a reason', async ({ page }) => {
  await page.setViewportSize(wide);
  const tooLong: string[] = [];
  for (const tenantType of tenantTypes) {
    for (const name of steps) {
      await page.goto(`/tutorials/${tenantType}/${name}/`);
      const height = (await page.locator('main').boundingBox())?.height ?? 0;
      const limit = longer[name]?.height ?? 6_000;
      if (height > limit) tooLong.push(`${tenantType}/${name}: ${Math.round(height)}`);
    }
  }
  expect(tooLong).toEqual([]);
});
