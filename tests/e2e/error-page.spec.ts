import type { APIRequestContext, Page } from 'playwright/test';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { type TenantType, tenantTypeFacts, tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { axeFindings } from './axe.ts';
import type { RunningSite } from './running-site.ts';
import { expect, test } from './site-test.ts';

/** Something that goes wrong, and what the error page has to show of it. */
interface Failure {
  name: string;
  fault?: string;
  /** What the user does at the identity provider instead of choosing an account. */
  instead?: (page: Page) => Promise<void>;
  code: Partial<Record<TenantType, string>> & { otherwise: string };
  /** The title of the message that it failed at. */
  failedAt: string;
  traced: boolean;
}

const failures: readonly Failure[] = [
  {
    name: 'a blocked user',
    fault: 'user-blocked',
    code: { otherwise: 'AADSTS50057' },
    failedAt: 'The identity provider sends you back with an error',
    traced: true,
  },
  {
    name: 'a canceled sign-in',
    instead: (page) => page.getByRole('button', { name: 'Cancel' }).click(),
    code: { otherwise: 'AADSTS65004', b2c: 'AADB2C90091' },
    failedAt: 'The identity provider sends you back with an error',
    traced: true,
  },
  {
    name: 'an expired secret',
    fault: 'expired-secret',
    code: { otherwise: 'AADSTS7000222', b2c: 'AADB2C90081' },
    failedAt: 'The identity provider returns an error',
    traced: true,
  },
  {
    name: 'a wrong nonce',
    fault: 'wrong-nonce',
    code: { otherwise: 'id_token_nonce' },
    failedAt: 'The identity provider returns tokens',
    traced: true,
  },
  {
    name: 'a missing cookie',
    instead: async (page) => {
      await page.context().clearCookies({ name: /^lab\./ });
      await page.getByRole('button', { name: /Alex Rivera/ }).click();
    },
    code: { otherwise: 'transaction_missing' },
    failedAt: 'You bring the response to the app',
    traced: false,
  },
];

async function withFault(
  {
    request,
    site,
    tenantType,
  }: { request: APIRequestContext; site: RunningSite; tenantType: TenantType },
  fault: string | undefined,
  work: () => Promise<void>,
): Promise<void> {
  if (fault === undefined) return work();
  const registration = `http://127.0.0.1:${site.ports.front}/admin/v1/tenants/${tenantType}/faults/${clientIds.liveDemo}`;
  await request.put(`${registration}/${fault}`);
  try {
    await work();
  } finally {
    await request.delete(`${registration}/${fault}`);
  }
}

async function fail(page: Page, tenantType: TenantType, { instead }: Failure): Promise<void> {
  // Signed in at the identity provider by the failure before, the user wouldn't be asked.
  await page.context().clearCookies();
  await page.goto(`/demo/${tenantType}/`);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  if (instead) await instead(page);
  else await page.getByRole('button', { name: /Alex Rivera/ }).click();
}

const colorOf = (page: Page) =>
  page.locator('.demo-panel').evaluate((panel) => getComputedStyle(panel).borderBlockStartColor);

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    for (const tenantType of tenantTypes) {
      test(`${tenantType}: a failure is explained in place, in the tenant's color, with the message it failed at`, async ({
        page,
        request,
        site,
      }) => {
        for (const failure of failures) {
          await test.step(failure.name, async () => {
            await withFault({ request, site, tenantType }, failure.fault, () =>
              fail(page, tenantType, failure),
            );
            const code = failure.code[tenantType] ?? failure.code.otherwise;
            await expect(page.getByRole('alert')).toContainText(`Error code: ${code}`);
            await expect(page.getByRole('heading', { level: 1 })).toHaveText(
              `Live demo: ${tenantTypeFacts[tenantType].shortName}`,
            );
            await expect(page.getByText('Practice tenant').first()).toBeVisible();
            expect(await page.locator('.demo-panel ol > li').count()).toBeGreaterThan(0);
            await expect(page.getByRole('link', { name: `More about ${code}` })).toHaveAttribute(
              'href',
              `/errors/${code}/`,
            );
            const at = page.getByRole('region', { name: 'Where it failed' });
            await expect(at).toHaveCount(failure.traced ? 1 : 0);
            if (failure.traced) {
              await expect(at.locator('.title')).toHaveText(failure.failedAt);
              await expect(at.locator('.trace-opened')).toBeVisible();
            }
            // Nothing about anyone: the sign-in didn't work.
            await expect(page.locator('main')).not.toContainText(/Alex|@contoso/);
            const trace = page.getByRole('region', { name: 'Trace' });
            await expect(trace).toHaveCount(failure.traced ? 1 : 0);
            await expect(trace.locator('details[open]')).toHaveCount(0);
            if (javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);
            await expect(page.getByRole('button', { name: 'Start again' })).toBeVisible();
            const failedColor = await colorOf(page);
            await page.getByRole('link', { name: 'Back without signing in' }).click();
            await expect(page).toHaveURL(new RegExp(`/demo/${tenantType}/(?:#result)?$`));
            expect(await colorOf(page)).toBe(failedColor);
          });
        }
      });
    }
  });
}

test('a link from elsewhere puts no words of its own on the page', async ({ page }) => {
  const words = 'Call 555-0100 to unlock your account';
  const query = new URLSearchParams({ error: words, error_description: words, state: 'x' });
  await page.goto(`/auth/redirect/entra-id?${query}`);
  await expect(page.getByRole('alert')).toContainText('Error code:');
  await expect(page.locator('body')).not.toContainText('555-0100');
});

test('the message that it failed at has the number that it has in the trace', async ({ page }) => {
  await page.goto('/demo/b2c/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  const at = page.getByRole('region', { name: 'Where it failed' });
  const number = await at.locator('.number').textContent();
  await expect(at).toContainText(`This is message ${number} of the trace below.`);
  await page.goto(`/demo/b2c/#message-${number}`);
  const opened = page.locator(`#message-${number} .trace-opened`);
  await expect(opened).toBeVisible();
  await expect(opened).toContainText('AADB2C90091');
});
