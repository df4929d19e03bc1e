import type { Locator, Page } from 'playwright/test';
import { expect, test as plain } from 'playwright/test';
import { type PracticeTenant, startPracticeTenant } from '../../src/practice-tenant/index.ts';

const test = plain.extend<{ tenant: PracticeTenant; registration: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here.
  tenant: async ({}, use) => {
    const tenant = await startPracticeTenant();
    await use(tenant);
    await tenant.close();
  },

  /** The address of the Practice web app's page. */
  registration: async ({ tenant }, use) =>
    use(`${tenant.frontOrigin}/desk/entra-id/registrations/22222222-2222-4222-8222-222222222222`),
});

const faults = (page: Page) => page.locator('summary', { hasText: 'Faults on purpose' });
const slow = (page: Page) => page.getByRole('button', { name: 'Switch on slow' });

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${target}.`);
}

test('the keyboard opens a folded part, switches a fault on, and is back at it', async ({
  page,
  registration,
}) => {
  await page.goto(registration);
  await expect(slow(page)).toBeHidden();
  await tabTo(page, faults(page));
  await page.keyboard.press('Enter');
  await tabTo(page, slow(page));
  await page.keyboard.press('Enter');
  const off = page.getByRole('button', { name: 'Switch off slow' });
  await expect(off).toBeInViewport();
  await expect(faults(page)).toContainText('On now: slow.');
  await page.keyboard.press('Tab');
  await expect(off).toBeFocused();
});

test('a link of the list and the browser’s search open the folded part that they lead to', async ({
  page,
  registration,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(registration);
  await page.getByRole('navigation').getByRole('link', { name: 'Faults on purpose' }).click();
  await expect(page.getByRole('button', { name: 'Switch on expired-secret' })).toBeInViewport();
  await page.goto('about:blank');
  // A text fragment finds and opens as the search does.
  await page.goto(`${registration}#:~:text=Tokens are renewed only after a second factor`);
  await expect(page.getByRole('button', { name: 'Switch on second-factor' })).toBeInViewport();
});

test('the page of a registration is a few screens on a phone, and lists its sections where there’s room', async ({
  page,
  registration,
}) => {
  const list = page.getByRole('navigation', { name: 'On this page' });
  for (const width of [360, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(registration);
    await expect(list).toBeHidden();
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    expect(height).toBeLessThan(4_200);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(list).toBeVisible();
  await page.mouse.wheel(0, 1_200);
  await expect(list).toBeInViewport();
});
