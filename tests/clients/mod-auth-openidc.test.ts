import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findApache } from '../../scripts/test-tools.ts';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { authorityFor, webAppSecret } from '../practice-tenant/msal-app.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { type Apache, startApache } from './apache.ts';
import { consentedApp, tasksScope } from './consented-app.ts';

const program = findApache();
let tenant: RunningTenant;
let apache: Apache | undefined;
beforeAll(async () => {
  tenant = await runningTenant();
  await consentedApp(tenant, { redirectUris: ['http://localhost/callback', 'http://localhost/'] });
  if (program === undefined) return;
  const hosts = new Map(tenantTypes.map((type) => [type, hostFor(type)] as const));
  apache = await startApache(program, tenant.caCertificate, hosts);
});
afterAll(async () => {
  await apache?.stop();
  await tenant.remove();
});

/** Nothing but what the module has to be told for any provider. */
const hostFor = (type: TenantType) => (origin: string) => {
  const authority = authorityFor(tenant, type).replace(/\/v2\.0$/, '');
  return [
    // Node's fetch says "cors", where a browser that goes to a page says this.
    'RequestHeader set Sec-Fetch-Mode navigate early',
    `OIDCProviderMetadataURL ${authority}/v2.0/.well-known/openid-configuration`,
    `OIDCClientID ${clientIds.webApp}`,
    `OIDCClientSecret ${webAppSecret}`,
    `OIDCRedirectURI ${origin}/callback`,
    'OIDCCryptoPassphrase "a passphrase of the test"',
    `OIDCScope "openid profile offline_access ${tasksScope(type)}"`,
    'OIDCRemoteUserClaim name',
    // Tokens live for an hour or so: each request renews them.
    'OIDCRefreshAccessTokenBeforeExpiry 7200 logout_on_error',
  ];
};

describe.each(tenantTypes)('mod_auth_openidc with %s', (type) => {
  test('lets a user in, renews the access token, calls the API, and signs out', async ({
    skip,
  }) => {
    const origin = apache?.origins.get(type);
    if (origin === undefined) return skip('This machine has no Apache with mod_auth_openidc.');
    const browser = new HttpBrowser();
    const picker = await browser.open(origin);
    expect(picker.text).toContain('Pick an account');
    const page = await browser.press(picker, 'Sam Okafor');
    expect(page.text).toBe('<h1>For users only</h1>');
    expect(page.headers.get('x-user')).toBe('Sam Okafor');
    const renewed = (await browser.open(origin)).headers.get('x-token') ?? '';
    expect(renewed).not.toBe(page.headers.get('x-token'));
    const headers = { authorization: `Bearer ${renewed}` };
    const tasks = await fetch(`${tenant.origin}/tasks-api/tasks`, { headers });
    expect(await tasks.json()).toMatchObject({ owner: 'Sam Okafor' });
    const out = new URL(`${origin}/callback`);
    out.searchParams.set('logout', `${origin}/`);
    // The module lets nobody see its page who isn't signed in, and the practice tenant has ended its session.
    expect((await browser.open(out)).text).toContain('Pick an account');
  });
});
