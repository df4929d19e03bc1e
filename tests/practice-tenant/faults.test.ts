import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import type { Fault } from '../../src/practice-tenant/faults/catalogue.ts';
import { appBrowser, attempt, authorityFor, errorNumber, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());
afterEach(async () => {
  const faults = tenant.faults('entra-id');
  for (const { clientId, fault } of await faults.all()) await faults.set(clientId, fault, false);
});

const app = () => msalApp(tenant, 'entra-id');
const break_ = (fault: Fault) => tenant.faults('entra-id').set(clientIds.webApp, fault, true);

describe('at the token endpoint', () => {
  test.each([
    ['expired-secret', 'AADSTS7000222'],
    ['app-disabled', 'AADSTS7000112'],
  ] as const)('%s is %s, until it is switched off', async (fault, code) => {
    await break_(fault);
    expect(await errorNumber((await attempt(app())).redeem())).toBe(code);
    await tenant.faults('entra-id').set(clientIds.webApp, fault, false);
    expect(await errorNumber((await attempt(app())).redeem())).toBe('no error');
  });

  test.each([
    ['grant-revoked', 'AADSTS50173'],
    ['user-blocked', 'AADSTS50057'],
    ['second-factor-required', 'AADSTS50076'],
    ['consent-removed', 'AADSTS65001'],
  ] as const)('%s meets a renewal with %s', async (fault, code) => {
    const client = app();
    const { account } = await (await attempt(client)).redeem();
    if (account === null) throw new Error('MSAL made no account.');
    await break_(fault);
    const renewal = client.acquireTokenSilent({
      account,
      scopes: ['User.Read'],
      forceRefresh: true,
    });
    expect(await errorNumber(renewal)).toBe(code);
  });

  test('consent-removed tells the app that consent is required', async () => {
    const client = app();
    const { account } = await (await attempt(client)).redeem();
    if (account === null) throw new Error('MSAL made no account.');
    await break_('consent-removed');
    const renewal = client.acquireTokenSilent({
      account,
      scopes: ['User.Read'],
      forceRefresh: true,
    });
    await expect(renewal).rejects.toMatchObject({ subError: 'consent_required' });
  });

  test('token-endpoint-down is a 503', async () => {
    await break_('token-endpoint-down');
    const answer = await fetch(`${authorityFor(tenant, 'entra-id')}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientIds.webApp }),
    });
    expect(answer.status).toBe(503);
  });
});

describe('in the sign-in', () => {
  test.each([
    ['user-blocked', 'AADSTS50057'],
    ['user-not-assigned', 'AADSTS50105'],
    ['conditional-access', 'AADSTS53003'],
  ] as const)('%s answers the app with %s', async (fault, code) => {
    await break_(fault);
    const { answer } = await attempt(app());
    expect(answer['error']).toBe('access_denied');
    expect(answer['error_description']).toMatch(new RegExp(`^${code}: `));
  });

  test('consent-removed shows the consent page, also to whoever has been signed in before', async () => {
    const browser = appBrowser();
    expect((await attempt(app(), { browser })).answer).toHaveProperty('code');
    await break_('consent-removed');
    const again = await attempt(app(), { browser, press: [] });
    expect(again.page.text).toContain('Permissions requested');
    const silent = await attempt(app(), { browser, prompt: 'none', press: [] });
    expect(silent.answer['error']).toBe('consent_required');
    expect(silent.answer['error_description']).toMatch(/^AADSTS65001: /);
  });

  test('consent-removed is over for the same browser once it is switched off', async () => {
    const browser = appBrowser();
    await attempt(app(), { browser });
    await break_('consent-removed');
    await attempt(app(), { browser, press: [] });
    await tenant.faults('entra-id').set(clientIds.webApp, 'consent-removed', false);
    const { answer } = await attempt(app(), { browser, prompt: 'none', press: [] });
    expect(answer).toHaveProperty('code');
  });
});

describe('in the ID token', () => {
  const idToken = async (fault: Fault) => {
    await break_(fault);
    const { answer, url } = await attempt(app());
    expect(answer).toHaveProperty('code');
    // MSAL would refuse some of these, so the code is redeemed by hand, without PKCE.
    const query = new URL(url);
    for (const name of ['code_challenge', 'code_challenge_method']) query.searchParams.delete(name);
    const browser = appBrowser();
    const back = await browser.press(await browser.open(query), 'Alex Rivera');
    const response = await fetch(`${authorityFor(tenant, 'entra-id')}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: clientIds.webApp,
        client_secret: 'practice~web-app~not-a-real-secret',
        grant_type: 'authorization_code',
        code: new URL(back.url).searchParams.get('code') ?? '',
        redirect_uri: 'http://localhost:3000/auth/redirect',
      }),
    });
    const { id_token } = (await response.json()) as { id_token: string };
    return { idToken: id_token, nonce: query.searchParams.get('nonce') };
  };
  const verified = (token: string) => {
    const authority = authorityFor(tenant, 'entra-id');
    const keys = createRemoteJWKSet(new URL(`${authority}/discovery/v2.0/keys`));
    return jwtVerify(token, keys, { issuer: `${authority}/v2.0`, audience: clientIds.webApp }).then(
      () => 'valid',
      (error: Error) => error.message,
    );
  };

  test.each([
    ['bad-signature', /signature/],
    ['keys-rotated', /no applicable key/],
    ['wrong-issuer', /"iss"/],
    ['wrong-audience', /"aud"/],
    ['expired-id-token', /"exp"/],
    ['clock-ahead', /"nbf"/],
  ] as const)('%s is what a careful app refuses', async (fault, message) => {
    expect(await verified((await idToken(fault)).idToken)).toMatch(message);
  });

  test('wrong-nonce and missing-nonce change the nonce only', async () => {
    const wrong = await idToken('wrong-nonce');
    expect(decodeJwt(wrong.idToken)['nonce']).not.toBe(wrong.nonce);
    expect(await verified(wrong.idToken)).toBe('valid');
    await tenant.faults('entra-id').set(clientIds.webApp, 'wrong-nonce', false);
    const missing = await idToken('missing-nonce');
    expect(decodeJwt(missing.idToken)).not.toHaveProperty('nonce');
    expect(await verified(missing.idToken)).toBe('valid');
  });

  test('no other app is touched', async () => {
    await break_('bad-signature');
    const other = msalApp(tenant, 'entra-id', {
      clientId: clientIds.needsConsent,
      credential: { clientSecret: 'practice~needs-consent~not-a-real-secret' },
    });
    const result = await (await attempt(other, { press: ['Alex Rivera', 'Accept'] })).redeem();
    const keys = createRemoteJWKSet(
      new URL(`${authorityFor(tenant, 'entra-id')}/discovery/v2.0/keys`),
    );
    await jwtVerify(result.idToken, keys);
  });
});

