import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import type { OptionalClaims } from '../../src/practice-tenant/directory/optional-claims.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { accessOf, ask, register, signIn, tasks } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

const entraTypes = tenantTypes.filter((type) => type !== 'b2c');
const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const asks = (optionalClaims: OptionalClaims, clientId: string = clientIds.tasksApi) =>
  register(tenant, 'entra-id', clientId, { optionalClaims });
const asApp = async (type: TenantType, scope: string) =>
  (await ask(tenant, type, { grant_type: 'client_credentials', scope })).answer;

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
    await asks({ accessToken: ['idtyp'] });
    expect(accessOf(await asApp('entra-id', scope))).toHaveProperty('idtyp', 'app');
    const user = await signIn(tenant, 'entra-id', { scope: tasks });
    expect(accessOf(user)).not.toHaveProperty('idtyp');
  });

  test('have the optional claims of the API, not those of the app that calls', async () => {
    await asks({ accessToken: ['upn'] }, clientIds.webApp);
    const accessToken = ['acct', 'auth_time', 'email', 'given_name', 'sid', 'xms_cc'] as const;
    await asks({ accessToken });
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
