import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { scenarios } from '../../src/scenarios/scenarios.ts';
import { codeChanges } from '../content/code-changes.ts';
import { expect, test } from './site-test.ts';
import { startWithPractice, unpackSample } from './unpacked-sample.ts';

const signIn = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true }).click();
const choose = (page: Page, name = /Alex Rivera/) =>
  page.getByRole('list', { name: 'Accounts' }).getByRole('button', { name }).click();
const signedIn = (page: Page) =>
  expect(page.getByText('You are signed in as Alex Rivera')).toBeVisible();

/** What readers see after they made the change of a step's exercise. */
const effects: Record<string, (origin: string, page: Page) => Promise<void>> = {
  'sign-in': async (origin, page) => {
    await page.goto(origin);
    await signIn(page);
    await choose(page);
    await expect(page.getByText('id_token_nonce')).toBeVisible();
    await page.goto(`${origin}/profile`);
    await expect(page.getByText('Sign in to continue')).toBeVisible();
  },
  'protect-pages': async (origin, page) => {
    await page.goto(`${origin}/mine`);
    await expect(page.getByText('Sign in to continue')).toBeVisible();
    await signIn(page);
    await choose(page);
    await expect(page.getByText(/^Alex Rivera is [\da-f-]{36}\.[\da-f-]{36}$/)).toBeVisible();
    expect(new URL(page.url()).pathname).toBe('/mine');
  },
  'sign-out': async (origin, page) => {
    await page.goto(origin);
    await signIn(page);
    await choose(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(
      page.getByText('You may still be signed in at the identity provider'),
    ).toBeVisible();
    await page.goto(`${origin}/profile`);
    await signIn(page);
    await expect(page.getByText('alex@').first()).toBeVisible();
    expect(page.url()).toBe(`${origin}/profile`);
  },
  'run-and-test': async (origin, page) => {
    const tabs = [page, await page.context().newPage(), await page.context().newPage()] as const;
    for (const tab of tabs) await tab.goto(origin);
    for (const tab of tabs) {
      await signIn(tab);
      await expect(tab.getByRole('list', { name: 'Accounts' })).toBeVisible();
    }
    await choose(tabs[0]);
    await expect(page.getByText('state_mismatch')).toBeVisible();
    await choose(tabs[1]);
    await signedIn(tabs[1]);
  },
};

for (const scenario of scenarios.filter(({ name }) =>
  /^web-app-(?:entra-id|b2c)-sign-in$/.test(name),
)) {
  test(`${scenario.tenantType}: the change of each exercise has the effect that the step describes`, async ({
    context,
    page,
    site,
  }) => {
    const sample = await unpackSample(site, scenario);
    try {
      for (const [step, effect] of Object.entries(effects)) {
        const changes = codeChanges(readFileSync(`src/content/tutorials/${step}.mdx`, 'utf8'));
        expect(changes.length, step).toBeGreaterThan(0);
        const files = changes.map(({ title }) => join(sample.folder, title));
        const unchanged = files.map((file) => readFileSync(file, 'utf8'));
        for (const { title, before, after } of changes) {
          const file = join(sample.folder, title);
          writeFileSync(
            file,
            readFileSync(file, 'utf8').replace(before, () => after),
          );
        }
        const running = await startWithPractice(site, sample);
        await context.clearCookies();
        await test.step(step, () => effect(running.origin, page));
        await running.process.stop();
        for (const [index, file] of files.entries()) writeFileSync(file, unchanged[index] ?? '');
      }
    } finally {
      sample.remove();
    }
  });
}
