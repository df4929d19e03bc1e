import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import type { OptionalClaims } from '../../src/practice-tenant/directory/optional-claims.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { appBrowser, scopeFor } from './msal-app.ts';
import { type Answer, ask, b2cTasks, register, renewed, signIn, tasks } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(async () => {
  for (const type of tenantTypes)
    await new HttpBrowser().post(`${tenant.frontOrigin}/desk/${type}/reset`, {});
});
afterAll(() => tenant.remove());

const entraTypes = tenantTypes.filter((type) => type !== 'b2c');
const idOf = ({ id_token: token }: Answer): JWTPayload => decodeJwt(String(token));
const accessOf = ({ access_token: token }: Answer): JWTPayload => decodeJwt(String(token));
const names = (claims: object) => Object.keys(claims).toSorted();
const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const asks = (
  type: TenantType,
  optionalClaims: OptionalClaims,
  clientId: string = clientIds.webApp,
) => register(tenant, type, clientId, { optionalClaims });
const asApp = async (type: TenantType, scope: string) =>
  (await ask(tenant, type, { grant_type: 'client_credentials', scope })).answer;

describe.each(tenantTypes)('tokens of %s', (type) => {
  const usual = (more = {}) => signIn(tenant, type, { scope: scopeFor(type), ...more });

  test('are marked as JWTs in the header', async () => {
    const tokens = await usual();
    const headerOf = (token: unknown) => decodeProtectedHeader(String(token));
    const header = headerOf(tokens['id_token']);
    expect(header).toEqual({ typ: 'JWT', alg: 'RS256', kid: expect.any(String) });
    // Graph's are of version 1.0, which names the key twice.
    const x5t = type === 'b2c' ? {} : { x5t: header.kid };
    expect(headerOf(tokens['access_token'])).toEqual({ ...header, ...x5t });
  });

  test('name the session by one GUID for all apps, at every renewal, until the user signs out', async () => {
    const browser = appBrowser();
    const tokens = await usual({ browser });
    const { sid } = idOf(tokens);
    expect(sid).toMatch(guid);
    expect(idOf(await renewed(tenant, type, tokens))['sid']).toBe(sid);
    expect(idOf(await usual({ browser }))['sid']).toBe(sid);
    expect(idOf(await usual())['sid']).not.toBe(sid);
    const otherUser = { browser, user: 'Sam Okafor', query: { prompt: 'select_account' } };
    expect(idOf(await usual(otherUser))['sid']).not.toBe(sid);
  });

  test('name the time of issue once: iat is nbf, and exp is an hour later', async () => {
    const { iat = 0, nbf, exp } = idOf(await usual());
    expect(nbf).toBe(iat);
    expect(exp).toBe(iat + 3_600);
  });
});

