import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { scenarios } from '../../src/scenarios/scenarios.ts';
import type { TenantType } from '../../src/scenarios/tenant-types.ts';
import type { RunningSite } from './running-site.ts';
import { expect, test } from './site-test.ts';
import { startWithPractice, unpackSample } from './unpacked-sample.ts';

interface Registered {
  clientId: string;
  clientSecret: string;
}

/** The steps of the tutorial's step "Register the app", on the practice tenant. */
async function registerByHand(
  page: Page,
  { ports }: RunningSite,
  tenantType: TenantType,
): Promise<Registered> {
  await page.goto(`http://127.0.0.1:${ports.front}/desk/${tenantType}`);
  await page.getByRole('link', { name: 'New registration' }).click();
  await page.getByLabel('Name').fill('Registered by hand');
  await page
    .getByLabel(/Redirect URI.*Web/)
    .fill('http://localhost:3000/auth/redirect\nhttp://localhost:3000/goodbye');
  await page.getByRole('button', { name: 'Register' }).click();
  const clientId = await definition(page, 'Application (client) ID');

  const newSecret = page.getByRole('button', { name: 'New client secret' });
  const form = page.locator('form').filter({ has: newSecret });
  await form.getByLabel('Description').fill('of my machine');
  await newSecret.click();
  const clientSecret = await page.getByRole('status').locator('code').first().innerText();

  if (tenantType === 'b2c') {
    const permissions = page.getByLabel('Configured permissions');
    const scope = 'https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read';
    await permissions.fill(`${await permissions.inputValue()}\n${scope}`);
    await page.getByRole('button', { name: 'Save permissions' }).click();
  }
  await page.getByRole('button', { name: 'Grant admin consent for' }).click();
  const granted = tenantType === 'b2c' ? 'Tasks.Read' : 'User.Read';
  await expect(page.getByText('Granted for everyone')).toContainText(granted);
  return { clientId, clientSecret };
}

const definition = (page: Page, term: string) =>
  page.locator('dt', { hasText: term }).locator('xpath=following-sibling::dd[1]').innerText();

/** The two whose permissions differ: Graph, and an API of the tenant's own. */
const shown: readonly TenantType[] = ['entra-id', 'b2c'];

for (const scenario of scenarios.filter(
  ({ tenantType, capability }) => capability === 'call-api' && shown.includes(tenantType),
)) {
  test(`${scenario.tenantType}: an app registered by hand at the desk signs in and calls the API`, async ({
    page,
    site,
  }) => {
    const { clientId, clientSecret } = await registerByHand(page, site, scenario.tenantType);
    const sample = await unpackSample(site, scenario);
    const file = join(sample.folder, '.env.practice');
    const practice = readFileSync(file, 'utf8')
      .replace(/^CLIENT_ID=.*$/m, `CLIENT_ID=${clientId}`)
      .replace(/^CLIENT_SECRET=.*$/m, `CLIENT_SECRET=${clientSecret}`);
    writeFileSync(file, practice);
    const running = await startWithPractice(site, sample);
    try {
      await page.goto(`${running.origin}/call-api`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page
        .getByRole('list', { name: 'Accounts' })
        .getByRole('button', { name: /Sam Okafor/ })
        .click();
      await expect(page.getByText('It returned status 200.')).toBeVisible();
      await page.goto(`http://127.0.0.1:${site.ports.front}/desk/${scenario.tenantType}`);
      await expect(
        page.getByRole('row', { name: /Registered by hand.*Success/i }).first(),
      ).toBeVisible();
    } finally {
      await running.process.stop();
      sample.remove();
    }
  });
}
