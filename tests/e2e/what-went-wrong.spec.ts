import type { Page } from 'playwright/test';
import { exercises } from '../exercises/records.ts';
import { axeFindings } from './axe.ts';
import { reach } from './keyboard.ts';
import { expect, test } from './site-test.ts';

const solved = '/what-went-wrong/forgotten-on-the-way/';
const right = 'The cookie doesn’t travel with a visit that another site starts.';
const verdict = (page: Page) => page.getByRole('status').filter({ hasText: /\S/ });
const stored = (page: Page) => page.evaluate(() => JSON.stringify(localStorage));

test('by keyboard: a wrong cause, then the right one, which this browser remembers until it forgets', async ({
  page,
  complaints,
}) => {
  await page.goto(solved, { waitUntil: 'networkidle' });
  expect(await stored(page)).toBe('{}');
  const [first, second, third, last] = await page.getByRole('radio').all();
  if (!first || !second || !third || !last) throw new Error('There are not four causes.');
  const check = page.getByRole('button', { name: 'Check' });

  await reach(page, first);
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toHaveText('Select a cause first.');
  await page.keyboard.press('Space');
  await expect(first).toBeChecked();
  await reach(page, check);
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('No, it isn’t that. The cookie theme arrives');
  expect(await stored(page)).toBe('{}');
  await expect(page.getByText('Why it’s none of the others')).toBeHidden();

  await reach(page, first, 'Shift+Tab');
  for (const next of [second, third, last]) {
    await page.keyboard.press('ArrowDown');
    await expect(next).toBeChecked();
  }
  await expect(verdict(page)).toHaveCount(0);
  await reach(page, check);
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('Yes, that’s it.');
  await expect(page.getByText('Why it’s none of the others')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);

  await page.goto('/what-went-wrong/');
  const link = page.getByRole('link', { name: 'The app forgets what it started' });
  await expect(link.getByRole('img', { name: 'done' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'done' })).toHaveCount(1);
  const forget = page.getByRole('button', { name: 'Forget what I solved' });
  await reach(page, forget);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: 'done' })).toHaveCount(0);
  await expect(forget).toBeHidden();
  await expect(page.locator('[data-step]').first()).toBeFocused();
  expect(await stored(page)).toBe('{}');
  expect(complaints).toEqual([]);
});

test('a check sends nothing', async ({ page }) => {
  await page.goto(solved, { waitUntil: 'networkidle' });
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  for (const cause of await page.getByRole('radio').all()) {
    await cause.check();
    await page.getByRole('button', { name: 'Check' }).click();
    await expect(verdict(page)).toContainText(/^(?:No|Yes), /);
  }
  expect(sent).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the explanation opens, and nothing is there that can’t work', async ({ page }) => {
    await page.goto(solved);
    await expect(page.getByRole('button', { name: 'Check' })).toBeHidden();
    await page.getByText('The cause, explained').click();
    await expect(page.locator('.exercise-answer').getByText(right)).toBeVisible();
    await expect(page.getByText('How to find it next time')).toBeVisible();
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const width of [390, 1440]) {
      test(`${width} px wide, the list and every exercise have no findings, and scroll only down`, async ({
        page,
      }) => {
        await page.setViewportSize({ width, height: 900 });
        const paths = ['', ...[...exercises.keys()].map((id) => `${id}/`)];
        for (const path of paths) {
          await page.goto(`/what-went-wrong/${path}`);
          // Without scrolling: the header would cover a part of what axe measures.
          await page.locator('.exercise-answer').evaluateAll(openAll);
          expect(await axeFindings(page)).toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - innerWidth,
          );
          expect(overflow, path).toBeLessThanOrEqual(0);
        }
      });
    }
  });
}

/** Runs in the page. */
function openAll(parts: Element[]): void {
  for (const part of parts) part.setAttribute('open', '');
}
