import { decodeProtectedHeader } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import type { OptionalClaims } from '../../src/practice-tenant/directory/optional-claims.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { appBrowser, scopeFor } from './msal-app.ts';
import { accessOf, idOf, register, renewed, signIn } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

const entraTypes = tenantTypes.filter((type) => type !== 'b2c');
const names = (claims: object) => Object.keys(claims).toSorted();
const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const asks = (
  type: TenantType,
  optionalClaims: OptionalClaims,
  clientId: string = clientIds.webApp,
) => register(tenant, type, clientId, { optionalClaims });

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
    expect(names(await withScope('openid', { user: 'Sam Okafor' }))).toEqual(always);
    expect(names(await withScope('openid profile', { user: 'Sam Okafor' }))).toEqual(
      [...always, 'name', 'oid', 'preferred_username'].toSorted(),
    );
    expect(names(await withScope('openid email', { user: 'Sam Okafor' }))).toEqual(
      [...always, 'email'].toSorted(),
    );
  });

  test('has the app roles of its user, whatever the scope', async () => {
    const claims = await withScope('openid');
    expect(names(claims)).toEqual([...always, 'roles'].toSorted());
    expect(claims['roles']).toEqual(['Admin']);
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
