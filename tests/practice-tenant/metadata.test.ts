import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpBrowser } from '../http-browser.ts';
import { attempt, authorityFor, msalApp, tenantIds } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const id = tenantIds['entra-id'];
const metadata = '/v2.0/.well-known/openid-configuration';
const read = async (address: string) => {
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Record<string, unknown>;
};

/** As in a public capture of July 2026, without what the practice tenant has not: Kerberos and mutual TLS. */
const membersOfVersion2 = [
  'token_endpoint',
  'token_endpoint_auth_methods_supported',
  'jwks_uri',
  'response_modes_supported',
  'subject_types_supported',
  'id_token_signing_alg_values_supported',
  'response_types_supported',
  'scopes_supported',
  'issuer',
  'request_uri_parameter_supported',
  'userinfo_endpoint',
  'authorization_endpoint',
  'device_authorization_endpoint',
  'http_logout_supported',
  'frontchannel_logout_supported',
  'end_session_endpoint',
  'claims_supported',
  'tenant_region_scope',
  'cloud_instance_name',
  'cloud_graph_host_name',
  'msgraph_host',
  'rbac_url',
];

describe('the metadata of v2.0', () => {
  test.each(['entra-id', 'external-id', 'external-id-custom-domain'] as const)(
    'has the members of the real document, in %s',
    async (type) => {
      const found = await read(authorityFor(tenant, type).replace(/\/v2\.0$/, '') + metadata);
      expect(Object.keys(found).sort()).toEqual([...membersOfVersion2].sort());
      expect(found).toMatchObject({
        response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
        scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
        http_logout_supported: true,
        tenant_region_scope: 'NA',
        msgraph_host: new URL(tenant.origin).host,
      });
      expect(found['claims_supported']).not.toContain('tfp');
      expect(found['claims_supported']).toContain('cloud_instance_host_name');
    },
  );

  test.each(['common', 'organizations'])('has no region at /%s, and patterns', async (name) => {
    const found = await read(`${tenant.origin}/${name}${metadata}`);
    expect(Object.keys(found).sort()).toEqual([...membersOfVersion2].sort());
    expect(found['tenant_region_scope']).toBeNull();
    const issuer = `${tenant.origin}/{tenantid}/v2.0`;
    expect(found['issuer']).toBe(issuer);
    const { keys } = await read(String(found['jwks_uri']));
    const ofPersonal = `${tenant.origin}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0`;
    const personal = name === 'common' ? [{ issuer: ofPersonal }, { issuer: ofPersonal }] : [];
    expect(keys).toMatchObject([{ issuer }, { issuer }, ...personal]);
  });

  test('in B2C has the members of a user flow’s document and no other', async () => {
    const found = await read(authorityFor(tenant, 'b2c') + metadata);
    expect(Object.keys(found)).toEqual([
      'issuer',
      'authorization_endpoint',
      'token_endpoint',
      'end_session_endpoint',
      'jwks_uri',
      'response_modes_supported',
      'response_types_supported',
      'scopes_supported',
      'subject_types_supported',
      'id_token_signing_alg_values_supported',
      'token_endpoint_auth_methods_supported',
      'claims_supported',
    ]);
    expect(found['scopes_supported']).toEqual(['openid']);
    expect(found['token_endpoint_auth_methods_supported']).not.toContain('private_key_jwt');
    expect(found['claims_supported']).toEqual(expect.arrayContaining(['tfp', 'emails', 'idp']));
  });

  test('names a host at which Graph answers as it does at its own', async () => {
    const { accessToken } = await (await attempt(msalApp(tenant, 'entra-id'))).redeem();
    const { msgraph_host: host } = await read(`${tenant.origin}/${id}${metadata}`);
    const headers = { authorization: `Bearer ${accessToken}` };
    const answer = await fetch(`https://${host}/v1.0/me`, { headers });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toHaveProperty('displayName', 'Alex Rivera');
  });
});

