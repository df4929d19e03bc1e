import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImplicitGrant, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { authorizeAddress, returned, signInAt } from './authorize-endpoint.ts';
import { appBrowser, authorityFor, redirectUri, tenantIds, webAppSecret } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

type Type = (typeof tenantTypes)[number];

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
  for (const type of tenantTypes) await enable(type, { idTokens: true, accessTokens: true });
});
afterAll(() => tenant.remove());

async function enable(type: Type, implicitGrant: ImplicitGrant | undefined): Promise<void> {
  const directory = tenant.directory(type);
  const app = await directory.registration(clientIds.webApp);
  if (app !== undefined) await directory.saveRegistration({ ...app, implicitGrant });
}

const apiScope = (type: Type): string =>
  type === 'b2c' ? 'https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read' : 'User.Read';
const ask = (type: Type, parameters: Record<string, string | undefined>) =>
  signInAt(
    authorizeAddress(tenant, type, {
      scope: `openid profile ${apiScope(type)}`,
      nonce: 'the-nonce',
      ...parameters,
    }),
  );
const authority = (type: Type) => authorityFor(tenant, type).replace(/\/v2\.0$/, '');
const halfDigest = (text = '') =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
async function verified(type: Type, idToken = '') {
  const keys = createRemoteJWKSet(new URL(`${authority(type)}/discovery/v2.0/keys`));
  return (await jwtVerify(idToken, keys, { audience: clientIds.webApp })).payload;
}