describe.each(entraTypes)('an ID token of %s', (type) => {
  const withScope = async (scope: string, more = {}) =>
    idOf(await signIn(tenant, type, { scope, ...more }));
  const always = [
    'aud',
    'exp',
    'iat',
    'iss',
    'nbf',
    'nonce',
    'rh',
    'sid',
    'sub',
    'tid',
    'uti',
    'ver',
  ];

  test('has what its scopes give, and no more', async () => {
    expect(names(await withScope('openid'))).toEqual(always);
    expect(names(await withScope('openid profile'))).toEqual(
      [...always, 'name', 'oid', 'preferred_username'].toSorted(),
    );
    expect(names(await withScope('openid email'))).toEqual([...always, 'email'].toSorted());
  });

  test('has no sid unless the registration asks for it', async () => {
    await asks(type, {});
    expect(await withScope('openid profile')).not.toHaveProperty('sid');
  });

  test('has the optional claims of the registration', async () => {
    await asks(type, {
      idToken: [
        'acct',
        'auth_time',
        'ctry',
        'email',
        'family_name',
        'given_name',
        'login_hint',
        'upn',
        'verified_primary_email',
      ],
    });
    const claims = await withScope('openid profile', { user: 'Mira Lindqvist' });
    const [, , mira] = await tenant.directory(type).users();
    expect(claims).toMatchObject({
      acct: 0,
      auth_time: expect.any(Number),
      ctry: 'SE',
      email: mira?.email,
      family_name: 'Lindqvist',
      given_name: 'Mira',
      login_hint: expect.stringMatching(/^O\.[\w-]+$/),
      upn: mira?.username,
      verified_primary_email: [mira?.email],
    });
    expect(claims).not.toHaveProperty('sid');
    const withoutProfile = await withScope('openid', { user: 'Mira Lindqvist' });
    for (const name of ['family_name', 'given_name', 'upn'])
      expect(withoutProfile).not.toHaveProperty(name);
  });

  test('has a uti of 22 characters that is never the same, and an rh', async () => {
    const [one, other] = [await withScope('openid'), await withScope('openid')];
    expect(one['uti']).toMatch(/^[\w-]{22}$/);
    expect(other['uti']).not.toBe(one['uti']);
    expect(one['rh']).toMatch(/^1\.A[\w-]+\.$/);
    const sam = await withScope('openid', { user: 'Sam Okafor' });
    expect(sam['rh']).not.toBe(one['rh']);
  });

  test('has a login_hint that finds its user again', async () => {
    await asks(type, { idToken: ['login_hint'] });
    const browser = appBrowser();
    const { login_hint: hint } = await withScope('openid profile', { browser });
    const query = { login_hint: String(hint), prompt: 'none' };
    expect(await withScope('openid profile', { browser, query })).toHaveProperty(
      'name',
      'Alex Rivera',
    );
    const stranger = appBrowser();
    await withScope('openid profile', { browser: stranger, user: 'Sam Okafor' });
    const refused = await signIn(tenant, type, { scope: 'openid', browser: stranger, query });
    expect(refused['error_description']).toMatch(/^AADSTS50058: /);
  });
});

test('a guest has the claims of the account at home', async () => {
  const optional = { idToken: ['acct', 'upn'], accessToken: ['acct'] } as const;
  await asks('entra-id', optional);
  const scope = 'openid profile User.Read';
  const tokens = await signIn(tenant, 'entra-id', { scope, user: 'Noor Haddad' });
  expect(idOf(tokens)).toMatchObject({ acct: 1, preferred_username: 'noor@litware.example' });
  // That of this tenant isn't one to sign in with.
  expect(idOf(tokens)).not.toHaveProperty('upn');
  const access = accessOf(tokens);
  expect(access).toMatchObject({
    unique_name: 'noor@litware.example',
    email: 'noor@litware.example',
    idp: expect.stringMatching(/^https:\/\/sts\.windows\.net\/0e0e/),
  });
  expect(access).not.toHaveProperty('upn');
});

describe('access tokens for Graph', () => {
  test.each(entraTypes)('are all of version 1.0 in %s, and work', async (type) => {
    const tokens = await signIn(tenant, type, { scope: 'openid User.Read' });
    const claims = accessOf(tokens);
    const tid = String(claims['tid']);
    const origin = type === 'external-id-custom-domain' ? tenant.customDomainOrigin : tenant.origin;
    expect(claims).toMatchObject({
      aud: '00000003-0000-0000-c000-000000000000',
      iss: `${origin}/${tid}/`,
      acr: '1',
      amr: ['pwd'],
      appid: clientIds.webApp,
      appidacr: '1',
      family_name: 'Rivera',
      given_name: 'Alex',
      name: 'Alex Rivera',
      oid: expect.stringMatching(guid),
      unique_name: expect.stringMatching(/^alex@/),
      upn: expect.stringMatching(/^alex@/),
      uti: expect.stringMatching(/^[\w-]{22}$/),
      ver: '1.0',
    });
    expect(String(claims['scp']).split(' ')).toContain('User.Read');
    for (const name of ['azp', 'azpacr', 'preferred_username', 'idtyp'])
      expect(claims).not.toHaveProperty(name);
    const headers = { authorization: `Bearer ${tokens['access_token']}` };
    expect((await fetch(`${tenant.origin}/graph/v1.0/me`, { headers })).status).toBe(200);
  });

  test('name Graph by its address when the request does', async () => {
    const scope = 'https://graph.microsoft.com/.default';
    const app = accessOf(await asApp('entra-id', scope));
    expect(app).toMatchObject({
      aud: 'https://graph.microsoft.com',
      appid: clientIds.webApp,
      idp: app.iss,
      idtyp: 'app',
      ver: '1.0',
    });
    expect(app['oid']).toBe(app.sub);
    expect(app).not.toHaveProperty('scp');
    const read = 'https://graph.microsoft.com/User.Read';
    const request = { scope: `openid ${read}`, fields: { scope: `openid ${read}` } };
    const tokens = await signIn(tenant, 'entra-id', request);
    expect(accessOf(tokens).aud).toBe('https://graph.microsoft.com');
    const headers = { authorization: `Bearer ${tokens['access_token']}` };
    expect((await fetch(`${tenant.origin}/graph/v1.0/me`, { headers })).status).toBe(200);
  });
});

