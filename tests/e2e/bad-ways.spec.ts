import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { scenarios } from '../../src/scenarios/scenarios.ts';
import { expect, test } from './site-test.ts';
import { startWithPractice, unpackSample } from './unpacked-sample.ts';

const signIn = (page: Page) => page.getByRole('button', { name: 'Sign in' }).click();
const choose = (page: Page) =>
  page
    .getByRole('list', { name: 'Accounts' })
    .getByRole('button', { name: /Alex Rivera/ })
    .click();
const signedIn = (page: Page) =>
  expect(page.getByText('You are signed in as Alex Rivera')).toBeVisible();

for (const scenario of scenarios.filter(({ name }) => name.endsWith('-sign-in'))) {
  const wrongSecret = scenario.tenantType === 'b2c' ? 'AADB2C90081' : 'AADSTS7000215';

  test(`${scenario.tenantType}: the failures of "Run and test" end as the step says`, async ({
    context,
    page,
    site,
  }) => {
    const sample = await unpackSample(site, scenario);
    const first = await startWithPractice(site, sample);
    const { origin } = first;
    let running = first;
    try {
      await test.step('the registration is on the list of the front page', async () => {
        await page.goto(`http://127.0.0.1:${site.ports.front}`);
        await expect(page.getByText('Practice web app').first()).toBeAttached();
      });

      await test.step('127.0.0.1 leads to localhost', async () => {
        await page.goto(origin.replace('localhost', '127.0.0.1'));
        expect(new URL(page.url()).hostname).toBe('localhost');
      });

      await test.step('two tabs', async () => {
        const second = await context.newPage();
        for (const tab of [page, second]) await tab.goto(origin);
        for (const tab of [page, second]) await signIn(tab);
        await choose(page);
        await signedIn(page);
        await choose(second);
        await signedIn(second);
        await second.close();
      });

      await test.step('reload and back', async () => {
        await page.reload();
        await signedIn(page);
        await page.goBack();
        await expect(page.getByText('This sign-in has expired')).toBeVisible();
        await page.goBack();
        await signedIn(page);
      });

      await test.step('an answer that nobody asked for', async () => {
        await context.clearCookies();
        await page.goto(`${origin}/auth/redirect?code=abc&state=xyz`);
        await expect(page.getByText('transaction_missing')).toBeVisible();
      });

      await test.step('a lost cookie', async () => {
        await page.goto(origin);
        await signIn(page);
        await expect(page.getByRole('list', { name: 'Accounts' })).toBeVisible();
        await context.clearCookies({ domain: 'localhost' });
        await choose(page);
        await expect(page.getByText('transaction_missing')).toBeVisible();
      });

      await test.step('a wrong secret', async () => {
        await running.process.stop();
        const practice = readFileSync(join(sample.folder, '.env.practice'), 'utf8');
        const wrong = practice.replace(/^(CLIENT_SECRET=.*).$/m, '$1?');
        expect(wrong).not.toBe(practice);
        writeFileSync(join(sample.folder, '.env.wrong'), wrong);
        running = await startWithPractice(site, sample, { template: '.env.wrong' });
        await context.clearCookies();
        await page.goto(running.origin);
        await signIn(page);
        await choose(page);
        await expect(page.getByText('client_refused').first()).toBeVisible();
        await expect(page.getByText(wrongSecret).first()).toBeVisible();
      });

      await test.step('both codes are in the step and lead to their pages', async () => {
        const step = await page.request.get(
          `${site.origin}/tutorials/${scenario.tenantType}/run-and-test/`,
        );
        const prose = await step.text();
        for (const code of ['client_refused', wrongSecret]) {
          expect(prose).toContain(`href="/errors/${code}/"`);
          const link = page.getByRole('link', { name: code });
          const reply = await page.request.get((await link.getAttribute('href')) ?? '');
          expect(reply.status()).toBe(200);
          expect(await reply.text()).toContain(`<title>${code}`);
        }
      });
    } finally {
      await running.process.stop();
      sample.remove();
    }
  });
}
