import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { attempt, authorityFor, errorNumber, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const tasks = `api://${clientIds.tasksApi}/Tasks.Read`;
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const apiApp = () =>
  msalApp(tenant, 'entra-id', {
    clientId: clientIds.tasksApi,
    credential: { clientSecret: 'practice~tasks-api~not-a-real-secret' },
  });

/** Signed in with User.Read, agreed to Tasks.Read. */
async function signedIn(person = 'Alex Rivera') {
  const app = msalApp(tenant, 'entra-id');
  const agreed = await attempt(app, { scopes: [tasks], press: [person], prompt: 'select_account' });
  if (agreed.page.text.includes('Permissions')) await agreed.browser.press(agreed.page, 'Accept');
  const result = await (await attempt(app, { press: [person] })).redeem();
  if (result.account === null) throw new Error('MSAL made no account.');
  return { app, result, account: result.account };
}

test('one refresh token serves a second resource, with a token for that one only', async () => {
  const { app, account, result } = await signedIn();
  const second = await app.acquireTokenSilent({ account, scopes: [tasks] });
  const authority = authorityFor(tenant, 'entra-id');
  const keys = createRemoteJWKSet(new URL(`${authority}/discovery/v2.0/keys`));
  const { payload } = await jwtVerify(second.accessToken, keys, {
    issuer: `${authority}/v2.0`,
    audience: clientIds.tasksApi,
  });
  expect(payload).toMatchObject({
    scp: 'Tasks.Read',
    roles: ['Task.Admin', 'Tasks.Read.All'],
    azp: clientIds.webApp,
  });
  const graph = `${tenant.origin}/graph/v1.0/me`;
  expect((await fetch(graph, bearer(second.accessToken))).status).toBe(401);
  expect((await fetch(graph, bearer(result.accessToken))).status).toBe(200);
  const tasksApi = `${tenant.origin}/tasks-api/tasks`;
  expect((await fetch(tasksApi, bearer(second.accessToken))).status).toBe(200);
  expect((await fetch(tasksApi, bearer(result.accessToken))).status).toBe(401);
});

test('a code for two resources gives the token of the one that the token request names', async () => {
  const app = msalApp(tenant, 'entra-id');
  const { page, browser } = await attempt(app, { scopes: [tasks], press: ['Mira Lindqvist'] });
  await browser.press(page, 'Accept');
  const both = await attempt(app, { browser, scopes: ['User.Read', tasks], press: [] });
  const { scopes, accessToken } = await both.redeem({ scopes: [tasks] });
  expect(scopes).toEqual([tasks]);
  expect(decodeJwt(accessToken)).toMatchObject({ aud: clientIds.tasksApi, scp: 'Tasks.Read' });
});

describe('the scopes of two resources in one token request are AADSTS28000', () => {
  const both = { scopes: ['User.Read', tasks] };

  test.each(['entra-id', 'external-id', 'external-id-custom-domain'] as const)(
    'for a code of %s, which may be for both',
    async (type) => {
      const app = msalApp(tenant, type);
      const { redeem, answer } = await attempt(app, {
        ...both,
        press: [type === 'entra-id' ? 'Sam Okafor' : 'Alex Rivera', 'Accept'],
      });
      expect(answer).toHaveProperty('code');
      expect(await errorNumber(redeem(both))).toBe('AADSTS28000');
    },
  );

  test('at a renewal and on behalf of a user', async () => {
    const { app, account } = await signedIn();
    expect(await errorNumber(app.acquireTokenSilent({ account, ...both }))).toBe('AADSTS28000');
    const { accessToken } = await app.acquireTokenSilent({ account, scopes: [tasks] });
    const request = { oboAssertion: accessToken, ...both };
    expect(await errorNumber(apiApp().acquireTokenOnBehalfOf(request))).toBe('AADSTS28000');
  });

  test('and the scopes of OpenID Connect are of none', async () => {
    const { app, account } = await signedIn();
    const request = { account, scopes: ['openid', 'offline_access', tasks], forceRefresh: true };
    expect((await app.acquireTokenSilent(request)).scopes).toContain(tasks);
  });
});

test('an API lets nobody in whose token was changed', async () => {
  const { result } = await signedIn();
  const [head, , signature] = result.accessToken.split('.');
  const claims = { ...decodeJwt(result.accessToken), oid: '0a0a0a0a-0000-4000-8000-000000000002' };
  const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature];
  const answer = await fetch(`${tenant.origin}/graph/v1.0/me`, bearer(forged.join('.')));
  expect(answer.status).toBe(401);
});

test('an API calls another on behalf of its caller', async () => {
  const { app, account } = await signedIn();
  const { accessToken } = await app.acquireTokenSilent({ account, scopes: [tasks] });
  const request = { oboAssertion: accessToken, scopes: ['User.Read'] };
  const api = apiApp();
  const onward = await api.acquireTokenOnBehalfOf(request);
  expect(decodeJwt(onward?.accessToken ?? '')).toMatchObject({ appid: clientIds.tasksApi });
  const me = await fetch(`${tenant.origin}/graph/v1.0/me`, bearer(onward?.accessToken ?? ''));
  expect(await me.json()).toMatchObject({ displayName: 'Alex Rivera' });
  expect((await api.acquireTokenOnBehalfOf(request))?.fromCache).toBe(true);
});

test('a token for another audience isn’t an assertion: AADSTS50013', async () => {
  const { result } = await signedIn();
  const request = { oboAssertion: result.accessToken, scopes: ['User.Read'] };
  expect(await errorNumber(apiApp().acquireTokenOnBehalfOf(request))).toBe('AADSTS50013');
});

test.each([
  ['another use of the token', { requested_token_use: 'x' }, 9002313],
  ['no use of the token', {}, 900144],
])('on behalf of a user with %s is refused', async (_, more, code) => {
  const body = new URLSearchParams({
    client_id: clientIds.tasksApi,
    client_secret: 'practice~tasks-api~not-a-real-secret',
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: 'a.b.c',
    scope: 'User.Read',
    ...more,
  });
  const address = `${authorityFor(tenant, 'entra-id')}/oauth2/v2.0/token`;
  const answer = await fetch(address, { method: 'POST', body });
  expect(await answer.json()).toMatchObject({ error_codes: [code] });
});

test('an app calls an API as itself, with the app roles it was given', async () => {
  const { directory } = tenant;
  const registration = await directory('entra-id').registration(clientIds.webApp);
  if (registration === undefined) throw new Error('The web app is not registered.');
  const appPermissions = { [clientIds.tasksApi]: ['Tasks.Read.All'] };
  await directory('entra-id').saveRegistration({ ...registration, appPermissions });
  const app = msalApp(tenant, 'entra-id');
  const scopes = [`api://${clientIds.tasksApi}/.default`];
  const result = await app.acquireTokenByClientCredential({ scopes });
  const claims = decodeJwt(result?.accessToken ?? '');
  expect(claims).toMatchObject({ roles: ['Tasks.Read.All'] });
  expect(claims).not.toHaveProperty('scp');
});

test('a scope that no resource has is AADSTS650053, a resource that does not exist AADSTS500011', async () => {
  const app = msalApp(tenant, 'entra-id');
  const nope = await attempt(app, { scopes: ['Nope.All'] });
  expect(nope.answer['error_description']).toMatch(/^AADSTS650053: /);
  const gone = await attempt(app, { scopes: ['api://gone/Read'], press: [] });
  expect(gone.answer['error_description']).toMatch(/^AADSTS500011: /);
});