test('discovery-down is a 503 for the tenant', async () => {
  const discovery = `${authorityFor(tenant, 'entra-id')}/v2.0/.well-known/openid-configuration`;
  await break_('discovery-down');
  expect((await fetch(discovery)).status).toBe(503);
});

describe('the address for tests', () => {
  const put = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${tenant.frontOrigin}/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const wanted = { tenant: 'entra-id', clientId: clientIds.webApp, fault: 'slow', on: true };

  test('switches a fault on and off, and lists them', async () => {
    expect((await put(wanted)).status).toBe(200);
    const listed = await (await fetch(`${tenant.frontOrigin}/faults`)).json();
    expect(listed).toMatchObject({ on: [{ tenant: 'entra-id', fault: 'slow' }] });
    await put({ ...wanted, on: false });
    expect(await tenant.faults('entra-id').all()).toEqual([]);
  });

  test('refuses what it does not know, and pages of other sites', async () => {
    expect((await put({ ...wanted, fault: 'gremlins' })).status).toBe(400);
    expect((await put({ ...wanted, tenant: 'nobody' })).status).toBe(400);
    expect((await put(wanted, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await put(wanted, { 'content-type': 'text/plain' })).status).toBe(403);
    expect(await tenant.faults('entra-id').all()).toEqual([]);
  });

  test('refuses a client ID that is not registered, and names those that are', async () => {
    const answer = await put({ ...wanted, clientId: 'nope' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      message: expect.stringMatching(
        new RegExp(`^There is no registration nope in entra-id; there are: .*${clientIds.webApp}`),
      ),
    });
    expect(await tenant.faults('entra-id').all()).toEqual([]);
  });

  test('takes the client ID in any case', async () => {
    const clientId = clientIds.webApp.toUpperCase();
    expect((await put({ ...wanted, clientId })).status).toBe(200);
  });
});
