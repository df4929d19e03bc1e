import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { tenants } from '../../src/practice-tenant/directory/tenants.ts';
import { scenarios } from '../../src/scenarios/scenarios.ts';
import type { TenantType } from '../../src/scenarios/tenant-types.ts';
import { expect, test } from './site-test.ts';
import {
  startUnfilled,
  startWithPractice,
  type UnpackedSample,
  unpackSample,
} from './unpacked-sample.ts';

const alex = (tenantType: TenantType): string =>
  `alex@${tenants.find(({ type }) => type === tenantType)?.domain}`;

const accounts = (page: Page) => page.getByRole('list', { name: 'Accounts' });

for (const scenario of scenarios) {
  const { name, tenantType, capability } = scenario;

  test.describe(name, () => {
    let sample: UnpackedSample | undefined;
    test.beforeAll(async ({ site }) => {
      sample = await unpackSample(site, scenario);
    });
    test.afterAll(() => sample?.remove());
    const unpacked = (): UnpackedSample => {
      if (!sample) throw new Error(`${name} was not unpacked`);
      return sample;
    };

    test('refuses to start from an unfilled template, with one sentence per mistake', async () => {
      const output = await startUnfilled(unpacked());
      const sentences = output.split('\n').filter((line) => line.startsWith('- '));
      expect(sentences.some((sentence) => sentence.includes('CLIENT_ID'))).toBe(true);
      expect(sentences.some((sentence) => sentence.includes('CLIENT_SECRET'))).toBe(true);
      for (const sentence of sentences) expect(sentence).toMatch(/[.)]$/);
      expect(output).not.toContain('    at ');
    });

    test('has a template for Azure with parameters for its tenant type, and a workflow', () => {
      const read = (file: string): string =>
        readFileSync(join(unpacked().folder, 'azure', file), 'utf8');
      const parameters = JSON.parse(read('azuredeploy.parameters.json'));
      expect(parameters.parameters.settings.value.TENANT_TYPE).toBe(tenantType);
      expect(JSON.parse(read('azuredeploy.json')).resources.length).toBeGreaterThan(10);
      expect(read('deploy.yml')).toContain('id-token: write');
    });

    test('signs in, shows the profile, does what it is for and signs out', async ({
      page,
      site,
    }) => {
      const running = await startWithPractice(site, unpacked());
      const refused: string[] = [];
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) refused.push(message.text());
      });
      try {
        await page.goto(running.origin);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await accounts(page)
          .getByRole('button', { name: /Alex Rivera/ })
          .click();
        await expect(page.getByText('You are signed in as Alex Rivera')).toBeVisible();
        expect(new URL(page.url()).search).toBe('');

        await page.getByRole('link', { name: 'Profile' }).click();
        await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible();
        await expect(page.getByText(alex(tenantType))).toBeVisible();

        if (capability === 'call-api') await callsTheApi(page);
        else await knowsNoApi(page, running.origin);
        if (tenantType === 'b2c') await editsTheProfile(page, running.origin);

        await page.getByRole('button', { name: 'Sign out' }).click();
        await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
        await page.goto(`${running.origin}/profile`);
        await page.getByRole('button', { name: 'Sign in' }).click();
        // The identity provider has forgotten the session too: it asks who it is.
        await expect(accounts(page)).toBeVisible();
        await cleansTheAddressOfAnError(page, running.origin);
        expect(refused).toEqual([]);
      } finally {
        expect(await running.process.stop()).not.toBe(1);
      }
    });
  });
}

/** F14, also when the answer is refused: code and state do not stay where others can read them. */
async function cleansTheAddressOfAnError(page: Page, origin: string): Promise<void> {
  const answer = await page.goto(`${origin}/auth/redirect?code=a-code&state=a-state`);
  expect(answer?.status()).toBe(400);
  await expect(page).toHaveURL(`${origin}/auth/redirect`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(accounts(page)).toBeVisible();
}

async function callsTheApi(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Call the API' }).click();
  await expect(page.getByRole('heading', { level: 1, name: "The API's response" })).toBeVisible();
  await expect(page.getByText('It returned status 200.')).toBeVisible();
  const answer = await page.getByLabel("The API's response").innerText();
  expect(Object.keys(JSON.parse(answer)).length).toBeGreaterThan(0);
}

async function knowsNoApi(page: Page, origin: string): Promise<void> {
  await expect(page.getByRole('link', { name: 'Call the API' })).toHaveCount(0);
  expect((await page.request.get(`${origin}/call-api`)).status()).toBe(404);
}

async function editsTheProfile(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/profile`);
  await page.getByRole('button', { name: 'Edit profile' }).click();
  await page.getByLabel('Display name').fill('Alex R. Rivera');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible();
  await expect(page.getByText('Alex R. Rivera').first()).toBeVisible();
  await page.getByRole('button', { name: 'Edit profile' }).click();
  await page.getByLabel('Display name').fill('Alex Rivera');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible();
}
