import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { appBrowser, attempt, errorNumber, msalApp } from './msal-app.ts';
import { renewed, signIn, tasks } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

test.each([
  ['external-id', 'AADSTS65001'],
  ['external-id-custom-domain', 'AADSTS65001'],
  ['b2c', 'AADB2C90205'],
] as const)(
  'in %s consent-removed affects signed-in users, at sign-in and at renewal, with %s',
  async (type, code) => {
    const client = msalApp(tenant, type);
    const browser = appBrowser();
    const { account } = await (
      await attempt(client, { browser, press: ['Mira Lindqvist'] })
    ).redeem();
    if (account === null) throw new Error('MSAL made no account.');
    await tenant.faults(type).set(clientIds.webApp, 'consent-removed', true);
    const { answer } = await attempt(client, { browser, press: [] });
    expect(answer['error_description']).toMatch(new RegExp(`^${code}: `));
    const scopes =
      type === 'b2c' ? ['https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read'] : ['User.Read'];
    const renewal = client.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect(await errorNumber(renewal)).toBe(code);
  },
);

test('consent that is taken back ends renewals, and is asked for again in the same session', async () => {
  const browser = appBrowser();
  const asked = { scope: `openid offline_access ${tasks}`, browser };
  const tokens = await signIn(tenant, 'entra-id', asked);
  expect(await renewed(tenant, 'entra-id', tokens)).toHaveProperty('access_token');
  const alex = '0a0a0a0a-0000-4000-8000-000000000001';
  const path = `/tenants/entra-id/consents/${alex}/${clientIds.webApp}`;
  const removed = await fetch(`${tenant.adminAddress}${path}`, { method: 'DELETE' });
  expect(removed.status).toBe(204);
  const { error_codes: codes } = await renewed(tenant, 'entra-id', tokens);
  expect(codes).toEqual([65001]);
  const silent = { ...asked, query: { prompt: 'none' } };
  expect(await signIn(tenant, 'entra-id', silent)).toMatchObject({
    error: expect.stringMatching(/^(interaction|consent)_required$/),
  });
  expect(await signIn(tenant, 'entra-id', asked)).toHaveProperty('access_token');
});
