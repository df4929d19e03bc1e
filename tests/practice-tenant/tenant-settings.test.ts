import { createRemoteJWKSet, decodeJwt, type JWTPayload, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { type Setting, settingsOf } from '../../src/practice-tenant/directory/tenant-settings.ts';
import { tenants } from '../../src/practice-tenant/directory/tenants.ts';
import { HttpBrowser } from '../http-browser.ts';
import { appBrowser, attempt, authorityFor, msalApp, tenantIds } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const tenantOf = (type: TenantType) => {
  const found = tenants.find((each) => each.type === type);
  if (found === undefined) throw new Error(`There is no ${type}.`);
  return found;
};
const settingsFor = (type: TenantType): Setting[] =>
  settingsOf(tenantOf(type)).map(([name]) => name);

afterEach(async () => {
  for (const type of tenantTypes) {
    const settings = tenant.settings(type);
    for (const name of await settings.all()) await settings.set(name, false);
  }
});

const metadata = z.object({ issuer: z.string(), jwks_uri: z.string() });
const metadataOf = async (type: TenantType, userFlow?: string) => {
  const authority = authorityFor(tenant, type, userFlow).replace(/\/v2\.0$/, '');
  const answer = await fetch(`${authority}/v2.0/.well-known/openid-configuration`);
  return metadata.parse(await answer.json());
};
const apiOf = (type: TenantType) =>
  type === 'b2c' ? `${tenant.origin}/tasks-api/tasks` : `${tenant.origin}/graph/v1.0/me`;
const called = (type: TenantType, accessToken: string) =>
  fetch(apiOf(type), { headers: { authorization: `Bearer ${accessToken}` } });
const usualIssuer = (type: TenantType) =>
  type === 'b2c' ? expect.stringMatching(/\/v2\.0\/$/) : expect.stringMatching(/\/v2\.0$/);

/** What sets the tokens of a setting apart; `access` where the access token differs too. */
const effects: Record<Setting, { has: JWTPayload; lacks: string[]; access: boolean }> = {
  'no-app-registrations': { has: {}, lacks: [], access: false },
  'no-sid': { has: {}, lacks: ['sid'], access: false },
  'no-auth-time': { has: {}, lacks: ['auth_time'], access: false },
  'sub-not-supported': {
    has: { sub: 'Not supported currently. Use oid claim.' },
    lacks: [],
    access: true,
  },
  'no-object-id': { has: {}, lacks: ['oid'], access: true },
  'policy-in-acr': { has: { acr: 'b2c_1_signupsignin' }, lacks: ['tfp'], access: true },
  'policy-in-issuer': {
    has: { iss: expect.stringMatching(/\/tfp\/0d0d\S+\/b2c_1_signupsignin\/v2\.0\/$/) },
    lacks: [],
    access: true,
  },
  'id-token-at-sign-out': { has: {}, lacks: [], access: false },
};
const rows = tenantTypes.flatMap((type) => settingsFor(type).map((name) => [name, type] as const));

describe.each(rows)('with %s on in %s', (name, type) => {
  const { has, lacks, access } = effects[name];
  const expectEffect = (token: string, isAffected: boolean) => {
    const claims = decodeJwt(token);
    if (!isAffected) return;
    expect(claims).toMatchObject(has);
    for (const claim of lacks) expect(claims).not.toHaveProperty(claim);
  };

  test('MSAL signs in, verifies, renews, calls the API, and signs out', async () => {
    await tenant.settings(type).set(name, true);
    const app = msalApp(tenant, type);
    const browser = appBrowser();
    const extraQueryParameters = { max_age: '3600' };
    const first = await attempt(app, { browser, extraQueryParameters });
    const { idToken, accessToken, account } = await first.redeem();
    if (account === null) throw new Error('MSAL made no account.');
    expectEffect(idToken, true);
    expectEffect(accessToken, access);
    const { issuer, jwks_uri } = await metadataOf(type);
    const keys = createRemoteJWKSet(new URL(jwks_uri));
    await jwtVerify(idToken, keys, { issuer, audience: '22222222-2222-4222-8222-222222222222' });
    // Graph's tokens have the issuer of version 1.0.
    const accessIssuer = type === 'b2c' ? issuer : issuer.replace(/v2\.0$/, '');
    await jwtVerify(accessToken, keys, { issuer: accessIssuer });
    if (name !== 'policy-in-issuer') expect(issuer).toEqual(usualIssuer(type));

    const scopes =
      type === 'b2c' ? ['https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read'] : ['User.Read'];
    const renewed = await app.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expectEffect(renewed.idToken, true);
    expect((await called(type, renewed.accessToken)).status).toBe(200);

    const logout = new URL(first.url);
    logout.pathname = logout.pathname.replace('/authorize', '/logout');
    logout.search = new URLSearchParams({
      id_token_hint: idToken,
      post_logout_redirect_uri: 'http://localhost:3000/goodbye',
      state: 's',
    }).toString();
    const out = await browser.open(logout);
    expect(out.url).toBe('http://localhost:3000/goodbye?state=s');
    const after = await attempt(app, { browser, press: [] });
    expect(after.page.text).toContain('Pick an account');
  });
});

test.each(tenantTypes)(
  'in %s every setting is off at first: the usual claims come',
  async (type) => {
    expect(await tenant.settings(type).all()).toEqual([]);
    const extraQueryParameters = { max_age: '3600' };
    const { redeem } = await attempt(msalApp(tenant, type), { extraQueryParameters });
    const { idToken } = await redeem();
    const claims = decodeJwt(idToken);
    expect(claims).toMatchObject({ sid: expect.any(String), auth_time: expect.any(Number) });
    expect(claims).toMatchObject({ oid: expect.any(String), iss: usualIssuer(type) });
    if (type === 'b2c')
      expect(claims).toMatchObject({ tfp: 'B2C_1_signupsignin', sub: claims['oid'] });
    expect(claims).not.toHaveProperty('acr');
  },
);

describe('two users of a B2C tenant with the older setting', () => {
  const tokensOf = async (user: string) =>
    (await attempt(msalApp(tenant, 'b2c'), { press: [user] })).redeem();

  test('have the same sub, and different object IDs', async () => {
    await tenant.settings('b2c').set('sub-not-supported', true);
    const [alex, sam] = [await tokensOf('Alex Rivera'), await tokensOf('Sam Okafor')];
    const [one, other] = [decodeJwt(alex.idToken), decodeJwt(sam.idToken)];
    expect(one.sub).toBe(other.sub);
    expect(one['oid']).not.toBe(other['oid']);
    const owner = async (token: string) => (await (await called('b2c', token)).json()).owner;
    expect(await owner(alex.accessToken)).toBe('Alex Rivera');
    expect(await owner(sam.accessToken)).toBe('Sam Okafor');
  });

  test('are nobody without object IDs: no API takes their tokens', async () => {
    await tenant.settings('b2c').set('sub-not-supported', true);
    await tenant.settings('b2c').set('no-object-id', true);
    const { idToken, accessToken } = await tokensOf('Alex Rivera');
    expect(decodeJwt(idToken)).not.toHaveProperty('oid');
    expect((await called('b2c', accessToken)).status).toBe(401);
  });
});

test('each user flow has an issuer of its own in the issuers with a user flow', async () => {
  await tenant.settings('b2c').set('policy-in-issuer', true);
  for (const flow of ['B2C_1_signupsignin', 'B2C_1_editprofile', 'B2C_1A_ProfileEdit']) {
    const { issuer } = await metadataOf('b2c', flow);
    expect(issuer).toBe(`${tenant.origin}/tfp/${tenantIds.b2c}/${flow.toLowerCase()}/v2.0/`);
  }
});

test('a custom policy has the claims of the starter pack: acr, sub as object ID, tid, and email', async () => {
  const authority = authorityFor(tenant, 'b2c', 'B2C_1A_signup_signin');
  const app = msalApp(tenant, 'b2c', { authority });
  const { redeem } = await attempt(app);
  const { idToken, accessToken, account } = await redeem();
  if (account === null) throw new Error('MSAL made no account.');
  for (const token of [idToken, accessToken]) {
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({
      acr: 'b2c_1a_signup_signin',
      tid: tenantIds.b2c,
      sub: expect.stringMatching(/^0d0d0d0d-0000/),
      email: 'alex@fabrikam.onmicrosoft.com',
    });
    for (const absent of ['tfp', 'oid', 'emails']) expect(claims).not.toHaveProperty(absent);
  }
  expect((await called('b2c', accessToken)).status).toBe(200);
});

describe('on the desk', () => {
  const page = (type: string) => `${tenant.frontOrigin}/desk/${type}`;

  test('a setting is switched on and off with a button, and a reset switches it off', async () => {
    const browser = new HttpBrowser();
    const on = await browser.press(await browser.open(page('b2c')), 'Switch on policy-in-acr');
    expect(on.text).toContain('On now: policy-in-acr.');
    expect(await tenant.settings('b2c').all()).toEqual(['policy-in-acr']);
    const off = await browser.press(on, 'Switch off policy-in-acr');
    expect(off.text).toContain('Switch on policy-in-acr');
    expect(await tenant.settings('b2c').all()).toEqual([]);
    const again = await browser.press(off, 'Switch on no-sid');
    await browser.press(again, 'Reset Fabrikam');
    expect(await tenant.settings('b2c').all()).toEqual([]);
  });

  test('a setting outlives a restart', async () => {
    await tenant.settings('entra-id').set('no-auth-time', true);
    await tenant.restart();
    expect(await tenant.settings('entra-id').all()).toEqual(['no-auth-time']);
  });

  test('only B2C has the settings of user flows', async () => {
    const { text } = await new HttpBrowser().open(page('external-id'));
    expect(text).toContain('no-auth-time');
    expect(text).not.toContain('policy-in-acr');
    // There a registration asks for sid.
    expect(text).not.toContain('no-sid');
    expect(await tenant.settings('external-id').set('policy-in-acr', true)).toBe(false);
    expect(await tenant.settings('b2c').set('__proto__', true)).toBe(false);
    expect(await tenant.settings('external-id').all()).toEqual([]);
  });
});
