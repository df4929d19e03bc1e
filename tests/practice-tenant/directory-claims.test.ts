import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupIds } from '../../src/practice-tenant/directory/groups.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { appBrowser, attempt, authorityFor, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const idTokenOf = async (person: string) => {
  const { redeem } = await attempt(msalApp(tenant, 'entra-id'), { press: [person] });
  return (await redeem()).idTokenClaims;
};

describe('Entra ID', () => {
  test('knows a guest by the address at home, and says where the account lives', async () => {
    expect(await idTokenOf('Noor Haddad')).toMatchObject({
      preferred_username: 'noor@litware.example',
      idp: expect.stringMatching(/^https:\/\/sts\.windows\.net\/0e0e/),
    });
    expect(await idTokenOf('Sam Okafor')).not.toHaveProperty('idp');
  });

  test('names groups once the token configuration of the app asks for them', async () => {
    expect(await idTokenOf('Alex Rivera')).not.toHaveProperty('groups');
    const browser = new HttpBrowser();
    const address = `${tenant.frontOrigin}/desk/entra-id/registrations/${clientIds.webApp}`;
    const ticked = { do: 'token-configuration', 'groups-claim-SecurityGroup': 'yes' };
    expect((await browser.post(address, ticked, address)).text).toMatch(/checked> Security groups/);
    expect(await idTokenOf('Alex Rivera')).toMatchObject({
      groups: [groupIds.staff, groupIds.taskAdmins],
    });
    expect(await idTokenOf('Mira Lindqvist')).toMatchObject({ groups: [groupIds.staff] });
  });

  test('gives the sample its app role for calls without a user', async () => {
    const result = await msalApp(tenant, 'entra-id').acquireTokenByClientCredential({
      scopes: [`api://${clientIds.tasksApi}/.default`],
    });
    expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({ roles: ['Tasks.Read.All'] });
  });
});

test('B2C collects attributes at sign-up, puts them into the token, and edits them', async () => {
  const app = msalApp(tenant, 'b2c');
  const scopes = ['openid'];
  const email = ['Send verification code', { 'Email address': 'lea@example.com' }] as const;
  const started = await attempt(app, { scopes, press: ['Create one', email] });
  const code = /code for [^<]*<strong>(\d{6})/.exec(started.page.text)?.[1] ?? '';
  const done = await started.browser.press(started.page, 'Create', {
    'Verification code': code,
    'Display name': 'Lea Novak',
    'City (optional)': 'Graz',
    'Loyalty number (optional)': '4711',
    Password: 'a-long-enough-one',
  });
  Object.assign(started.answer, { code: new URL(done.url).searchParams.get('code') });
  expect((await started.redeem()).idTokenClaims).toMatchObject({
    city: 'Graz',
    extension_LoyaltyNumber: '4711',
  });

  const authority = authorityFor(tenant, 'b2c', 'B2C_1_editprofile');
  const press = [['Continue', { 'Loyalty number (optional)': '4712' }]] as const;
  const edited = await attempt(app, { scopes, browser: started.browser, authority, press });
  expect((await edited.redeem()).idTokenClaims).toMatchObject({
    city: 'Graz',
    extension_LoyaltyNumber: '4712',
  });
});

test('External ID keeps the attributes of a sign-up, out of the tokens', async () => {
  const app = msalApp(tenant, 'external-id');
  const email = ['Send verification code', { 'Email address': 'lea@example.com' }] as const;
  const browser = appBrowser();
  const started = await attempt(app, { browser, press: ['Create one', email] });
  const code = /code for [^<]*<strong>(\d{6})/.exec(started.page.text)?.[1] ?? '';
  const done = await browser.press(started.page, 'Create', {
    'Verification code': code,
    'Display name': 'Lea Novak',
    'City (optional)': 'Graz',
    Password: 'a-long-enough-one',
  });
  Object.assign(started.answer, { code: new URL(done.url).searchParams.get('code') });
  expect((await started.redeem()).idTokenClaims).not.toHaveProperty('city');
  const user = await tenant.directory('external-id').userNamed('lea@example.com');
  expect(user?.attributes).toEqual({ city: 'Graz' });
});
