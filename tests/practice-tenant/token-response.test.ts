import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TenantType } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { appBrowser, authorityFor, redirectUri } from './msal-app.ts';
import {
  usualApp as app,
  ask as askAt,
  b2cTasks as b2cScope,
  renewed,
  signIn as signInAt,
} from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const defaultScope = `api://${clientIds.tasksApi}/.default`;
const signIn = (type: TenantType, scope: string, fields = {}) =>
  signInAt(tenant, type, { scope, fields });
const ask = async (type: TenantType, fields: Record<string, string>) =>
  (await askAt(tenant, type, fields)).answer;

const claimsOf = (token: unknown) => decodeJwt(String(token));
const names = (object: object) => Object.keys(object).toSorted();

describe('Entra ID', () => {
  test('answers with its members, and does not name offline_access among the scopes', async () => {
    const answer = await signIn('entra-id', 'openid profile offline_access User.Read');
    const usual = ['access_token', 'expires_in', 'ext_expires_in', 'id_token', 'refresh_token'];
    expect(names(answer)).toEqual([...usual, 'scope', 'token_type']);
    expect(answer['scope']).toBe('openid profile User.Read');
    // Only max_age asks for it.
    expect(claimsOf(answer['id_token'])).not.toHaveProperty('auth_time');
  });

  test('tells who signed in beside the tokens only to an app that asks for it', async () => {
    const answer = await signIn('entra-id', 'openid', { client_info: '1' });
    const info = Buffer.from(String(answer['client_info']), 'base64url').toString();
    expect(JSON.parse(info)).toMatchObject({ utid: claimsOf(answer['id_token'])['tid'] });
  });
});

describe('without a user', () => {
  const asApp = (type: TenantType, scope?: string) => {
    return ask(type, { grant_type: 'client_credentials', ...(scope && { scope }) });
  };

  test('an answer names no scope, and the token an object ID of the app', async () => {
    const { access_token: token, ...answer } = await asApp('entra-id', defaultScope);
    expect(answer).toEqual({ token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600 });
    const claims = claimsOf(token);
    expect(claims.sub).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(claims['oid']).toBe(claims.sub);
    const other = claimsOf(
      (await asApp('b2c', `${b2cScope.replace('Tasks.Read', '')}.default`)).access_token,
    );
    expect(other.sub).not.toBe(claims.sub);
    expect(other.sub).toMatch(/^[\da-f]{8}-/);
  });

  test('an app without roles has a token without the claim', async () => {
    const graph = await asApp('entra-id', 'https://graph.microsoft.com/.default');
    expect(claimsOf(graph['access_token'])).not.toHaveProperty('roles');
  });

  test.each([
    ['no scope', 'entra-id', undefined, 'AADSTS900144'],
    ['one scope of an API', 'entra-id', 'User.Read', 'AADSTS1002012'],
    ['two scopes', 'entra-id', `${defaultScope} openid`, 'AADSTS1002012'],
    ['no scope in B2C', 'b2c', undefined, 'AADB2C90010'],
    ['one scope in B2C', 'b2c', b2cScope, 'AADB2C90117'],
  ] as const)('%s is refused', async (_, type, scope, code) => {
    const { error_description: said } = await asApp(type, scope);
    expect(said).toMatch(new RegExp(`^${code}: `));
  });
});

describe('Azure AD B2C', () => {
  test('has neither the device code flow nor the on-behalf-of flow', async () => {
    const authority = authorityFor(tenant, 'b2c');
    const found = await (await fetch(`${authority}/v2.0/.well-known/openid-configuration`)).json();
    expect(found).not.toHaveProperty('device_authorization_endpoint');
    const refused = { error: 'unsupported_grant_type' };
    const onBehalfOf = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
    const fields = { grant_type: onBehalfOf, assertion: 'x', scope: b2cScope };
    expect(await ask('b2c', fields)).toMatchObject(refused);
    const body = new URLSearchParams({ client_id: app.client_id, scope: b2cScope });
    const device = await fetch(`${authority}/oauth2/v2.0/devicecode`, { method: 'POST', body });
    expect(await device.json()).toMatchObject(refused);
  });

  test('asks nobody for consent, also when the app insists', async () => {
    const authority = `${tenant.frontOrigin}/fabrikam.onmicrosoft.com/b2c_1_signupsignin`;
    const request = { client_id: app.client_id, response_type: 'code', redirect_uri: redirectUri };
    const query = new URLSearchParams({ ...request, scope: 'openid', prompt: 'consent' });
    const browser = appBrowser();
    const picker = await browser.open(`${authority}/oauth2/v2.0/authorize?${query}`);
    const back = new URL((await browser.press(picker, 'Alex Rivera')).url);
    expect([...back.searchParams.keys()]).toEqual(['code']);
  });

  test('answers with members of its own', async () => {
    const answer = await signIn('b2c', `openid offline_access ${b2cScope}`);
    expect(names(answer)).toEqual([
      'access_token',
      'expires_in',
      'expires_on',
      'id_token',
      'id_token_expires_in',
      'not_before',
      'profile_info',
      'refresh_token',
      'refresh_token_expires_in',
      'resource',
      'scope',
      'token_type',
    ]);
    expect(answer).toMatchObject({ resource: clientIds.tasksApi, scope: b2cScope });
  });

  test('gives no access token without the scope of an API', async () => {
    const answer = await signIn('b2c', 'openid offline_access');
    expect(answer).not.toHaveProperty('access_token');
    expect(answer).not.toHaveProperty('expires_in');
    const next = await renewed(tenant, 'b2c', answer);
    expect(next).toMatchObject({ id_token: expect.any(String) });
    expect(next).not.toHaveProperty('access_token');
  });

  test('puts the claims of the user flow into both tokens, and none of those of Entra ID', async () => {
    const answer = await signIn('b2c', `openid ${b2cScope}`);
    const always = [
      'aud',
      'emails',
      'exp',
      'family_name',
      'given_name',
      'iat',
      'iss',
      'name',
      'nbf',
      'oid',
      'sub',
      'tfp',
      'ver',
    ];
    const access = claimsOf(answer['access_token']);
    expect(names(access)).toEqual([...always, 'azp', 'nonce', 'scp', 'uti'].toSorted());
    expect(access['ver']).toBe('1.0');
    const id = claimsOf(answer['id_token']);
    expect(names(id)).toEqual([...always, 'auth_time', 'nonce', 'sid'].toSorted());
  });
});