describe('access tokens for an API of the tenant', () => {
  const setVersion = (type: TenantType, accessTokenVersion: 1 | 2 | undefined) =>
    register(tenant, type, clientIds.tasksApi, { accessTokenVersion });
  const called = (token: unknown) =>
    fetch(`${tenant.origin}/tasks-api/tasks`, { headers: { authorization: `Bearer ${token}` } });

  test.each(entraTypes)('have the version that its registration in %s asks for', async (type) => {
    const second = await signIn(tenant, type, { scope: tasks });
    expect(accessOf(second)).toMatchObject({
      aud: clientIds.tasksApi,
      iss: expect.stringMatching(/\/v2\.0$/),
      azp: clientIds.webApp,
      azpacr: '1',
      preferred_username: expect.any(String),
      ver: '2.0',
    });
    for (const name of ['appid', 'appidacr', 'unique_name', 'upn', 'given_name', 'amr'])
      expect(accessOf(second)).not.toHaveProperty(name);
    expect((await called(second['access_token'])).status).toBe(200);

    for (const version of [undefined, 1] as const) {
      await setVersion(type, version);
      const first = await signIn(tenant, type, { scope: tasks });
      expect(accessOf(first)).toMatchObject({
        aud: `api://${clientIds.tasksApi}`,
        iss: expect.stringMatching(/[\da-f]\/$/),
        appid: clientIds.webApp,
        ver: '1.0',
        scp: 'Tasks.Read',
      });
      expect(accessOf(first).sub).toBe(accessOf(second).sub);
      expect((await called(first['access_token'])).status).toBe(200);
    }
  });

  test('are an assertion in either version', async () => {
    for (const version of [1, 2] as const) {
      await setVersion('entra-id', version);
      const { access_token } = await signIn(tenant, 'entra-id', { scope: tasks });
      const { answer } = await ask(tenant, 'entra-id', {
        client_id: clientIds.tasksApi,
        client_secret: 'practice~tasks-api~not-a-real-secret',
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        requested_token_use: 'on_behalf_of',
        assertion: String(access_token),
        scope: 'User.Read',
      });
      expect(accessOf(answer)).toMatchObject({ appid: clientIds.tasksApi, name: 'Alex Rivera' });
    }
  });

  test('of an app that calls as itself are no assertion: AADSTS50013', async () => {
    const { access_token } = await asApp('entra-id', `api://${clientIds.tasksApi}/.default`);
    const { answer } = await ask(tenant, 'entra-id', {
      client_id: clientIds.tasksApi,
      client_secret: 'practice~tasks-api~not-a-real-secret',
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      requested_token_use: 'on_behalf_of',
      assertion: String(access_token),
      scope: 'User.Read',
    });
    expect(answer).toMatchObject({ error_codes: [50013] });
  });

  test('can name the API by its client ID in Entra ID', async () => {
    const scope = `${clientIds.tasksApi}/.default`;
    expect(accessOf(await asApp('entra-id', scope)).aud).toBe(clientIds.tasksApi);
    await setVersion('entra-id', 1);
    expect(accessOf(await asApp('entra-id', scope)).aud).toBe(clientIds.tasksApi);
    const byUri = await asApp('entra-id', `api://${scope}`);
    expect(accessOf(byUri).aud).toBe(`api://${clientIds.tasksApi}`);
  });

  test('say that an app calls as itself only if the API asks for it', async () => {
    const scope = `api://${clientIds.tasksApi}/.default`;
    const before = accessOf(await asApp('entra-id', scope));
    expect(before).not.toHaveProperty('idtyp');
    expect(before).toMatchObject({ roles: ['Tasks.Read.All'], azp: clientIds.webApp });
    await asks('entra-id', { accessToken: ['idtyp'] }, clientIds.tasksApi);
    expect(accessOf(await asApp('entra-id', scope))).toHaveProperty('idtyp', 'app');
    const user = await signIn(tenant, 'entra-id', { scope: tasks });
    expect(accessOf(user)).not.toHaveProperty('idtyp');
  });

  test('have the optional claims of the API, not those of the app that calls', async () => {
    await asks('entra-id', { accessToken: ['upn'] });
    const accessToken = ['acct', 'auth_time', 'email', 'given_name', 'sid', 'xms_cc'] as const;
    await asks('entra-id', { accessToken }, clientIds.tasksApi);
    const fields = { claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}' };
    const tokens = await signIn(tenant, 'entra-id', { scope: `openid ${tasks}`, fields });
    expect(accessOf(tokens)).toMatchObject({
      acct: 0,
      auth_time: expect.any(Number),
      email: 'alex@contoso.onmicrosoft.com',
      given_name: 'Alex',
      xms_cc: ['cp1'],
      sid: expect.stringMatching(guid),
    });
    expect(accessOf(tokens)).not.toHaveProperty('upn');
  });
});

