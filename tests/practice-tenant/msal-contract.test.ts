import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { appBrowser, attempt, authorityFor, msalApp, tenantIds } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const domains = {
  'entra-id': 'contoso.onmicrosoft.com',
  'external-id': 'woodgrove.onmicrosoft.com',
  'external-id-custom-domain': 'adatum.onmicrosoft.com',
  b2c: 'fabrikam.onmicrosoft.com',
};

describe.each(tenantTypes)('MSAL Node with %s', (type) => {
  const tasks =
    type === 'b2c'
      ? 'https://fabrikam.onmicrosoft.com/tasks-api/Tasks.Read'
      : 'api://33333333-3333-4333-8333-333333333333/Tasks.Read';
  const scopes = type === 'b2c' ? [tasks] : ['User.Read'];
  const api = () =>
    type === 'b2c' ? `${tenant.origin}/tasks-api/tasks` : `${tenant.origin}/graph/v1.0/me`;

  test('signs in with an authorization code, PKCE, state, and nonce', async () => {
    const { redeem, answer, state, nonce } = await attempt(msalApp(tenant, type), { scopes });
    expect(answer['state']).toBe(state);
    const result = await redeem();
    expect(result.idTokenClaims).toMatchObject({
      nonce,
      name: 'Alex Rivera',
      iss: expect.stringContaining(`/${tenantIds[type]}/v2.0`),
    });
    // B2C has no preferred_username, and MSAL takes the username from nothing else.
    const username = type === 'b2c' ? '' : `alex@${domains[type]}`;
    expect(result.account?.username).toBe(username);
  });

  test('gets the claims of its tenant type about the user', async () => {
    const { redeem } = await attempt(msalApp(tenant, type), { scopes });
    const { idTokenClaims: claims } = await redeem();
    if (type === 'b2c') {
      expect(claims).toMatchObject({
        tfp: 'B2C_1_signupsignin',
        emails: ['alex@fabrikam.onmicrosoft.com'],
      });
      expect(claims).toHaveProperty('sub', claims['oid' as keyof typeof claims]);
    } else {
      expect(claims).toMatchObject({ tid: tenantIds[type], ver: '2.0' });
      expect(claims).not.toHaveProperty('sub', claims['oid' as keyof typeof claims]);
    }
  });

  test('verifies the ID token with the published keys', async () => {
    const { redeem } = await attempt(msalApp(tenant, type), { scopes });
    const { idToken } = await redeem();
    const authority = authorityFor(tenant, type).replace(/\/v2\.0$/, '');
    const discovery = await fetch(`${authority}/v2.0/.well-known/openid-configuration`);
    const { issuer, jwks_uri } = (await discovery.json()) as { issuer: string; jwks_uri: string };
    const keys = createRemoteJWKSet(new URL(jwks_uri));
    await jwtVerify(idToken, keys, { issuer, audience: '22222222-2222-4222-8222-222222222222' });
  });

  test('renews silently: first from the cache, then with the refresh token', async () => {
    const app = msalApp(tenant, type);
    const first = await (await attempt(app, { scopes })).redeem();
    const account = first.account;
    if (account === null) throw new Error('MSAL made no account.');
    const cached = await app.acquireTokenSilent({ account, scopes });
    expect(cached.fromCache).toBe(true);
    const renewed = await app.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect(renewed.fromCache).toBe(false);
    expect(renewed.accessToken).not.toBe(first.accessToken);
  });

  test('calls the API with its access token; the API refuses a call without one', async () => {
    const { accessToken } = await (await attempt(msalApp(tenant, type), { scopes })).redeem();
    const answer = await fetch(api(), { headers: { authorization: `Bearer ${accessToken}` } });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(await answer.json())).toContain('Alex Rivera');
    expect((await fetch(api())).status).toBe(401);
  });

  test('signs in once for all apps, until sign-out', async () => {
    const app = msalApp(tenant, type);
    const browser = appBrowser();
    const first = await attempt(app, { scopes, browser });
    const { idToken } = await first.redeem();
    const again = await attempt(app, { scopes, browser, press: [] });
    expect(again.answer).toHaveProperty('code');

    const logout = new URL(first.url);
    logout.pathname = logout.pathname.replace('/authorize', '/logout');
    logout.search = new URLSearchParams({
      id_token_hint: idToken,
      post_logout_redirect_uri: 'http://localhost:3000/goodbye',
      state: 'from-the-app',
    }).toString();
    const out = await browser.open(logout);
    expect(out.url).toBe('http://localhost:3000/goodbye?state=from-the-app');
    const after = await attempt(app, { scopes, browser, press: [] });
    expect(after.page.text).toContain('Pick an account');
  });
});