describe('the metadata without a version', () => {
  const version1 = '/.well-known/openid-configuration';

  test('of a workforce tenant is that of v1.0, with another issuer and the older endpoints', async () => {
    const found = await read(`${tenant.origin}/${id}${version1}`);
    expect(found).toMatchObject({
      issuer: `${tenant.origin}/${id}/`,
      authorization_endpoint: `${tenant.frontOrigin}/${id}/oauth2/authorize`,
      token_endpoint: `${tenant.origin}/${id}/oauth2/token`,
      device_authorization_endpoint: `${tenant.origin}/${id}/oauth2/devicecode`,
      end_session_endpoint: `${tenant.frontOrigin}/${id}/oauth2/logout`,
      jwks_uri: `${tenant.origin}/common/discovery/keys`,
      userinfo_endpoint: `${tenant.origin}/${id}/openid/userinfo`,
      microsoft_multi_refresh_token: true,
      scopes_supported: ['openid'],
    });
    const common = await read(`${tenant.origin}/common${version1}`);
    expect(common['issuer']).toBe(`${tenant.origin}/{tenantid}/`);
  });

  test.each(['external-id', 'external-id-custom-domain', 'b2c'] as const)(
    'is the same document as that of v2.0 in %s',
    async (type) => {
      const authority = authorityFor(tenant, type).replace(/\/v2\.0$/, '');
      expect(await read(authority + version1)).toEqual(await read(authority + metadata));
    },
  );

  test('leads to keys, sign-out and userinfo that work', async () => {
    const found = await read(`${tenant.origin}/${id}${version1}`);
    const { accessToken, idTokenClaims } = await (
      await attempt(msalApp(tenant, 'entra-id'))
    ).redeem();
    expect((await read(String(found['jwks_uri'])))['keys']).toHaveLength(4);
    const headers = { authorization: `Bearer ${accessToken}` };
    const info = await fetch(String(found['userinfo_endpoint']), { headers });
    expect(await info.json()).toHaveProperty('name', (idTokenClaims as { name: string }).name);
    const page = await new HttpBrowser().open(String(found['end_session_endpoint']));
    expect(page.text).toContain('You are signed out');
  });

  test.each([
    ['authorization_endpoint', 'GET', '/oauth2/v2.0/authorize'],
    ['token_endpoint', 'POST', '/oauth2/v2.0/token'],
    ['device_authorization_endpoint', 'POST', '/oauth2/v2.0/devicecode'],
  ])('leads to a %s that names its successor', async (name, method, successor) => {
    const found = await read(`${tenant.origin}/${id}${version1}`);
    const answer = await fetch(String(found[name]), { method });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      error: 'invalid_request',
      error_description: expect.stringContaining(successor),
    });
    const page = await new HttpBrowser().open(String(found['authorization_endpoint']));
    expect(page.status).toBe(404);
    expect(page.text).toContain('/oauth2/v2.0/authorize');
  });
});

describe('what the real service does not have', () => {
  const bases = () => [
    `${tenant.origin}/common`,
    `${tenant.origin}/${id}`,
    `${tenant.origin}/woodgrove.onmicrosoft.com`,
    `${tenant.customDomainOrigin}/${tenantIds['external-id-custom-domain']}`,
    authorityFor(tenant, 'b2c'),
  ];

  test.each([
    ['GET', '/.well-known/oauth-authorization-server'],
    ['GET', '/v2.0/.well-known/oauth-authorization-server'],
    ['GET', '/discovery/unused-keys'],
    ['POST', '/oauth2/v2.0/unused-logout/confirm'],
    ['GET', '/request'],
    ['GET', '/me'],
    ['POST', '/token/introspection'],
    ['GET', '/'],
  ])('%s %s is a 404 in JSON for a program', async (method, path) => {
    for (const base of bases()) {
      const answer = await fetch(base + path, { method });
      expect([base, answer.status]).toEqual([base, 404]);
      expect(await answer.json()).toEqual({
        error: 'invalid_request',
        error_description: expect.stringContaining(path),
      });
    }
  });

  test('is a 404 on a page for a person', async () => {
    for (const base of bases()) {
      const page = await new HttpBrowser().open(`${base}/nothing/here`);
      expect(page.status).toBe(404);
      expect(page.text).toContain('There’s no such page');
    }
  });
});
