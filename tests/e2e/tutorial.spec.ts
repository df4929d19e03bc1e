import type { Page } from 'playwright/test';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { progressKey } from '../../src/tutorial/browser/progress.ts';
import { steps as track } from '../steps.ts';
import { expect, test } from './site-test.ts';

const wide = { width: 1440, height: 900 };
const phone = { width: 360, height: 740 };
const pane = (page: Page) => page.getByRole('complementary', { name: 'Sample' });
const steps = (page: Page) => page.getByRole('navigation', { name: 'Main' });
const shownFile = (page: Page) => page.locator('[data-pane-name]');
const marked = (page: Page) => page.locator('[data-pane-file]:not([hidden]) .ec-line.mark');

test.describe('every track', () => {
  for (const tenantType of tenantTypes) {
    test(`${tenantType}: every step, one after the other`, async ({ page, complaints }) => {
      await page.goto(`/tutorials/${tenantType}/`);
      const links = page.locator('.track-index a[data-step]');
      await expect(links).toHaveCount(track.length);
      await links.first().click();
      for (let order = 1; order <= track.length; order += 1) {
        await expect(
          page.getByText(`Step ${order} of ${track.length}`, { exact: true }),
        ).toBeVisible();
        await expect(page.getByRole('heading', { name: 'Checkpoint' })).toBeVisible();
        await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
        await expect(page.getByRole('tab', { name: 'Code' })).toBeVisible();
        const next = page.getByRole('link', { name: /^Next/ });
        if (order < track.length) await next.click();
        else await expect(next).toHaveCount(0);
      }
      expect(complaints).toEqual([]);
    });
  }
});

test('the tenant switcher keeps the step', async ({ page }) => {
  await page.goto('/tutorials/entra-id/configure/');
  await page.getByText('Tenant type: Entra ID').click();
  await page.locator('.tenant-switcher').getByRole('link', { name: 'Azure AD B2C' }).click();
  await expect(page).toHaveURL(/\/tutorials\/b2c\/configure\/$/);
  await expect(page.getByText('B2C_TENANT_NAME').first()).toBeVisible();
});

test('a track shows nothing about the other tenant types', async ({ page }) => {
  await page.goto('/tutorials/entra-id/configure/');
  await expect(page.getByRole('main')).not.toContainText('B2C_TENANT_NAME');
});

test('ticks are kept, resumed from, and taken away', async ({ page }) => {
  await page.goto('/tutorials/b2c/overview/');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.getByLabel('I’ve finished this step').check();
  await expect(steps(page).getByRole('link', { name: 'Overview' })).toContainText('✓');

  await page.goto('/tutorials/b2c/');
  await expect(page.getByText(`1 of ${track.length} steps done.`)).toBeVisible();
  await page.getByRole('link', { name: /^Continue with/ }).click();
  await expect(page).toHaveURL(/\/tutorials\/b2c\/prepare-tenant\/$/);
  await expect(page.getByLabel('I’ve finished this step')).not.toBeChecked();

  await page.goto('/tutorials/entra-id/');
  await expect(page.getByText('steps done.')).toBeHidden();

  await page.goto('/tutorials/b2c/');
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.getByText('steps done.')).toBeHidden();
  expect(await page.evaluate((key) => localStorage.getItem(key), progressKey)).toBeNull();
});

test('the pane follows the prose by scrolling', async ({ page }) => {
  await page.setViewportSize(wide);
  await page.goto('/tutorials/entra-id/sign-in/');
  const captions = page.locator('.sample-code figcaption a[data-lines]');
  for (const caption of [captions.last(), captions.first()]) {
    await caption.evaluate((link) => {
      const { top } = link.getBoundingClientRect();
      scrollBy({ top: top - innerHeight / 3, behavior: 'instant' });
    });
    const [first = 0, last = 0] = ((await caption.getAttribute('data-lines')) ?? '')
      .split('-')
      .map(Number);
    await expect(shownFile(page)).toHaveText(
      (await caption.getAttribute('data-sample-file')) ?? '',
    );
    await expect(marked(page)).toHaveCount(last - first + 1);
    await expect(marked(page).first()).toBeInViewport();
  }
});

