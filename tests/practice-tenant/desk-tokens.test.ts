import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { register } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

const browser = new HttpBrowser();
const open = (type: TenantType, clientId: string) =>
  browser.open(`${tenant.frontOrigin}/desk/${type}/registrations/${clientId}`);
const kept = async (type: TenantType, clientId: string) =>
  tenant.directory(type).registration(clientId);

describe.each(tenantTypes.filter((type) => type !== 'b2c'))(
  'the page of a registration in %s',
  (type) => {
    test('shows and saves the optional claims', async () => {
      const page = await open(type, clientIds.webApp);
      expect(page.text).toMatch(/name="idToken-sid" value="yes" checked>/);
      const ticked = { 'idToken-given_name': 'yes', 'idToken-sid': 'yes', 'idToken-idtyp': 'yes' };
      const fields = { do: 'token-configuration', ...ticked };
      const saved = await browser.post(page.url, fields, page.url);
      expect(saved.text).toMatch(/name="idToken-given_name" value="yes" checked>/);
      expect((await kept(type, clientIds.webApp))?.optionalClaims).toEqual({
        idToken: ['given_name', 'sid'],
        accessToken: [],
      });
    });

    test('keeps an optional claim that it has no box for', async () => {
      const optionalClaims = { accessToken: ['onprem_sid'] };
      await register(tenant, type, clientIds.webApp, { optionalClaims });
      await browser.press(await open(type, clientIds.webApp), 'Save the token configuration');
      expect((await kept(type, clientIds.webApp))?.optionalClaims).toEqual({
        idToken: [],
        accessToken: ['onprem_sid'],
      });
    });

    test('sets the version of access tokens for an API', async () => {
      const page = await open(type, clientIds.tasksApi);
      expect(page.text).toContain('<option value="2" selected>');
      for (const [value, version] of [
        ['1', 1],
        ['', undefined],
        ['2', 2],
      ] as const) {
        await browser.press(await open(type, clientIds.tasksApi), 'Save the API', {
          requestedAccessTokenVersion: value,
        });
        expect((await kept(type, clientIds.tasksApi))?.accessTokenVersion).toBe(version);
      }
    });
  },
);

test('a registration in B2C has neither: there the user flow decides', async () => {
  const { text } = await open('b2c', clientIds.tasksApi);
  expect(text).not.toContain('Token configuration');
  expect(text).not.toContain('requestedAccessTokenVersion');
});

test('a registration that was just made asks for no optional claim, and for version 1.0', async () => {
  const form = await browser.open(`${tenant.frontOrigin}/desk/entra-id/new-registration`);
  const page = await browser.press(form, 'Register', { Name: 'My first API' });
  const { optionalClaims, accessTokenVersion } =
    (await kept('entra-id', page.url.split('/').at(-1) ?? '')) ?? {};
  expect(optionalClaims).toBeUndefined();
  expect(accessTokenVersion).toBeUndefined();
});
