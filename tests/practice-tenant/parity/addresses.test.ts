import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TenantType, tenantTypes } from '../../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../../http-browser.ts';
import { attempt, authorityFor, msalApp, tenantIds } from '../msal-app.ts';
import { register } from '../plain-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const get = async (address: string) => {
  const answer = await fetch(address);
  return { headers: answer.headers, body: await answer.json() };
};
const metadataOf = (type: TenantType, userFlow?: string) =>
  get(
    `${authorityFor(tenant, type, userFlow).replace(/\/v2\.0$/, '')}/v2.0/.well-known/openid-configuration`,
  );

/** Rows about addresses on the page /reference/parity/ that no other test shows. */
describe('the parity page is right that', () => {
  test.each(tenantTypes)('metadata and keys of %s may not be cached', async (type) => {
    const { headers, body } = await metadataOf(type);
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await get(body.jwks_uri)).headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    ['external-id', 'origin'],
    ['external-id-custom-domain', 'customDomainOrigin'],
  ] as const)('the issuer of %s is the host of the authority, with the ID', async (type, host) => {
    const { body } = await metadataOf(type);
    expect(body.issuer).toBe(`${tenant[host]}/${tenantIds[type]}/v2.0`);
  });

  test.each(tenantTypes)(
    'pages of %s are on http, and what apps call is on https',
    async (type) => {
      const { body } = await metadataOf(type);
      for (const name of ['authorization_endpoint', 'end_session_endpoint'])
        expect(body[name]).toMatch(/^http:\/\//);
      for (const name of ['token_endpoint', 'jwks_uri']) expect(body[name]).toMatch(/^https:\/\//);
    },
  );

  test('every user flow of B2C has the same claims_supported', async () => {
    const [one, other] = [await metadataOf('b2c'), await metadataOf('b2c', 'B2C_1_resetpassword')];
    expect(one.body.claims_supported).toContain('city');
    expect(other.body.claims_supported).toEqual(one.body.claims_supported);
  });

  test('a B2C key is named with 27 characters', async () => {
    const { body } = await metadataOf('b2c');
    for (const { kid } of (await get(body.jwks_uri)).body.keys) expect(kid).toHaveLength(27);
  });

  test.each(['common', 'organizations'])('/%s lists the tenants that it leads to', async (name) => {
    await register(tenant, 'entra-id', clientIds.webApp, { audience: 'anyTenant' });
    const app = msalApp(tenant, 'entra-id', { authority: `${tenant.origin}/${name}` });
    const { page } = await attempt(app, { press: [] });
    for (const each of ['Contoso', 'Northwind Traders', 'Litware'])
      expect(page.text).toContain(each);
    expect(page.text).not.toContain('Woodgrove');
  });

  test('there is no TLS under the name of the custom domain', async () => {
    const { body } = await metadataOf('external-id-custom-domain');
    const page = new URL(body.authorization_endpoint);
    expect(page.hostname).toBe('login.woodgrove.localhost');
    expect((await new HttpBrowser().open(page)).url).toMatch(/^http:/);
    page.protocol = 'https:';
    await expect(fetch(page)).rejects.toThrow();
  });
});
