import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import {
  appBrowser,
  attempt,
  authorityFor,
  errorNumber,
  msalApp,
  redirectUri,
  webAppSecret,
} from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());
afterEach(() => {
  vi.useRealTimers();
});

const tasks = 'https://fabrikam.onmicrosoft.com/tasks-api';
const scopes = ['openid', 'offline_access', `${tasks}/Tasks.Read`];
const app = (clientSecret = webAppSecret) =>
  msalApp(tenant, 'b2c', { credential: { clientSecret } });
const endpoint = (name: string, changes: Record<string, string | undefined> = {}) => {
  const query = new URLSearchParams({
    client_id: clientIds.webApp,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: 'the-state',
  });
  for (const [parameter, value] of Object.entries(changes)) {
    if (value === undefined) query.delete(parameter);
    else query.set(parameter, value);
  }
  const base = `${tenant.frontOrigin}/fabrikam.onmicrosoft.com/B2C_1_signupsignin/oauth2/v2.0`;
  return `${base}/${name}?${query}`;
};
const token = (fields: Record<string, string>, userFlow?: string) =>
  fetch(`${authorityFor(tenant, 'b2c', userFlow)}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
const proof = { client_id: clientIds.webApp, client_secret: webAppSecret };

describe('on a page of the B2C tenant', () => {
  test.each([
    ['a redirect URI that is not registered', { redirect_uri: `${redirectUri}/x` }, '90006'],
    ['an app without redirect URIs', { client_id: clientIds.tasksApi }, '90007'],
    ['no client ID', { client_id: undefined }, '90008'],
    ['an unknown client ID', { client_id: '99999999-9999-4999-8999-999999999999' }, '90018'],
  ])('%s', async (_, changes, number) => {
    const page = await new HttpBrowser().open(endpoint('authorize', changes));
    expect(page.status).toBe(400);
    expect(page.text).toContain(`AADB2C${number}: `);
    expect(page.text).not.toContain('AADSTS');
  });

  test('a redirect URI that is not registered is shown next to those that are', async () => {
    const page = await new HttpBrowser().open(
      endpoint('authorize', { redirect_uri: 'http://x.y' }),
    );
    expect(page.text).toMatch(/Sent as redirect_uri[\s\S]*x\.y[\s\S]*Registered[\s\S]*\/goodbye/);
  });

  test.each(['/goodbye', 'http://app.example/', 'javascript:alert(1)'])(
    'an address after sign-out like %s is AADB2C90067, and nobody is signed out',
    async (address) => {
      const browser = appBrowser();
      await attempt(app(), { scopes, browser });
      const page = await browser.open(endpoint('logout', { post_logout_redirect_uri: address }));
      expect(page.status).toBe(400);
      expect(page.text).toContain('AADB2C90067: ');
      expect((await attempt(app(), { scopes, browser, press: [] })).answer).toHaveProperty('code');
    },
  );
});

describe('in an answer to the app, with the state', () => {
  test.each([
    ['a response type', { response_type: 'device' }, '90013', 'unsupported_response_type'],
    ['a bare scope', { scope: 'openid Tasks.Read' }, '90055', 'invalid_request'],
    ["a scope of Graph's", { scope: 'openid User.Read' }, '90055', 'invalid_request'],
    ['no session and no page', { prompt: 'none' }, '90077', 'interaction_required'],
    ['a scope of nobody', { scope: 'https://x.example/api/Read' }, '90117', 'invalid_request'],
    [
      'scopes of two APIs',
      { scope: `${tasks}/Tasks.Read https://x.example/api/Read` },
      '90146',
      'invalid_request',
    ],
  ])('%s', async (_, changes, number, error) => {
    const { url } = await appBrowser().open(endpoint('authorize', changes));
    const answer = new URL(url).searchParams;
    expect(answer.get('error')).toBe(error);
    expect(answer.get('state')).toBe('the-state');
    expect(answer.get('error_description')).toMatch(
      new RegExp(
        `^AADB2C${number}: .*\\r\\nCorrelation ID: [\\da-f-]{36}\\r\\nTimestamp: [\\d-]+ [\\d:]+Z\\r\\n$`,
      ),
    );
  });

  test('a scope that the API does not have is AADB2C90117', async () => {
    const { answer } = await attempt(app(), { scopes: [`${tasks}/Tasks.Burn`] });
    expect(answer['error_description']).toMatch(/^AADB2C90117: /);
  });

  test('a scope that no administrator granted is AADB2C90205: B2C asks nobody for consent', async () => {
    const careful = msalApp(tenant, 'b2c', {
      clientId: clientIds.needsConsent,
      credential: { clientSecret: 'practice~needs-consent~not-a-real-secret' },
    });
    const { answer } = await attempt(careful, { scopes });
    expect(answer).toMatchObject({ error: 'unauthorized_client' });
    expect(answer['error_description']).toMatch(/^AADB2C90205: /);
    expect((await attempt(careful, { scopes: ['openid'] })).answer).toHaveProperty('code');
  });

  test('of several scopes, those that no administrator granted are left out', async () => {
    const directory = tenant.directory('b2c');
    const registration = await directory.registration(clientIds.webApp);
    if (registration === undefined) throw new Error('The app is not registered.');
    const write = `${tasks}/Tasks.Write`;
    const adminConsent = registration.adminConsent.filter((scope) => scope !== write);
    await directory.saveRegistration({ ...registration, adminConsent });
    const scope = [...scopes, write].join(' ');
    const browser = new HttpBrowser({ stopAt: redirectUri });
    const back = await browser.press(
      await browser.open(endpoint('authorize', { scope })),
      'Sam Okafor',
    );
    const code = new URL(back.url).searchParams.get('code') ?? '';
    const grant = { ...proof, grant_type: 'authorization_code', redirect_uri: redirectUri };
    const tokens = Object(await (await token({ ...grant, code, scope })).json());
    expect(decodeJwt(tokens.access_token)).toMatchObject({ scp: 'Tasks.Read' });
    expect(tokens.scope).not.toContain(write);

    const renewal = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    for (const more of [{}, { scope }, { scope: scopes.join(' ') }]) {
      const renewed = Object(await (await token({ ...proof, ...renewal, ...more })).json());
      expect(renewed).toHaveProperty('access_token');
      expect(decodeJwt(renewed.access_token)).toMatchObject({ scp: 'Tasks.Read' });
    }
    const onlyWrite = await token({ ...proof, ...renewal, scope: write });
    expect(await onlyWrite.text()).toContain('AADB2C90205: ');

    await directory.saveRegistration(registration);
    const { url } = await browser.open(endpoint('authorize', { scope }));
    const later = new URL(url).searchParams.get('code') ?? '';
    const complete = Object(await (await token({ ...grant, code: later, scope })).json());
    expect(decodeJwt(complete.access_token)).toMatchObject({ scp: 'Tasks.Read Tasks.Write' });
  });

  test.each(['B2C_1_editprofile', 'B2C_1_resetpassword'])(
    'a silent request to %s, which has a page to show, is AADB2C90077 also for who is signed in',
    async (userFlow) => {
      const browser = appBrowser();
      await attempt(app(), { scopes, browser });
      const silent = endpoint('authorize', { prompt: 'none' });
      const { url } = await browser.open(silent.replace('B2C_1_signupsignin', userFlow));
      const answer = new URL(url).searchParams;
      expect(answer.get('error')).toBe('interaction_required');
      expect(answer.get('error_description')).toMatch(/^AADB2C90077: /);
    },
  );
});

