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

interface WebApp {
  client: string;
  app: string;
  start: string;
  configuration: (type: TenantType) => Record<string, string>;
  tenantTypes?: readonly TenantType[];
}

const webApps: readonly WebApp[] = [
  { client: 'simple-oauth2', app: 'simple-oauth2', start: '/sign-in', configuration: endpoints },
  { client: '@fastify/oauth2', app: 'fastify-oauth2', start: '/sign-in', configuration: endpoints },
  { client: 'arctic', app: 'arctic', start: '/sign-in', configuration: endpoints },
  {
    client: '@hono/oidc-auth',
    app: 'hono-oidc-auth',
    start: '/',
    configuration: issuer,
    // It asks for no scope that the metadata doesn't list, and B2C gives an access token for an API only.
    tenantTypes: withoutB2c,
  },
  {
    client: 'better-auth',
    app: 'better-auth',
    start: '/sign-in',
    configuration: (type) => {
      const { back } = addressesOf(type);
      return { ...credentials, AUTHORITY: back, TENANT_ID: tenantIds[type] };
    },
    // Its provider wants an issuer that ends with /v2.0, where B2C's ends with a slash.
    tenantTypes: withoutB2c,
  },
];

describe.each(
  webApps.flatMap((each) => (each.tenantTypes ?? tenantTypes).map((type) => ({ ...each, type }))),
)('$client with $type', ({ app, start, configuration, type }) => {
  test('signs in', async () => {
    const running = await runningApp(app, tenant.caCertificate, () => configuration(type));
    const browser = new HttpBrowser();
    const picker = await browser.open(running.origin + start);
    expect((await browser.press(picker, 'Sam Okafor')).text).toBe('<h1>Sam Okafor</h1>');
    await running.stop();
  });
});
