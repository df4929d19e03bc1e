import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpBrowser } from '../http-browser.ts';
import { tenantIds } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const ask = (parameters: Record<string, string>) =>
  fetch(`${tenant.origin}/common/discovery/instance?${new URLSearchParams(parameters)}`);

describe('instance discovery', () => {
  test.each([
    ['organizations', '/oauth2/v2.0/authorize'],
    [tenantIds['entra-id'], '/oauth2/v2.0/authorize'],
    ['a-tenant-that-nobody-knows', '/oauth2/v2.0/authorize'],
    [tenantIds['entra-id'], '/oauth2/authorize'],
  ])('of %s%s says where the metadata is, and which hosts belong together', async (name, path) => {
    const address = `${tenant.origin}/${name}${path}`;
    const answer = await ask({ 'api-version': '1.1', authorization_endpoint: address });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const hosts = [tenant.origin, tenant.customDomainOrigin].map((each) => new URL(each).host);
    expect(await answer.json()).toEqual({
      tenant_discovery_endpoint: `${tenant.origin}/${name}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: hosts.map((host) => ({
        preferred_network: host,
        preferred_cache: host,
        aliases: [host],
      })),
    });
  });

  test('leads to the custom domain on its own host', async () => {
    const address = `${tenant.customDomainOrigin}/${tenantIds['external-id-custom-domain']}`;
    const answer = await ask({
      'api-version': '1.0',
      authorization_endpoint: `${address}/oauth2/v2.0/authorize`,
    });
    const { tenant_discovery_endpoint: found } = await answer.json();
    expect(found).toBe(`${address}/v2.0/.well-known/openid-configuration`);
    expect((await fetch(found)).status).toBe(200);
  });

  test.each(['https://login.example/common/oauth2/v2.0/authorize', 'nonsense'])(
    'of %s is AADSTS50049',
    async (address) => {
      const answer = await ask({ 'api-version': '1.1', authorization_endpoint: address });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        error: 'invalid_instance',
        error_codes: [50049],
        error_description: expect.stringMatching(/^AADSTS50049: Unknown or invalid instance\. /),
      });
    },
  );

  test('without an address, or without a version, is AADSTS900144', async () => {
    for (const sent of [{ 'api-version': '1.1' }, { authorization_endpoint: tenant.origin }]) {
      const answer = await ask(sent);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error_codes: [900144] });
    }
  });
});

describe('the realm of a user', () => {
  const realmOf = async (user: string, path = 'userrealm') =>
    (await fetch(`${tenant.origin}/common/${path}/${user}?api-version=1.0`)).json();
  const cloud = {
    cloud_instance_name: 'microsoftonline.com',
    cloud_audience_urn: 'urn:federation:MicrosoftOnline',
  };

  test.each(['userrealm', 'UserRealm'])('of an organization is managed, at /%s', async (path) => {
    const managed = { ver: '1.0', account_type: 'Managed', domain_name: 'contoso.onmicrosoft.com' };
    for (const user of ['alex@contoso.onmicrosoft.com', 'Alex%40Contoso.onmicrosoft.com'])
      expect(await realmOf(user, path)).toEqual({ ...managed, ...cloud });
  });

  test.each(['alex@elsewhere.example', 'nobody', '%ZZ', 'x@fabrikam.onmicrosoft.com'])(
    'of %s is unknown',
    async (user) => {
      expect(await realmOf(user)).toEqual({ ver: '1.0', account_type: 'Unknown', ...cloud });
    },
  );
});

test('a person who opens instance discovery sees the error on a page', async () => {
  const query = 'api-version=1.1&authorization_endpoint=https://login.example/';
  const page = await new HttpBrowser().open(
    `${tenant.frontOrigin}/common/discovery/instance?${query}`,
  );
  expect(page.status).toBe(400);
  expect(page.text).toContain('AADSTS50049');
  expect(page.text).toContain(new URL(tenant.origin).host);
});