describe.each(tenantTypes)('with %s', (type) => {
  test('an ID token comes back in the fragment, with the nonce and without the hash of anything', async () => {
    const { mode, answer } = await ask(type, { response_type: 'id_token' });
    expect(mode).toBe('fragment');
    const session = type === 'b2c' ? [] : ['session_state'];
    expect(Object.keys(answer).sort()).toEqual(['id_token', ...session, 'state'].sort());
    const claims = await verified(type, answer['id_token']);
    expect(claims).toMatchObject({ nonce: 'the-nonce', name: 'Alex Rivera' });
    expect(claims).not.toHaveProperty('c_hash');
    expect(claims).not.toHaveProperty('at_hash');
  });

  test('the ID token beside a code has its hash, and the code is redeemed as always', async () => {
    const { mode, answer } = await ask(type, {
      response_type: 'code id_token',
      response_mode: 'form_post',
    });
    expect(mode).toBe('form_post');
    const first = await verified(type, answer['id_token']);
    expect(first['c_hash']).toBe(halfDigest(answer['code']));
    const response = await fetch(`${authority(type)}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: clientIds.webApp,
        client_secret: webAppSecret,
        grant_type: 'authorization_code',
        code: answer['code'] ?? '',
        redirect_uri: redirectUri,
      }),
    });
    const { id_token: second } = (await response.json()) as { id_token: string };
    const { iss, sub, tfp } = decodeJwt(second);
    expect({ iss, sub, tfp }).toEqual({ iss: first.iss, sub: first.sub, tfp: first['tfp'] });
  });

  test('an access token beside the ID token is for the API, and the ID token has its hash', async () => {
    const { mode, answer } = await ask(type, { response_type: 'id_token token' });
    expect(mode).toBe('fragment');
    expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: '3600' });
    const idToken = await verified(type, answer['id_token']);
    expect(idToken['at_hash']).toBe(halfDigest(answer['access_token']));
    const { scp, appidacr } = decodeJwt(answer['access_token'] ?? '');
    expect(scp).toBe(type === 'b2c' ? 'Tasks.Read' : 'openid profile User.Read');
    expect(appidacr).toBe(type === 'b2c' ? undefined : '0');
  });

  test('an access token alone needs no nonce and no openid, and no code comes with it', async () => {
    const { answer } = await ask(type, {
      response_type: 'token',
      scope: apiScope(type),
      nonce: undefined,
    });
    expect(answer).toHaveProperty('access_token');
    expect(answer).not.toHaveProperty('code');
    expect(answer).not.toHaveProperty('id_token');
  });

  test.each([
    ['id_token', { idTokens: false, accessTokens: true }, 'AADSTS700054: '],
    ['code id_token', { idTokens: false, accessTokens: true }, 'AADSTS700054: '],
    ['token', { idTokens: true, accessTokens: false }, 'AADSTS700051: '],
    ['id_token token', { idTokens: true, accessTokens: false }, 'AADSTS700051: '],
    ['id_token', undefined, 'AADSTS700054: '],
  ])(
    '%s is refused in the fragment while the registration has %j',
    async (response_type, implicitGrant, code) => {
      await enable(type, implicitGrant);
      const { mode, answer } = await ask(type, { response_type });
      await enable(type, { idTokens: true, accessTokens: true });
      expect(mode).toBe('fragment');
      expect(answer).toMatchObject({
        error: type === 'b2c' ? 'unauthorized_client' : 'unsupported_response_type',
        error_description: expect.stringContaining(type === 'b2c' ? 'AADB2C90057: ' : code),
        state: 'the-state',
      });
    },
  );

  test('tokens don’t come back in the query: AADSTS70007', async () => {
    const { mode, answer } = await ask(type, { response_type: 'id_token', response_mode: 'query' });
    expect(mode).toBe('query');
    expect(answer).toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringMatching(
        type === 'b2c' ? /^AADB2C90014: / : /^AADSTS70007: /,
      ),
    });
  });

  test('an access token without the scope of an API is refused', async () => {
    const { answer } = await ask(type, { response_type: 'id_token token', scope: 'openid' });
    const code = type === 'b2c' ? 'AADB2C90055: ' : 'AADSTS28002: ';
    expect(answer['error_description']).toContain(code);
  });

  test('a silent request without a session is refused the way it was asked', async () => {
    const { answer } = await ask(type, {
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
    });
    expect(answer['error_description']).toContain(
      type === 'b2c' ? 'AADB2C90077: ' : 'AADSTS50058: ',
    );
  });

  test('client_info comes back to an app that asks for it, as MSAL does', async () => {
    const { answer } = await ask(type, { response_type: 'id_token', client_info: '1' });
    const info = JSON.parse(Buffer.from(answer['client_info'] ?? '', 'base64url').toString());
    expect(info).toMatchObject({ utid: tenantIds[type] });
  });

  test('faults change the ID token of this endpoint, too', async () => {
    await tenant.faults(type).set(clientIds.webApp, 'wrong-nonce', true);
    const { answer } = await ask(type, { response_type: 'id_token' });
    await tenant.faults(type).set(clientIds.webApp, 'wrong-nonce', false);
    expect(decodeJwt(answer['id_token'] ?? '')['nonce']).not.toBe('the-nonce');
  });
});

test('Entra needs a nonce with an ID token, B2C doesn’t', async () => {
  const without = { response_type: 'id_token', nonce: undefined };
  const entra = await ask('entra-id', without);
  expect(entra.answer['error_description']).toMatch(/^AADSTS90014: .*'nonce'/);
  const b2c = await ask('b2c', without);
  expect(decodeJwt(b2c.answer['id_token'] ?? '')).not.toHaveProperty('nonce');
});

test('an ID token needs the scope openid: AADSTS70005, in B2C AADB2C90110', async () => {
  const without = { response_type: 'id_token', scope: 'profile' };
  const entra = await ask('entra-id', without);
  expect(entra.answer['error_description']).toMatch(/^AADSTS70005: .*openid/);
  const b2c = await ask('b2c', without);
  expect(b2c.answer['error_description']).toMatch(/^AADB2C90110: /);
});

test('the user flow that an older app names with p is in the ID token', async () => {
  const address = new URL(
    authorizeAddress(tenant, 'b2c', { response_type: 'id_token', nonce: 'n', scope: 'openid' }),
  );
  address.pathname = address.pathname.replace('/B2C_1_signupsignin', '');
  address.searchParams.set('p', 'B2C_1_editprofile');
  const browser = appBrowser();
  const form = await browser.press(await browser.open(address), 'Alex Rivera');
  const { answer } = returned(await browser.press(form, 'Continue'));
  expect(decodeJwt(answer['id_token'] ?? '')['tfp']).toBe('B2C_1_editprofile');
});

test('an access token of a session with a second factor satisfies the context that was asked for', async () => {
  const browser = appBrowser();
  const address = authorizeAddress(tenant, 'entra-id', {
    response_type: 'id_token token',
    scope: 'openid User.Read',
    nonce: 'n',
    claims: '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}',
  });
  const factor = await browser.press(await browser.open(address), 'Alex Rivera');
  const back = await browser.press(factor, 'Approve');
  const answer = new URLSearchParams(new URL(back.url).hash.slice(1));
  expect(decodeJwt(answer.get('access_token') ?? '')['acrs']).toEqual(['c1']);
});

test('the desk switches both settings, in the portal’s words', async () => {
  const browser = new HttpBrowser();
  const address = `${tenant.frontOrigin}/desk/entra-id/registrations/${clientIds.needsConsent}`;
  const page = await browser.open(address);
  expect(page.text).toContain('Implicit grant and hybrid flows');
  const boxes = page.text.match(/name="implicit-[\w-]+" value="yes"> [\w ()]+/g);
  expect(boxes).toEqual([
    'name="implicit-access-tokens" value="yes"> Access tokens (used for implicit flows)',
    'name="implicit-id-tokens" value="yes"> ID tokens (used for implicit and hybrid flows)',
  ]);
  const form = { do: 'authentication', 'redirect-uris': redirectUri };
  const saved = await browser.post(address, { ...form, 'implicit-id-tokens': 'yes' }, address);
  expect(saved.text).toMatch(/name="implicit-id-tokens" value="yes" checked>/);
  expect(saved.text).toMatch(/name="implicit-access-tokens" value="yes">/);
  const app = await tenant.directory('entra-id').registration(clientIds.needsConsent);
  expect(app?.implicitGrant).toEqual({ idTokens: true, accessTokens: false });
});
