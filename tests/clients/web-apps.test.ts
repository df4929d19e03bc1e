import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '../../src/practice-tenant/directory/addresses.ts';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { tenantIds, webAppSecret } from '../practice-tenant/msal-app.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { consentedApp, tasksScope } from './consented-app.ts';
import { runningApp } from './running-app.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
  await consentedApp(tenant, {
    redirectUris: ['http://localhost/callback', 'http://localhost/api/auth/callback/microsoft'],
  });
});
afterAll(() => tenant.remove());

/** Where apps and where browsers find the tenant; the path is that of the tenant or, in B2C, of the user flow. */
function addressesOf(type: TenantType) {
  const isCustom = type === 'external-id-custom-domain';
  const path =
    type === 'b2c' ? '/fabrikam.onmicrosoft.com/B2C_1_signupsignin' : `/${tenantIds[type]}`;
  return {
    back: isCustom ? tenant.customDomainOrigin : tenant.origin,
    front: isCustom ? tenant.customDomainFrontOrigin : tenant.frontOrigin,
    path,
  };
}

const credentials = { CLIENT_ID: clientIds.webApp, CLIENT_SECRET: webAppSecret };

/** For clients that are given the endpoints, and know who signed in by calling the API. */
function endpoints(type: TenantType): Record<string, string> {
  const { back, front, path } = addressesOf(type);
  return {
    ...credentials,
    AUTHORIZE: front + path + paths.authorize,
    TOKEN: back + path + paths.token,
    SCOPE: `openid offline_access ${tasksScope(type)}`,
    API: `${tenant.origin}/tasks-api/tasks`,
  };
}

/** For clients that are given the issuer, and find the endpoints in its metadata document. */
function issuer(type: TenantType): Record<string, string> {
  const { back, path } = addressesOf(type);
  const scope = 'openid profile offline_access';
  return { ...credentials, ISSUER: `${back}${path}/v2.0`, SCOPE: scope };
}

const withoutB2c = tenantTypes.filter((type) => type !== 'b2c');

/** What a user sees who signs in at the app's address. */
async function seenAfterSignIn(
  app: string,
  start: string,
  configuration: Record<string, string>,
): Promise<string> {
  const running = await runningApp(app, tenant.caCertificate, () => configuration);
  const browser = new HttpBrowser();
  const picker = await browser.open(running.origin + start);
  const { text } = await browser.press(picker, 'Sam Okafor');
  await running.stop();
  return text;
}

describe.each(tenantTypes)('simple-oauth2 with %s', (type) => {
  test('signs in, renews its tokens, and calls the API', async () => {
    const seen = await seenAfterSignIn('simple-oauth2', '/sign-in', endpoints(type));
    expect(seen).toBe('<h1>Sam Okafor</h1>');
  });
});

describe.each(tenantTypes)('@fastify/oauth2 with %s', (type) => {
  test('signs in with PKCE, renews its tokens, and calls the API', async () => {
    const seen = await seenAfterSignIn('fastify-oauth2', '/sign-in', endpoints(type));
    expect(seen).toBe('<h1>Sam Okafor</h1>');
  });
});

describe.each(tenantTypes)('arctic with %s', (type) => {
  test('signs in with PKCE, renews its tokens, and calls the API', async () => {
    const seen = await seenAfterSignIn('arctic', '/sign-in', endpoints(type));
    expect(seen).toBe('<h1>Sam Okafor</h1>');
  });
});

// It asks for no scope that the metadata doesn't list, and B2C gives an access token for an API only.
describe.each(withoutB2c)('@hono/oidc-auth with %s', (type) => {
  test('signs in and renews its tokens with only the issuer configured', async () => {
    // Any request renews the tokens.
    const configuration = { ...issuer(type), REFRESH_INTERVAL: '-1' };
    const seen = await seenAfterSignIn('hono-oidc-auth', '/', configuration);
    expect(seen).toMatch(/^<h1>Sam Okafor<\/h1>.*<p>Renewals: 1<\/p>$/);
  });
});

// Its provider wants an issuer that ends with /v2.0, where B2C's ends with a slash.
describe.each(withoutB2c)('better-auth with %s', (type) => {
  test('signs in with its own provider for Microsoft', async () => {
    const configuration = {
      ...credentials,
      AUTHORITY: addressesOf(type).back,
      TENANT_ID: tenantIds[type],
    };
    const seen = await seenAfterSignIn('better-auth', '/sign-in', configuration);
    expect(seen).toContain('<h1>Sam Okafor</h1>');
  });
});
