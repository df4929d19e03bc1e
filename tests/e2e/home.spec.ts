import { readdirSync, readFileSync } from 'node:fs';
import type { Locator } from 'playwright/test';
import { expect, test } from './site-test.ts';

const errorRecords = new URL('../../src/content/errors/', import.meta.url);
const screens = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

for (const screen of screens) {
  test(`at ${screen.width} pixels the first screen tells what it is, what it is made of, where to start, and why to trust it`, async ({
    page,
  }) => {
    await page.setViewportSize(screen);
    await page.goto('/');
    const first = [
      page.getByRole('heading', { level: 1, name: /^Learn Microsoft sign-in/ }),
      page.getByText('run, read, and change a finished app that signs users in and out'),
      page.getByRole('list', { name: 'What the app is made of' }),
      page.getByRole('link', { name: 'Start the tutorial' }),
      page.getByRole('link', { name: 'Watch a sign-in in the live demo' }),
      page.getByRole('list', { name: 'Why you can trust it' }),
    ];
    for (const part of first) expect(await bottomOf(part)).toBeLessThanOrEqual(screen.height);
  });
}

async function bottomOf(part: Locator): Promise<number> {
  const box = await part.boundingBox();
  return box ? box.y + box.height : Number.POSITIVE_INFINITY;
}

test('no button of the home page signs anyone in, and the first one leads to the first step', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.locator('main form')).toHaveCount(0);
  await page.getByRole('link', { name: 'Start the tutorial' }).click();
  await expect(page).toHaveURL(/\/tutorials\/entra-id\/$/);
});

test('the figures of the home page are the ones in the repository', async ({ page }) => {
  const reproducible = readdirSync(errorRecords).filter((file) =>
    /^reproducible: true$/m.test(readFileSync(new URL(file, errorRecords), 'utf8')),
  );
  await page.goto('/');
  const trust = page.getByRole('list', { name: 'Why you can trust it' });
  await expect(trust).toContainText(`${reproducible.length} error codes reproduced`);
  await expect(trust).toContainText(/\d,\d{3} automated tests pass/);
  await trust.getByRole('link', { name: /\d+ security checks/ }).click();
  await expect(page).toHaveURL(/\/reference\/security\/$/);
});