describe('at the token endpoint', () => {
  test.each([
    [
      'no client secret',
      { client_id: clientIds.webApp, grant_type: 'authorization_code' },
      '90079',
    ],
    [
      'a wrong client secret',
      { ...proof, client_secret: 'x', grant_type: 'refresh_token' },
      '90081',
    ],
    [
      'a client secret that has expired',
      { ...proof, client_secret: 'practice~web-app~expired-secret', grant_type: 'refresh_token' },
      '90081',
    ],
    ['an app of nobody', { client_id: 'nobody', client_secret: 'x' }, '90018'],
    ['no client ID', { grant_type: 'refresh_token' }, '90008'],
    ['no grant type', proof, '90083'],
    ['a grant type nobody knows', { ...proof, grant_type: 'magic' }, '90086'],
    [
      'a refresh token of nobody',
      { ...proof, grant_type: 'refresh_token', refresh_token: 'x' },
      '90085',
    ],
    [
      'a code of nobody',
      { ...proof, grant_type: 'authorization_code', code: 'x', redirect_uri: redirectUri },
      '90085',
    ],
  ])('%s', async (_, fields, number) => {
    const response = await token(fields);
    expect([400, 401]).toContain(response.status);
    expect(await response.json()).toEqual({
      error: expect.any(String),
      error_description: expect.stringMatching(new RegExp(`^AADB2C${number}: `)),
    });
  });

  test('a code that was left lying, and one that was redeemed, is AADB2C90080', async () => {
    const once = await attempt(app(), { scopes });
    await once.redeem();
    expect(await errorNumber(once.redeem())).toBe('AADB2C90080');
    const { redeem } = await attempt(app(), { scopes });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
    expect(await errorNumber(redeem())).toBe('AADB2C90080');
  });

  test("another app's code or refresh token is AADB2C90279, not that of an unknown one", async () => {
    const { answer } = await attempt(app(), { scopes });
    const other = {
      client_id: clientIds.needsConsent,
      client_secret: 'practice~needs-consent~not-a-real-secret',
    };
    const code = {
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      code: answer['code'] ?? '',
    };
    const refused = await token({ ...other, ...code });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      error: 'invalid_grant',
      error_description: expect.stringMatching(
        `^AADB2C90279: The client ID '${clientIds.needsConsent}' `,
      ),
    });
  });

  test('an app that calls as itself has its app roles in scp, not in roles', async () => {
    const grant = { ...proof, grant_type: 'client_credentials', scope: `${tasks}/.default` };
    const answer = Object(await (await token(grant)).json());
    const claims = decodeJwt(answer.access_token);
    expect(claims).toMatchObject({ aud: clientIds.tasksApi, scp: 'Tasks.Read.All' });
    expect(claims).not.toHaveProperty('roles');
  });

  test('another verifier is AADB2C90182', async () => {
    const { redeem } = await attempt(app(), { scopes });
    expect(await errorNumber(redeem({ codeVerifier: 'x'.repeat(43) }))).toBe('AADB2C90182');
  });

  test('a code or refresh token of another user flow is AADB2C90088, and both are named', async () => {
    const { answer } = await attempt(app(), { scopes });
    const code = { ...proof, grant_type: 'authorization_code', redirect_uri: redirectUri };
    const sent = { ...code, code: answer['code'] ?? '' };
    const refused: unknown = await (await token(sent, 'B2C_1_editprofile')).json();
    expect(refused).toMatchObject({ error: 'invalid_grant' });
    expect(JSON.stringify(refused)).toMatch(/AADB2C90088: .*B2C_1_signupsignin.*B2C_1_editprofile/);

    const browser = new HttpBrowser({ stopAt: redirectUri });
    const picker = await browser.open(endpoint('authorize', { scope: scopes.join(' ') }));
    const back = new URL((await browser.press(picker, 'Sam Okafor')).url).searchParams;
    const tokens: unknown = await (await token({ ...code, code: back.get('code') ?? '' })).json();
    expect(tokens).toHaveProperty('refresh_token');
    const refresh_token = String(Object(tokens).refresh_token);
    const renewal = { ...proof, grant_type: 'refresh_token', refresh_token };
    expect(await (await token(renewal, 'B2C_1_editprofile')).text()).toContain('AADB2C90088');
    expect((await token(renewal)).status).toBe(200);
  });

  test.each([
    ['grant-revoked', 'AADB2C90129'],
    ['app-disabled', 'AADB2C90092'],
  ] as const)('the fault %s is %s', async (fault, code) => {
    const faults = tenant.faults('b2c');
    await faults.set(clientIds.webApp, fault, true);
    const answer = await token({ ...proof, grant_type: 'refresh_token', refresh_token: 'x' });
    await faults.set(clientIds.webApp, fault, false);
    expect(await answer.text()).toContain(code);
  });

  test('a single-page app without a code_challenge is AADB2C99059', async () => {
    const directory = tenant.directory('b2c');
    const registration = await directory.registration(clientIds.needsConsent);
    if (registration === undefined) throw new Error('The app is not registered.');
    const page = 'http://localhost:5173/';
    await directory.saveRegistration({ ...registration, singlePageRedirectUris: [page] });
    const address = endpoint('authorize', { client_id: registration.clientId, redirect_uri: page });
    const { url } = await new HttpBrowser({ stopAt: page }).open(address);
    expect(new URL(url).searchParams.get('error_description')).toMatch(/^AADB2C99059: /);
  });
});