test('the pane follows the keyboard', async ({ page }) => {
  await page.setViewportSize(wide);
  await page.goto('/tutorials/entra-id/sign-in/');
  const caption = page.locator('.sample-code figcaption a[data-lines]').last();
  await caption.focus();
  await expect(shownFile(page)).toHaveText((await caption.getAttribute('data-sample-file')) ?? '');
});

test('the pane lists every file of the app when its name is selected, and shows the one that is picked', async ({
  page,
}) => {
  await page.setViewportSize(wide);
  await page.goto('/tutorials/b2c/sign-in/');
  const picker = page.locator('.pane-picker');
  await expect(picker.locator('li')).toHaveCount(0);
  await picker.locator('summary').click();
  await picker.getByRole('link', { name: 'sign-in/protocol/id-token.ts', exact: true }).click();
  await expect(shownFile(page)).toHaveText('sign-in/protocol/id-token.ts');
});

test('a file name in prose opens the file and says so', async ({ page }) => {
  await page.setViewportSize(wide);
  await page.goto('/tutorials/entra-id/get-project/');
  const url = page.url();
  await page.locator('.step-prose').getByRole('link', { name: 'views.ts' }).first().click();
  await expect(shownFile(page)).toHaveText('views.ts');
  await expect(pane(page).getByRole('status')).toHaveText('The pane shows views.ts.');
  expect(page.url()).toBe(url);
});