describe('the groups of a user', () => {
  const groups = (number: number) =>
    Array.from(
      { length: number },
      (_, place) => `0a0a0a0a-bbbb-4bbb-8bbb-${String(place).padStart(12, '0')}`,
    );
  async function samIn(number: number) {
    const sam = await tenant.directory('entra-id').userNamed('sam@contoso.onmicrosoft.com');
    if (sam === undefined) throw new Error('There is no Sam.');
    await tenant.directory('entra-id').saveUser({ ...sam, groups: groups(number) });
    await register(tenant, 'entra-id', clientIds.webApp, { groupsClaim: true });
    await register(tenant, 'entra-id', clientIds.tasksApi, { groupsClaim: true });
    return signIn(tenant, 'entra-id', { scope: `openid ${tasks}`, user: 'Sam Okafor' });
  }

  test('are all in the tokens if there are 200', async () => {
    const tokens = await samIn(200);
    for (const claims of [idOf(tokens), accessOf(tokens)]) {
      expect(claims['groups']).toEqual(groups(200));
      expect(claims).not.toHaveProperty('_claim_names');
    }
  });

  test('are at an address that the tokens name if there are more', async () => {
    const tokens = await samIn(201);
    const sam = '0a0a0a0a-0000-4000-8000-000000000002';
    for (const claims of [idOf(tokens), accessOf(tokens)]) {
      expect(claims).not.toHaveProperty('groups');
      const endpoint = `${tenant.origin}/graph/v1.0/users/${sam}/getMemberObjects`;
      expect(claims).toMatchObject({
        _claim_names: { groups: 'src1' },
        _claim_sources: { src1: { endpoint } },
      });
    }
  });
});

describe('in Azure AD B2C an app’s client ID as a scope', () => {
  const scope = `openid offline_access ${clientIds.webApp}`;

  test('gives an access token for the app itself', async () => {
    const answer = await signIn(tenant, 'b2c', { scope });
    const claims = accessOf(answer);
    expect(claims).toMatchObject({ aud: clientIds.webApp, azp: clientIds.webApp, ver: '1.0' });
    expect(claims).not.toHaveProperty('scp');
    expect(answer).toMatchObject({ resource: clientIds.webApp, expires_in: 3_600 });
    expect(String(answer['scope']).split(' ')).toContain(clientIds.webApp);
    const next = await renewed(tenant, 'b2c', answer, { scope });
    expect(accessOf(next).aud).toBe(clientIds.webApp);
  });

  test('and the scope of an API are two: AADB2C90146', async () => {
    const refused = await signIn(tenant, 'b2c', { scope: `${scope} ${b2cTasks}` });
    expect(refused['error_description']).toMatch(/^AADB2C90146: /);
  });

  test('of another app needs a permission: AADB2C90205', async () => {
    const other = `openid ${clientIds.needsConsent}`;
    const refused = await signIn(tenant, 'b2c', { scope: other });
    expect(refused['error_description']).toMatch(/^AADB2C90205: /);
  });
});
