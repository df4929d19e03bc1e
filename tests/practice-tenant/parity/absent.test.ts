import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { errorCatalogue } from '../../../src/practice-tenant/errors/catalogue.ts';
import { HttpBrowser } from '../../http-browser.ts';
import { authorizeAddress } from '../authorize-endpoint.ts';
import { graphClient, graphFor } from '../graph/graph-client.ts';
import { authorityFor, tenantIds } from '../msal-app.ts';
import { ask, register, signIn, tasks } from '../plain-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const contoso = 'contoso.onmicrosoft.com';
const metadataOf = async (type: (typeof tenantTypes)[number]) => {
  const base = authorityFor(tenant, type).replace(/\/v2\.0$/, '');
  return (await fetch(`${base}/v2.0/.well-known/openid-configuration`)).json();
};

/** Asks for what the page /reference/parity/ lists as absent. */
describe('what the parity page lists as absent is refused:', () => {
  test.each([
    ['SAML sign-in', 'GET', `/${contoso}/saml2`],
    [
      'SAML and WS-Federation metadata',
      'GET',
      `/${contoso}/federationmetadata/2007-06/federationmetadata.xml`,
    ],
    ['WS-Federation', 'GET', `/${contoso}/wsfed`],
    ['WS-Trust', 'POST', `/${contoso}/winauth/trust/2005/usernamemixed`],
    ['SCIM', 'GET', `/${contoso}/scim/Users`],
    ['native authentication', 'POST', '/woodgrove.onmicrosoft.com/oauth2/v2.0/initiate'],
    ['sign-up of native authentication', 'POST', '/woodgrove.onmicrosoft.com/signup/v1.0/start'],
    ['Kerberos', 'GET', `/${contoso}/kerberos`],
    ['brokered sign-in', 'GET', `/${contoso}/oauth2/v2.0/nativeclient`],
    ['check_session_iframe', 'GET', `/${contoso}/oauth2/checksession`],
    ['v1.0 authorize', 'GET', `/${contoso}/oauth2/authorize`],
    ['v1.0 token', 'POST', `/${contoso}/oauth2/token`],
    ['pushed authorization requests', 'POST', `/${contoso}/oauth2/v2.0/par`],
    ['backchannel authentication', 'POST', `/${contoso}/oauth2/v2.0/bc-authorize`],
    ['token introspection', 'POST', `/${contoso}/oauth2/v2.0/introspect`],
    ['token revocation', 'POST', `/${contoso}/oauth2/v2.0/revoke`],
    ['dynamic registration', 'POST', `/${contoso}/oauth2/v2.0/register`],
  ])('%s', async (_, method, path) => {
    const answer = await fetch(tenant.origin + path, { method });
    expect([path, answer.status]).toEqual([path, 404]);
  });

  test.each([
    ['SCIM without a tenant', '/scim/v2/Users'],
    ['the token address of managed identities', '/metadata/identity/oauth2/token?resource=x'],
  ])('%s is taken for a tenant that is not there', async (_, path) => {
    const headers = { Metadata: 'true' };
    const answer = await fetch(tenant.origin + path, { headers });
    expect(await answer.json()).toMatchObject({ error_codes: [900023] });
  });
});

test('the metadata names nothing of Kerberos, mutual TLS, sessions in frames, or other endpoints', async () => {
  const version1 = `${tenant.origin}/${contoso}/.well-known/openid-configuration`;
  const documents = [
    ...(await Promise.all(tenantTypes.map(metadataOf))),
    await (await fetch(version1)).json(),
  ];
  for (const body of documents) {
    for (const name of [
      'kerberos_endpoint',
      'mtls_endpoint_aliases',
      'tls_client_certificate_bound_access_tokens',
      'check_session_iframe',
      'pushed_authorization_request_endpoint',
      'backchannel_authentication_endpoint',
      'introspection_endpoint',
      'revocation_endpoint',
      'registration_endpoint',
      'backchannel_logout_supported',
    ])
      expect(body).not.toHaveProperty(name);
    expect(body.token_endpoint_auth_methods_supported).not.toContain('self_signed_tls_client_auth');
  }
});

test.each(['login.microsoftonline.us', 'login.partner.microsoftonline.cn'])(
  'the sovereign cloud %s is not one that instance discovery knows',
  async (host) => {
    const query = new URLSearchParams({
      'api-version': '1.1',
      authorization_endpoint: `https://${host}/common/oauth2/v2.0/authorize`,
    });
    const answer = await fetch(`${tenant.origin}/common/discovery/instance?${query}`);
    expect(await answer.json()).toMatchObject({ error_codes: [50049] });
  },
);

