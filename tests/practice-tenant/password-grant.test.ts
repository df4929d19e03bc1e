import { PublicClientApplication } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import type { Fault } from '../../src/practice-tenant/faults/catalogue.ts';
import { authorityFor, tenantIds, webAppSecret } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const username = 'alex@contoso.onmicrosoft.com';
const password = 'practice';

async function token(fields: Record<string, string | undefined>, type: TenantType = 'entra-id') {
  const usual = {
    client_id: clientIds.webApp,
    grant_type: 'password',
    scope: 'openid profile offline_access User.Read',
    username,
    password,
  };
  const sent = Object.entries({ ...usual, ...fields }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const authority = authorityFor(tenant, type).replace(/\/v2\.0$/, '');
  const response = await fetch(`${authority}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(sent),
  });
  return (await response.json()) as Record<string, unknown>;
}
const codeOf = ({ error_description: said = '' }: Record<string, unknown>) =>
  /^AAD(?:STS|B2C)\d+/.exec(String(said))?.[0];

test('MSAL Node signs in a user by username and password, and renews the tokens', async () => {
  const authority = authorityFor(tenant, 'entra-id');
  const app = new PublicClientApplication({
    auth: { clientId: clientIds.webApp, authority, knownAuthorities: [new URL(authority).host] },
  });
  const scopes = ['User.Read'];
  const result = await app.acquireTokenByUsernamePassword({ scopes, username, password });
  expect(result?.account).toMatchObject({ name: 'Alex Rivera', tenantId: tenantIds['entra-id'] });
  if (result?.account == null) throw new Error('MSAL made no account.');
  const renewal = { account: result.account, scopes, forceRefresh: true };
  const renewed = await app.acquireTokenSilent(renewal);
  expect(renewed.accessToken).not.toBe(result.accessToken);
});

test('a confidential app proves itself; a public one needs its registration to allow that', async () => {
  const secret = { client_id: clientIds.needsConsent, client_secret: 'wrong' };
  expect(codeOf(await token(secret))).toBe('AADSTS7000215');
  const directory = tenant.directory('entra-id');
  const app = await directory.registration(clientIds.webApp);
  if (app === undefined) throw new Error('There is no Practice web app.');
  await directory.saveRegistration({ ...app, allowPublicClient: false });
  expect(codeOf(await token({}))).toBe('AADSTS7000218');
  expect(await token({ client_secret: webAppSecret })).toHaveProperty('access_token');
  await directory.saveRegistration(app);
});

test('what comes back depends on the scopes, and no session is needed for it', async () => {
  const all = await token({});
  expect(all).toMatchObject({ token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600 });
  expect(decodeJwt(String(all['id_token']))).toMatchObject({ name: 'Alex Rivera' });
  expect(all).toHaveProperty('refresh_token');
  const some = await token({ scope: 'User.Read' });
  expect(some).not.toHaveProperty('id_token');
  expect(some).not.toHaveProperty('refresh_token');
});

test.each([
  ['another password', { password: 'wrong' }, 'AADSTS50126'],
  ['an unknown user', { username: 'alexx@contoso.onmicrosoft.com' }, 'AADSTS50034'],
  ['no user', { username: undefined }, 'AADSTS900144'],
  ['no password', { password: undefined }, 'AADSTS900144'],
  ['no scope', { scope: undefined }, 'AADSTS900144'],
  ['a scope that nobody consented to', { scope: 'Mail.Read' }, 'AADSTS65001'],
  ['a scope of nothing', { scope: 'Mail.Burn' }, 'AADSTS650053'],
])('%s is %s', async (_, fields, code) => {
  expect(codeOf(await token(fields))).toBe(code);
});

test.each<readonly [Fault, string]>([
  ['user-blocked', 'AADSTS50057'],
  ['user-not-assigned', 'AADSTS50105'],
  ['conditional-access', 'AADSTS53003'],
  ['second-factor-required', 'AADSTS50076'],
])('the fault %s refuses the grant, once the password is right', async (fault, code) => {
  await tenant.faults('entra-id').set(clientIds.webApp, fault, true);
  const [refused, wrong] = [await token({}), await token({ password: 'wrong' })];
  await tenant.faults('entra-id').set(clientIds.webApp, fault, false);
  expect(refused['error']).toBe('invalid_grant');
  expect([codeOf(refused), codeOf(wrong)]).toEqual([code, 'AADSTS50126']);
});

describe.each(tenantTypes.filter((type) => type !== 'entra-id'))('in %s', (type) => {
  test('there is no password grant', async () => {
    const code = type === 'b2c' ? 'AADB2C90086' : 'AADSTS70003';
    expect(codeOf(await token({}, type))).toBe(code);
  });
});

test('it works at /organizations, and not at /common', async () => {
  const directory = tenant.directory('entra-id');
  const app = await directory.registration(clientIds.webApp);
  if (app === undefined) throw new Error('There is no Practice web app.');
  await directory.saveRegistration({ ...app, audience: 'anyTenant' });
  const at = async (name: string) => {
    const fields = { client_id: app.clientId, grant_type: 'password', scope: 'openid' };
    const response = await fetch(`${tenant.origin}/${name}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...fields, username, password }),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  expect(await at('organizations')).toHaveProperty('access_token');
  expect(codeOf(await at('common'))).toBe('AADSTS9001023');
  await directory.saveRegistration(app);
});
