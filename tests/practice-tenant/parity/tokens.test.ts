import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { memoryStore } from '../../../src/practice-tenant/store/memory-store.ts';
import { HttpBrowser } from '../../http-browser.ts';
import { authorizeAddress, signInAt } from '../authorize-endpoint.ts';
import { graphClient } from '../graph/graph-client.ts';
import { attempt, authorityFor, msalApp, scopeFor } from '../msal-app.ts';
import { ask, b2cTasks, register, renewed, signIn, tasks } from '../plain-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const claimsOf = (token: unknown) => decodeJwt(String(token));

/** Rows about tokens on the page /reference/parity/ that no other test shows. */
describe('the parity page is right that', () => {
  test.each(['entra-id', 'external-id', 'external-id-custom-domain'] as const)(
    'the sub of a user in %s is another for each app, and oid the same',
    async (type) => {
      const other = {
        client_id: clientIds.needsConsent,
        client_secret: 'practice~needs-consent~not-a-real-secret',
      };
      await register(tenant, type, other.client_id, { adminConsent: ['openid', 'profile'] });
      const scope = 'openid profile';
      const here = claimsOf((await signIn(tenant, type, { scope }))['id_token']);
      const query = { client_id: other.client_id };
      const there = claimsOf(
        (await signIn(tenant, type, { scope, query, fields: other }))['id_token'],
      );
      expect(there['oid']).toBe(here['oid']);
      expect(there.sub).not.toBe(here.sub);
    },
  );

  test('a token for Graph can be verified with the published keys', async () => {
    const { access_token: token } = await signIn(tenant, 'entra-id', { scope: 'openid User.Read' });
    const keys = createRemoteJWKSet(
      new URL(`${authorityFor(tenant, 'entra-id')}/discovery/v2.0/keys`),
    );
    const { protectedHeader } = await jwtVerify(String(token), keys);
    expect(protectedHeader).not.toHaveProperty('nonce');
  });

  test.each(tenantTypes)('tokens of %s lack the claims for the service itself', async (type) => {
    const answer = await signIn(tenant, type, { scope: scopeFor(type) });
    for (const token of [answer['id_token'], answer['access_token']]) {
      const claims = claimsOf(token);
      for (const name of ['aio', 'ipaddr', 'puid', 'platf', 'app_displayname', 'onprem_sid'])
        expect(claims).not.toHaveProperty(name);
    }
  });

  test('responses lack the headers for the service itself', async () => {
    const address = `${authorityFor(tenant, 'entra-id')}/oauth2/v2.0/token`;
    const answer = await fetch(address, { method: 'POST' });
    for (const name of ['x-ms-ests-server', 'x-ms-clitelem', 'strict-transport-security', 'pragma'])
      expect(answer.headers.get(name)).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('an error_uri leads to a page of the practice tenant, and B2C has none', async () => {
    const refused = { grant_type: 'refresh_token', refresh_token: 'x' };
    const { answer } = await ask(tenant, 'entra-id', refused);
    expect(answer['error_uri']).toBe(`${tenant.frontOrigin}/error?code=9002313`);
    expect((await fetch(String(answer['error_uri']))).status).toBe(200);
    expect((await ask(tenant, 'b2c', refused)).answer).not.toHaveProperty('error_uri');
  });

  test('every access token lasts 60 minutes from now', async () => {
    const before = Math.floor(Date.now() / 1000);
    const answer = await signIn(tenant, 'entra-id', { scope: 'openid User.Read' });
    const { iat = 0, exp } = claimsOf(answer['access_token']);
    expect(iat).toBeGreaterThanOrEqual(before);
    expect(exp).toBe(iat + 3_600);
    expect(answer['expires_in']).toBe(3_600);
  });

  test('a guest’s email address needs the scope, or the optional claim', async () => {
    const noor = { user: 'Noor Haddad' };
    const email = async (scope: string) =>
      claimsOf((await signIn(tenant, 'entra-id', { ...noor, scope }))['id_token'])['email'];
    expect(await email('openid profile')).toBeUndefined();
    expect(await email('openid profile email')).toBe('noor@litware.example');
    await register(tenant, 'entra-id', clientIds.webApp, {
      optionalClaims: { idToken: ['email'] },
    });
    expect(await email('openid profile')).toBe('noor@litware.example');
  });

  test('wids has Global Administrator for the administrator, and other users have none', async () => {
    await register(tenant, 'entra-id', clientIds.webApp, { groupsClaim: ['DirectoryRole'] });
    const widsOf = async (user: string) =>
      claimsOf((await signIn(tenant, 'entra-id', { scope: 'openid', user }))['id_token'])['wids'];
    expect(await widsOf('Alex Rivera')).toEqual(['62e90394-69f5-4237-9190-012177145e10']);
    expect(await widsOf('Sam Okafor')).toBeUndefined();
  });

  test('a user can have any role of an app that defines none', async () => {
    await register(tenant, 'entra-id', clientIds.webApp, { appRoles: undefined });
    const mira = await tenant.directory('entra-id').userNamed('mira@contoso.onmicrosoft.com');
    const page = `${tenant.frontOrigin}/desk/entra-id/users/${mira?.objectId}`;
    const form = { do: 'assign-role', application: clientIds.webApp, role: 'Never.Defined' };
    expect((await new HttpBrowser().post(page, form, page)).status).toBe(200);
    const answer = await signIn(tenant, 'entra-id', { scope: 'openid', user: 'Mira Lindqvist' });
    expect(claimsOf(answer['id_token'])['roles']).toEqual(['Never.Defined']);
  });

  test('amr is pwd, and mfa as well after a second factor', async () => {
    await register(tenant, 'entra-id', clientIds.tasksApi, { accessTokenVersion: 1 });
    const app = msalApp(tenant, 'entra-id');
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const press = ['Alex Rivera', 'Approve', 'Accept'];
    const { redeem } = await attempt(app, { scopes: [tasks], claims, press });
    expect(claimsOf((await redeem()).accessToken)).toMatchObject({ amr: ['pwd', 'mfa'], acr: '1' });
    const plain = await attempt(app, { scopes: [tasks] });
    expect(claimsOf((await plain.redeem()).accessToken)).toMatchObject({ amr: ['pwd'], acr: '1' });
  });

  test('in B2C the case of a scope counts, and everywhere that of an API’s address', async () => {
    const ofB2c = await signIn(tenant, 'b2c', {
      scope: `openid ${b2cTasks.replace('Read', 'read')}`,
    });
    expect(ofB2c['error_description']).toMatch(/^AADB2C90117: /);
    const api = `openid API://${clientIds.tasksApi}/Tasks.Read`;
    const ofEntra = await signIn(tenant, 'entra-id', { scope: api });
    expect(ofEntra['error_description']).toMatch(/^AADSTS500011: /);
  });

  test('a renewal with sign-in scopes only gives a token for the API of the sign-in', async () => {
    const first = await signIn(tenant, 'entra-id', { scope: `openid offline_access ${tasks}` });
    const next = await renewed(tenant, 'entra-id', first, { scope: 'openid profile' });
    expect(claimsOf(next['access_token']).aud).toBe(claimsOf(first['access_token']).aud);
  });

  test.each(['entra-id', 'external-id', 'external-id-custom-domain'] as const)(
    'a scope in %s can name an API by its client ID',
    async (type) => {
      const scope = `openid ${clientIds.tasksApi}/Tasks.Read`;
      const { access_token: token } = await signIn(tenant, type, { scope });
      expect(claimsOf(token)['scp']).toBe('Tasks.Read');
    },
  );

  test('B2C has codes of Entra ID for malformed requests, assertions, policies, and blocked users', async () => {
    const twice = `${authorizeAddress(tenant, 'b2c', { response_type: 'code' })}&scope=openid`;
    expect((await new HttpBrowser().open(twice)).text).toContain('AADSTS9000411: ');
    const body = new URLSearchParams({
      client_id: clientIds.webApp,
      grant_type: 'refresh_token',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: 'x',
    });
    const address = `${authorityFor(tenant, 'b2c')}/oauth2/v2.0/token`;
    const refused = await (await fetch(address, { method: 'POST', body })).json();
    expect(refused.error_description).toMatch(/^AADSTS50027: /);
    for (const [fault, code] of [
      ['conditional-access', 'AADSTS53003'],
      ['user-blocked', 'AADSTS50057'],
    ] as const) {
      await tenant.faults('b2c').set(clientIds.webApp, fault, true);
      const { answer, page } = await signInAt(
        authorizeAddress(tenant, 'b2c', { response_type: 'code' }),
      );
      expect(`${JSON.stringify(answer)} ${page.text}`).toContain(`${code}: `);
      await tenant.faults('b2c').set(clientIds.webApp, fault, false);
    }
  });

  test('a code with an ID token in a query is refused in B2C', async () => {
    const implicitGrant = { idTokens: true, accessTokens: false };
    await register(tenant, 'b2c', clientIds.webApp, { implicitGrant });
    const asked = { response_type: 'code id_token', nonce: 'n', response_mode: 'query' };
    const { answer, page } = await signInAt(authorizeAddress(tenant, 'b2c', asked));
    expect(`${JSON.stringify(answer)} ${page.text}`).toContain('AADB2C90014: ');
  });

  test('two accounts are never linked, and no token has one of another provider', async () => {
    const press = [
      'Practice Social',
      'Kit Moreau',
      ['Continue', { 'Display name': 'Kit' }],
    ] as const;
    const { redeem } = await attempt(msalApp(tenant, 'b2c'), { press });
    const { idToken, accessToken } = await redeem();
    for (const token of [idToken, accessToken])
      expect(claimsOf(token)).not.toHaveProperty('idp_access_token');
  });
});

test('memory keeps 20,000 entries that expire unless told otherwise', async () => {
  const store = memoryStore(new Map());
  for (let turn = 0; turn < 20_010; turn += 1) await store.set(`token/${turn}`, turn, 600);
  expect(await store.list('token/')).toHaveLength(20_000);
  expect(await store.get('token/9')).toBeUndefined();
  expect(await store.get('token/10')).toBe(10);
});

describe('UserInfo', () => {
  const infoFor = async (scope: string) => {
    const { access_token: token } = await signIn(tenant, 'entra-id', { scope });
    return (await graphClient(tenant, String(token))('/oidc/userinfo')).json;
  };

  test('has names and a picture with the scope profile only', async () => {
    expect(Object.keys(await infoFor('openid User.Read'))).toEqual(['sub']);
    expect(Object.keys(await infoFor('openid profile User.Read'))).toEqual([
      'sub',
      'name',
      'given_name',
      'family_name',
      'picture',
    ]);
    expect(Object.keys(await infoFor('openid email User.Read'))).toEqual(['sub', 'email']);
  });

  test('has the sub of the app’s ID tokens', async () => {
    const scope = 'openid profile User.Read';
    const { id_token, access_token } = await signIn(tenant, 'entra-id', { scope });
    const { json } = await graphClient(tenant, String(access_token))('/oidc/userinfo');
    expect(json['sub']).toBe(claimsOf(id_token).sub);
  });

  test('is not in B2C', async () => {
    const base = authorityFor(tenant, 'b2c');
    const found = await (await fetch(`${base}/v2.0/.well-known/openid-configuration`)).json();
    expect(found).not.toHaveProperty('userinfo_endpoint');
    const grant = {
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
    };
    const { answer } = await ask(tenant, 'b2c', grant);
    const info = await graphClient(tenant, String(answer['access_token']))('/oidc/userinfo');
    expect(info.status).toBe(403);
  });
});

test('.default after an API’s client ID asks for no consent', async () => {
  await register(tenant, 'entra-id', clientIds.webApp, {
    adminConsent: ['openid', 'profile', 'offline_access'],
  });
  const press = ['Sam Okafor'];
  const byId = { scopes: [`${clientIds.tasksApi}/.default`], press };
  const { redeem } = await attempt(msalApp(tenant, 'entra-id'), byId);
  expect(claimsOf((await redeem()).accessToken)['scp'] ?? '').toBe('');
  const byUri = { scopes: [`api://${clientIds.tasksApi}/.default`], press };
  const { page } = await attempt(msalApp(tenant, 'entra-id'), byUri);
  expect(page.text).toContain('Permissions requested');
  await tenant.reset();
});