test('a custom policy of your own is a user flow that is not there', async () => {
  const address = authorizeAddress(tenant, 'b2c', {}).replace(
    'B2C_1_signupsignin',
    'B2C_1A_my_own',
  );
  expect((await new HttpBrowser().open(address)).status).toBe(404);
});

test('the pages are in English and without branding, whatever ui_locales asks for', async () => {
  const address = authorizeAddress(tenant, 'entra-id', { response_type: 'code', ui_locales: 'de' });
  const page = await new HttpBrowser().open(address);
  expect(page.text).toContain('<html lang="en">');
  expect(page.text).toContain('Pick an account');
  expect(page.text).not.toContain('<img');
});

test('nobody is invited by email', async () => {
  const graph = await graphFor(tenant, ['Application.ReadWrite.All']);
  const invitation = { invitedUserEmailAddress: 'a@example.com', inviteRedirectUrl: 'https://x.y' };
  expect((await graph.post('/v1.0/invitations', invitation)).status).toBe(405);
});

test('a registration may name other optional claims, and no token has them', async () => {
  const named = ['ipaddr', 'vnet', 'xms_edov', 'wids', 'onprem_sid', 'fwd', 'tenant_ctry'];
  const optionalClaims = { idToken: named, accessToken: named };
  for (const app of [clientIds.webApp, clientIds.tasksApi])
    await register(tenant, 'entra-id', app, { optionalClaims, groupsClaim: true });
  const answer = await signIn(tenant, 'entra-id', { scope: `openid profile ${tasks}` });
  for (const token of [answer['id_token'], answer['access_token']]) {
    const claims = decodeJwt(String(token));
    expect(named.filter((name) => name in claims)).toEqual([]);
  }
});

test('a new password doesn’t end an access token, also of an app with the capability cp1', async () => {
  const fields = { claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}' };
  const { access_token } = await signIn(tenant, 'entra-id', { scope: 'openid User.Read', fields });
  expect(decodeJwt(String(access_token))).toMatchObject({ xms_cc: ['cp1'] });
  const users = [
    { username: 'alex@contoso.onmicrosoft.com', name: 'Alex Rivera', password: 'another-one' },
  ];
  await tenant.seed({ tenants: { 'entra-id': { users } } });
  expect((await graphClient(tenant, String(access_token))('/v1.0/me')).status).toBe(200);
});

test('an access token is Bearer, also if the request asks for proof of possession', async () => {
  const fields = { token_type: 'pop', req_cnf: 'eyJraWQiOiJrZXktMSJ9' };
  const answer = await signIn(tenant, 'entra-id', { scope: 'openid User.Read', fields });
  expect(answer['token_type']).toBe('Bearer');
  expect(decodeJwt(String(answer['access_token']))).not.toHaveProperty('cnf');
});

test.each([
  '/v1.0/policies/tokenLifetimePolicies',
  '/v1.0/policies/claimsMappingPolicies',
  '/v1.0/identity/customAuthenticationExtensions',
  '/v1.0/applications/x/extensionProperties',
])('policies and extensions for tokens are 405: %s', async (path) => {
  const graph = await graphFor(tenant, ['Directory.Read.All']);
  expect((await graph(path)).status).toBe(405);
});

test('a password is for Entra ID only', async () => {
  const grant = {
    grant_type: 'password',
    username: 'alex@woodgrove.example',
    password: 'practice',
  };
  const external = await ask(tenant, 'external-id', { ...grant, scope: 'openid' });
  expect(external.answer).toMatchObject({ error_codes: [70003] });
  const b2c = await ask(tenant, 'b2c', { ...grant, scope: 'openid' });
  expect(b2c.answer['error_description']).toMatch(/^AADB2C90086: /);
});

test('the codes of wrong hosts and loops are never returned', () => {
  for (const code of ['AADSTS500208', 'AADSTS500210', 'AADSTS50196'])
    expect(errorCatalogue).not.toHaveProperty(code);
});

test('a thousand requests are not throttled', async () => {
  const address = `${tenant.origin}/${tenantIds['entra-id']}/discovery/v2.0/keys`;
  const statuses = new Set<number>();
  for (let round = 0; round < 40; round += 1) {
    const answers = await Promise.all(Array.from({ length: 25 }, () => fetch(address)));
    for (const answer of answers) {
      statuses.add(answer.status);
      await answer.body?.cancel();
    }
  }
  expect([...statuses]).toEqual([200]);
});
