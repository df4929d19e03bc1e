import { afterAll, beforeAll, expect, test } from 'vitest';
import { withAdminConsent } from '../../src/practice-tenant/directory/admin-consent.ts';
import type { TenantType } from '../../src/practice-tenant/directory/model.ts';
import { newRegistration } from '../../src/practice-tenant/directory/new-registration.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { tenants } from '../../src/practice-tenant/directory/tenants.ts';
import { appBrowser, attempt, errorNumber, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const careful = (type: TenantType) =>
  msalApp(tenant, type, {
    clientId: clientIds.needsConsent,
    credential: { clientSecret: 'practice~needs-consent~not-a-real-secret' },
  });
const tasks = 'api://33333333-3333-4333-8333-333333333333/Tasks.Read';

const external = ['external-id', 'external-id-custom-domain'] as const;

test('in an Entra ID tenant consent is asked for once and then remembered', async () => {
  const browser = appBrowser();
  const options = { scopes: ['openid'], browser };
  const first = await attempt(careful('entra-id'), { ...options, press: ['Mira Lindqvist'] });
  expect(first.page.text).toContain('Permissions requested');
  const accepted = await browser.press(first.page, 'Accept');
  expect(accepted.url).toContain('code=');
  const second = await attempt(careful('entra-id'), { ...options, press: [] });
  expect(second.answer).toHaveProperty('code');
});

test.each(external)(
  'in %s a customer is not asked: AADSTS65001, until an administrator agrees for everyone',
  async (type) => {
    const scopes = ['openid', tasks];
    const before = await attempt(careful(type), { scopes, press: ['Sam Okafor'] });
    expect(before.answer['error']).toBe('consent_required');
    expect(before.answer['error_description']).toMatch(/^AADSTS65001: /);
    const { page, browser } = await attempt(careful(type), { scopes, press: ['Alex Rivera'] });
    expect(page.text).toContain('Consent on behalf of your organization');
    await browser.post(page.url, { do: 'accept', 'for-everybody': 'yes' }, page.url);
    const after = await attempt(careful(type), { scopes, press: ['Sam Okafor'] });
    expect(after.answer).toHaveProperty('code');
  },
);

test.each(external)(
  'in %s a customer cannot accept even a page that was asked for',
  async (type) => {
    const app = msalApp(tenant, type);
    const { page, browser } = await attempt(app, { prompt: 'consent', press: ['Sam Okafor'] });
    expect(page.text).toContain('Approval required');
    const forged = await browser.post(page.url, { do: 'accept' }, page.url);
    expect(forged.text).toContain('Approval required');
  },
);

test('consent of one person is not that of another', async () => {
  await attempt(careful('entra-id'), { press: ['Sam Okafor', 'Accept'] });
  const { page } = await attempt(careful('entra-id'), { press: ['Alex Rivera'] });
  expect(page.text).toContain('Permissions requested');
});

test('declining answers the app with AADSTS65004', async () => {
  const { answer } = await attempt(careful('entra-id'), { press: ['Alex Rivera', 'Cancel'] });
  expect(answer['error']).toBe('access_denied');
  expect(answer['error_description']).toMatch(/^AADSTS65004: /);
});

test('asks only for missing permissions', async () => {
  const app = msalApp(tenant, 'entra-id');
  const { page } = await attempt(app, { scopes: ['User.Read', tasks] });
  expect(page.text).toContain('Read your tasks');
  expect(page.text).not.toContain('read your profile');
});

test('silence does not help where consent is missing: AADSTS65001', async () => {
  const app = msalApp(tenant, 'entra-id');
  const browser = appBrowser();
  const { account } = await (await attempt(app, { browser, press: ['Sam Okafor'] })).redeem();
  if (account === null) throw new Error('MSAL made no account.');
  const silent = app.acquireTokenSilent({ account, scopes: [tasks] });
  expect(await errorNumber(silent)).toBe('AADSTS65001');
  const none = await attempt(app, { browser, scopes: [tasks], prompt: 'none', press: [] });
  expect(none.answer['error']).toBe('consent_required');
  expect(none.answer['error_description']).toMatch(/^AADSTS65001: /);
});

test('prompt=consent asks again for everything', async () => {
  const app = msalApp(tenant, 'entra-id');
  const { page } = await attempt(app, { prompt: 'consent' });
  expect(page.text).toContain('Permissions requested');
  expect(page.text).toContain('read your profile');
});

const [contoso] = tenants;

test('what is granted for everyone lists a scope of Graph once, with its address or without', () => {
  if (contoso === undefined) throw new Error('There is no tenant.');
  const app = {
    ...newRegistration(contoso, 'Made by test', { redirectUris: [] }),
    adminConsent: ['User.Read'],
  };
  const scopes = ['https://graph.microsoft.com/User.Read', tasks, 'User.Read'];
  expect(withAdminConsent(app, scopes).adminConsent).toEqual(['User.Read', tasks]);
});
