import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { authorizeAddress, returned } from '../practice-tenant/authorize-endpoint.ts';
import { authorityFor, scopeFor, webAppSecret } from '../practice-tenant/msal-app.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { consentedApp, tasksScope } from './consented-app.ts';
import { runningApp } from './running-app.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
  await consentedApp(tenant, {
    redirectUris: ['http://localhost/signed-in'],
    implicitGrant: { idTokens: true, accessTokens: true },
  });
});
afterAll(() => tenant.remove());

/** The app refuses addresses on http, so it knows the practice tenant by the name that has none. */
const metadataOf = (type: TenantType): string =>
  `${authorityFor(tenant, type)
    .replace('localhost', '127.0.0.1')
    .replace(/\/v2\.0$/, '')}/v2.0/.well-known/openid-configuration`;

/** What any app of the tenant would send to the API. */
async function tokenForApi(type: TenantType): Promise<string> {
  const address = new URL(
    authorizeAddress(tenant, type, {
      response_type: 'token',
      redirect_uri: 'http://localhost/signed-in',
      scope: tasksScope(type),
    }),
  );
  const { origin } = new URL(metadataOf(type));
  const browser = new HttpBrowser({ stopAt: 'http://localhost/' });
  const picker = await browser.open(`${origin}${address.pathname}${address.search}`);
  const { answer } = returned(await browser.press(picker, 'Sam Okafor'));
  return answer['access_token'] ?? '';
}

const app = (type: TenantType) =>
  runningApp('passport-azure-ad', tenant.caCertificate, () => ({
    METADATA: metadataOf(type),
    CLIENT_ID: clientIds.webApp,
    CLIENT_SECRET: webAppSecret,
    SCOPE: scopeFor(type),
    IS_B2C: type === 'b2c' ? 'yes' : 'no',
    USER_FLOW: 'B2C_1_signupsignin',
    API_AUDIENCE: clientIds.tasksApi,
  }));

describe.each(tenantTypes)('passport-azure-ad with %s', (type) => {
  test('signs in with a code and an ID token in a form (OIDCStrategy)', async () => {
    const running = await app(type);
    const browser = new HttpBrowser();
    const picker = await browser.open(`${running.origin}/sign-in`);
    const home = await browser.press(picker, 'Sam Okafor');
    expect(home.text).toContain('<h1>Sam Okafor</h1>');
    await running.stop();
  });

  test('lets a caller with an access token into an API (BearerStrategy)', async () => {
    const running = await app(type);
    const accessToken = await tokenForApi(type);
    const call = (token: string) =>
      fetch(`${running.origin}/api`, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await call(accessToken)).json()).toEqual({ name: 'Sam Okafor' });
    const start = accessToken.lastIndexOf('.') + 1;
    const other = accessToken[start] === 'A' ? 'B' : 'A';
    const forged = accessToken.slice(0, start) + other + accessToken.slice(start + 1);
    expect((await call(forged)).status).toBe(401);
    await running.stop();
  });
});
