import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import {
  answerOf,
  anyAccountApp,
  askForTokens,
  personal,
  robin,
  sharedAddress,
  signInThrough,
} from './any-account-app.ts';
import { attempt, redirectUri } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
beforeEach(() => tenant.reset());
afterAll(() => tenant.remove());

const tokensOf = async (parameters: Record<string, string> = {}) => {
  const page = await signInThrough(sharedAddress(tenant, 'common', parameters), robin);
  return askForTokens(tenant, 'common', {
    grant_type: 'authorization_code',
    code: answerOf(page)['code'] ?? '',
    redirect_uri: redirectUri,
    client_info: '1',
  });
};
const registration = async (changes: object) => {
  const directory = tenant.directory('entra-id');
  const app = await directory.registration(clientIds.anyAccount);
  if (app === undefined) throw new Error('The app is not registered.');
  await directory.saveRegistration({ ...app, ...changes });
};

test('an ID token of a personal account has the claims of Microsoft’s sample token, without `aio`', async () => {
  await registration({ optionalClaims: undefined });
  const claims = decodeJwt(String((await tokensOf())['id_token']));
  const { iat = 0, exp = 0 } = claims;
  const sample = ['ver', 'iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'name', 'preferred_username'];
  expect(Object.keys(claims).sort()).toEqual([...sample, 'oid', 'tid', 'nonce'].sort());
  expect(claims).toMatchObject({
    ver: '2.0',
    iss: `${tenant.origin}/${personal}/v2.0`,
    aud: clientIds.anyAccount,
    name: 'Robin Hale',
    preferred_username: 'robin.hale@personal.example',
    oid: expect.stringMatching(/^00000000-0000-0000-[\da-f]{4}-[\da-f]{12}$/),
    tid: personal,
    nonce: 'the-nonce',
    sub: expect.stringMatching(/^A{21}[\w-]{22}$/),
  });
  expect(exp - iat).toBe(86_400);
});

test('has neither groups nor app roles, whatever the registration asks for', async () => {
  const user = await tenant.directory('personal').userNamed('robin.hale@personal.example');
  if (user === undefined) throw new Error('There is no Robin.');
  const role = {
    id: '55555555-aaaa-4555-8555-000000000009',
    value: 'Test',
    displayName: 'Test',
    description: 'Test',
    allowedMemberTypes: ['User'],
  };
  await registration({ groupsClaim: true, appRoles: [role] });
  await tenant.directory('personal').saveUser({
    ...user,
    groups: ['0a0a0a0a-aaaa-4aaa-8aaa-000000000001'],
    roles: { [clientIds.anyAccount]: ['Test'] },
  });
  const claims = decodeJwt(String((await tokensOf())['id_token']));
  expect(claims).not.toHaveProperty('groups');
  expect(claims).not.toHaveProperty('roles');
  expect(claims).toHaveProperty('sid');
});

test('has the optional claims that Microsoft lists for personal accounts, and no other', async () => {
  const wanted = ['email', 'given_name', 'family_name', 'login_hint', 'sid', 'upn', 'acct', 'ctry'];
  await registration({ optionalClaims: { idToken: wanted } });
  const claims = decodeJwt(String((await tokensOf())['id_token']));
  expect(claims).toMatchObject({
    email: 'robin.hale@personal.example',
    given_name: 'Robin',
    family_name: 'Hale',
    login_hint: expect.any(String),
    sid: expect.any(String),
  });
  for (const other of ['upn', 'acct', 'ctry']) expect(claims).not.toHaveProperty(other);
});

test('its client_info has the object ID and the tenant that all personal accounts are in', async () => {
  const { client_info: info } = await tokensOf();
  const oid = '00000000-0000-0000-7777-000000000001';
  expect(JSON.parse(Buffer.from(String(info), 'base64url').toString())).toEqual({
    uid: oid,
    utid: personal,
  });
  const { account } = await (
    await attempt(anyAccountApp(tenant, 'consumers'), {
      press: ['Robin Hale'],
    })
  ).redeem();
  expect(account?.homeAccountId).toBe(`${oid}.${personal}`);
});

test('the same user has another `sub` in another app, and the same one again in this', async () => {
  const [first, again] = [await tokensOf(), await tokensOf({ prompt: 'consent' })];
  const subOf = (tokens: Record<string, unknown>) => decodeJwt(String(tokens['id_token'])).sub;
  expect(subOf(again)).toBe(subOf(first));
  expect(decodeJwt(String(first['access_token'])).sub).not.toBe(subOf(first));
});