test('the panels of the pane are tabs, with arrow keys between them', async ({ page }) => {
  await page.setViewportSize(wide);
  await page.goto('/tutorials/entra-id/sign-in/');
  await pane(page).getByRole('tab', { name: 'Code' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(pane(page).getByRole('tab', { name: 'Changes' })).toBeFocused();
  await expect(pane(page).locator('.ec-line.ins').first()).toBeVisible();
  await page.keyboard.press('End');
  await expect(pane(page).getByRole('tab', { name: 'Try it' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(pane(page).getByRole('tabpanel')).toHaveCount(1);
});

test('one of two ways is shown, by mouse or arrow key, here and on the next page', async ({
  page,
}) => {
  const way = (name: string) => page.getByRole('tab', { name }).first();
  const shown = (name: string) => page.getByRole('tabpanel', { name }).first();
  await page.goto('/tutorials/entra-id/call-api/');
  await expect(shown('Practice tenant')).toBeVisible();
  await expect(shown('Your own tenant')).toBeHidden();
  await way('Practice tenant').focus();
  await page.keyboard.press('ArrowRight');
  await expect(way('Your own tenant')).toBeFocused();
  await expect(way('Your own tenant')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tab', { name: 'Your own tenant', selected: true })).toHaveCount(2);
  await page.goto('/tutorials/entra-id/configure/');
  await expect(shown('Your own tenant')).toBeVisible();
  await expect(shown('Practice tenant')).toBeHidden();
  await way('Practice tenant').click();
  await expect(shown('Practice tenant')).toBeVisible();
});

test('a link to something in a way that is not shown shows it, from elsewhere and on the page', async ({
  page,
}) => {
  const heading = page.getByRole('heading', { name: 'Let B2C handle forgotten passwords' });
  await page.goto('/tutorials/b2c/prepare-tenant/');
  await expect(heading).toBeHidden();
  await page.evaluate(() => {
    location.hash = '#let-b2c-handle-forgotten-passwords';
  });
  await expect(heading).toBeInViewport();
  await page.goto('/tutorials/b2c/');
  await page.goto('/tutorials/b2c/prepare-tenant/#let-b2c-handle-forgotten-passwords');
  await expect(heading).toBeInViewport();
});

test('a step names its tenant type at every width and in print', async ({ page }) => {
  const name = page.locator('.step-meta').getByText('External ID', { exact: true });
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/tutorials/external-id/sign-in/');
    await expect(name).toBeVisible();
  }
  await page.emulateMedia({ media: 'print' });
  await expect(name).toBeVisible();
});

test('the bar at the foot of a narrow window reaches its edge', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  await page.goto('/tutorials/external-id/sign-in/');
  const bar = await page.locator('.pane-bar').boundingBox();
  if (bar === null) throw new Error('There is no bar.');
  const clip = { x: bar.x, y: bar.y + 4, width: 1024 - bar.x, height: 2 };
  const colours = await page.evaluate(
    async (png) => {
      const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes]));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context?.drawImage(image, 0, 0);
      const at = (x: number) => context?.getImageData(x, 0, 1, 1).data.join();
      return [at(1), at(image.width - 2)];
    },
    (await page.screenshot({ clip })).toString('base64'),
  );
  expect(new Set(colours).size, colours.join(' | ')).toBe(1);
});

test('a copy button copies the lines next to it', async ({ page, context }) => {
  await page.setViewportSize(phone);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/tutorials/entra-id/sign-in/');
  const block = page.locator('.sample-code').first();
  await block.getByRole('button', { name: 'Copy' }).click();
  await expect(block.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const lines = await block.locator('.ec-line .code').allTextContents();
  expect(copied.split('\n')).toEqual(lines.map((line) => line.replace(/\n$/, '')));
  expect(copied).toContain('\n');
});

test('coming back from a sign-in opens the live demo', async ({ page }) => {
  await page.goto('/tutorials/entra-id/sign-in/?try-it#try-it');
  await expect(pane(page).getByRole('tab', { name: 'Try it' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
});

test('on a phone the pane is below, and a bar leads to it', async ({ page }) => {
  await page.setViewportSize(phone);
  await page.goto('/tutorials/b2c/configure/');
  await expect(pane(page)).not.toBeInViewport();
  await page.getByRole('link', { name: 'Code and live demo', exact: true }).click();
  await expect(pane(page)).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('code, changes and live demo can all be reached', async ({ page }) => {
    await page.goto('/tutorials/entra-id/sign-in/');
    await expect(page.locator('[data-pane-file] .ec-line').first()).toBeVisible();
    await expect(pane(page).getByRole('tab')).toHaveCount(0);
    await expect(page.getByLabel('I’ve finished this step')).toBeHidden();
    await page.getByRole('link', { name: 'The code this step explains' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Code added in step 6 · Entra ID',
    );
    await page.getByRole('link', { name: 'Back to' }).click();
    await page.locator('.sample-code figcaption a').first().click();
    await expect(page.locator('.ec-line').first()).toBeVisible();
  });

  test('both options of a step are below each other, each under its name', async ({ page }) => {
    await page.goto('/tutorials/entra-id/configure/');
    for (const name of ['Practice tenant', 'Your own tenant']) {
      await expect(page.locator('.tab-label', { hasText: name }).first()).toBeVisible();
    }
    await expect(page.locator('.step-prose [role="tab"]').first()).toBeHidden();
  });

  test('the error codes are a plain list', async ({ page }) => {
    await page.goto('/errors/');
    await expect(page.getByLabel('Find a code')).toBeHidden();
    await page.getByRole('link', { name: 'AADB2C90118' }).click();
    await expect(page.getByRole('heading', { name: 'What to do' })).toBeVisible();
  });
});

test('an error is found by its number, with or without the prefix', async ({
  page,
  complaints,
}) => {
  await page.goto('/errors/');
  const shown = page.locator('#error-list li:visible a');
  for (const [query, code] of [
    ['90118', 'AADB2C90118'],
    ['aadsts700016', 'AADSTS700016'],
    ['nonce', 'nonce_mismatch'],
  ] as const) {
    await page.getByLabel('Find a code').fill(query);
    await expect(shown).toContainText([code]);
  }
  await page.getByLabel('Find a code').fill('50011');
  await page.getByLabel('Find a code').press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^AADSTS50011: /);
  expect(complaints).toEqual([]);
});
