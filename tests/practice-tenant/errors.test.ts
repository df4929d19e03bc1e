import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { appBrowser, attempt, errorNumber, msalApp, redirectUri, tenantIds } from './msal-app.ts';
import { type RunningTenant, runningTenant, siteOrigin } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());
afterEach(() => {
  vi.useRealTimers();
});

const app = () => msalApp(tenant, 'entra-id');
const authorize = (
  parameters: Record<string, string>,
  tenantName: string = tenantIds['entra-id'],
) => {
  const query = new URLSearchParams({
    client_id: clientIds.webApp,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: 'the-state',
    ...parameters,
  });
  return `${tenant.frontOrigin}/${tenantName}/oauth2/v2.0/authorize?${query}`;
};
const token = (fields: Record<string, string> | string, headers: Record<string, string> = {}) =>
  fetch(`${tenant.origin}/${tenantIds['entra-id']}/oauth2/v2.0/token`, {
    method: 'POST',
    headers,
    body: typeof fields === 'string' ? fields : new URLSearchParams(fields),
  });

describe('at the authorization endpoint', () => {
  test('a redirect URI that is not registered is shown beside those that are: AADSTS50011', async () => {
    const uri = 'http://localhost:3000/wrong';
    const page = await new HttpBrowser().open(authorize({ redirect_uri: uri }));
    expect(page.status).toBe(400);
    expect(page.text).toContain('AADSTS50011');
    expect(page.text).toMatch(
      /Sent as redirect_uri[\s\S]*\/wrong[\s\S]*Registered[\s\S]*\/goodbye/,
    );
  });

  test('the port of a localhost redirect URI does not count', async () => {
    const uri = 'http://localhost:5173/auth/redirect';
    const browser = new HttpBrowser({ stopAt: 'http://localhost:5173/' });
    const page = await browser.open(authorize({ redirect_uri: uri }));
    expect((await browser.press(page, 'Alex Rivera')).url).toContain(`${uri}?code=`);
  });

  test.each([
    ['an unknown app', { client_id: '99999999-9999-4999-8999-999999999999' }, 'AADSTS700016'],
    ['a parameter of v1', { resource: 'https://graph.microsoft.com' }, 'AADSTS901002'],
  ])('%s is answered on a page', async (_, parameters, code) => {
    const page = await new HttpBrowser().open(authorize(parameters));
    expect(page.status).toBe(400);
    expect(page.text).toContain(code);
  });

  test('an unknown tenant is answered on a page: AADSTS90002', async () => {
    const page = await new HttpBrowser().open(authorize({}, 'nowhere.example'));
    expect(page.status).toBe(400);
    expect(page.text).toContain('AADSTS90002');
    expect(page.text).toContain('contoso.onmicrosoft.com');
  });

  test.each(['nowhere', 'undefined', '{tenant-id}', '0a0a0a0a-1111-4111-8111-11111111111'])(
    'a tenant identifier that no tenant could have, %s, is AADSTS900023',
    async (name) => {
      const page = await new HttpBrowser().open(authorize({}, encodeURIComponent(name)));
      expect(page.status).toBe(400);
      expect(page.text).toContain('AADSTS900023');
      const address = `${tenant.origin}/${encodeURIComponent(name)}/v2.0/.well-known/openid-configuration`;
      expect(await (await fetch(address)).json()).toMatchObject({ error_codes: [900023] });
    },
  );

  test.each(['0a0a0a0a-1111-4111-8111-111111111112', 'contosoo.onmicrosoft.com'])(
    'a tenant that is not here, %s, is AADSTS90002',
    async (name) => {
      expect((await new HttpBrowser().open(authorize({}, name))).text).toContain('AADSTS90002:');
    },
  );

  test('an app without a redirect URI signs nobody in: AADSTS500113', async () => {
    const page = await new HttpBrowser().open(authorize({ client_id: clientIds.tasksApi }));
    expect(page.status).toBe(400);
    expect(page.text).toContain('AADSTS500113: No reply address is registered');
  });

  test('an error page links to the page of the site that explains its code', async () => {
    const ours = await new HttpBrowser().open(authorize({}, 'nowhere.example'));
    expect(ours.text).toContain(`<a href="${siteOrigin}/errors/AADSTS90002/">`);
    const providers = await new HttpBrowser().open(authorize({ redirect_uri: 'http://x.example' }));
    expect(providers.text).toContain(`<a href="${siteOrigin}/errors/AADSTS50011/">`);
  });

  test('.default is not combined with other scopes: AADSTS70011', async () => {
    const scope = 'openid https://graph.microsoft.com/.default User.Read';
    const { searchParams } = new URL((await appBrowser().open(authorize({ scope }))).url);
    expect(searchParams.get('error_description')).toMatch(/^AADSTS70011: /);
    const alone = authorize({
      scope: 'openid offline_access https://graph.microsoft.com/.default',
    });
    expect((await new HttpBrowser().open(alone)).text).toContain('Pick an account');
  });

  test.each([
    ['a response type that there is not', { response_type: 'device' }, 'AADSTS700054'],
    ['a malformed scope', { scope: 'openid "' }, 'AADSTS70011'],
    ['no session and no pages', { prompt: 'none' }, 'AADSTS50058'],
  ])('%s is answered to the app, with the state', async (_, parameters, code) => {
    const { searchParams } = new URL((await appBrowser().open(authorize(parameters))).url);
    expect(searchParams.get('error_description')).toMatch(new RegExp(`^${code}: `));
    expect(searchParams.get('state')).toBe('the-state');
    expect(searchParams.has('iss')).toBe(false);
  });

  test('an error is posted when the app asked for form_post', async () => {
    const { posted } = await appBrowser().open(
      authorize({ prompt: 'none', response_mode: 'form_post' }),
    );
    expect(posted).toMatchObject({ error: 'login_required', state: 'the-state' });
    expect(posted?.['error_description']).toMatch(/^AADSTS50058: /);
  });
});

describe('at the token endpoint', () => {
  test('a code is redeemed once: AADSTS54005, each time; tokens already issued go on working', async () => {
    const client = app();
    const { redeem } = await attempt(client);
    const { account } = await redeem();
    expect(await errorNumber(redeem())).toBe('AADSTS54005');
    expect(await errorNumber(redeem())).toBe('AADSTS54005');
    if (account === null) throw new Error('MSAL made no account.');
    const renewal = client.acquireTokenSilent({
      account,
      scopes: ['User.Read'],
      forceRefresh: true,
    });
    expect((await renewal).accessToken).not.toBe('');
  });

  test('a code that was left lying is AADSTS70008', async () => {
    const { redeem } = await attempt(app());
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 });
    expect(await errorNumber(redeem())).toBe('AADSTS70008');
  });

  test('another verifier is AADSTS501481', async () => {
    const { redeem } = await attempt(app());
    expect(await errorNumber(redeem({ codeVerifier: 'x'.repeat(43) }))).toBe('AADSTS501481');
  });

  test('F6 a verifier without a challenge, as after PKCE was stripped, is AADSTS501481', async () => {
    const { url, browser } = await attempt(app(), { press: [] });
    const stripped = new URL(url);
    stripped.searchParams.delete('code_challenge');
    stripped.searchParams.delete('code_challenge_method');
    const back = await browser.press(await browser.open(stripped), 'Alex Rivera');
    const redemption = {
      grant_type: 'authorization_code',
      code: new URL(back.url).searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      client_id: clientIds.webApp,
      client_secret: 'practice~web-app~not-a-real-secret',
    };
    const refused = await token({ ...redemption, code_verifier: 'v'.repeat(43) });
    expect(await refused.json()).toMatchObject({ error_codes: [501481] });
    // An app that never used PKCE may still redeem, as with Entra.
    expect((await token(redemption)).status).toBe(200);
  });

  test('another redirect URI is AADSTS500112', async () => {
    const { redeem } = await attempt(app());
    const other = redeem({ redirectUri: 'http://localhost:3000/goodbye' });
    expect(await errorNumber(other)).toBe('AADSTS500112');
  });

  test("another app's code is AADSTS70000", async () => {
    const { answer } = await attempt(app());
    const response = await token({
      grant_type: 'authorization_code',
      code: answer['code'] ?? '',
      redirect_uri: redirectUri,
      client_id: clientIds.needsConsent,
      client_secret: 'practice~needs-consent~not-a-real-secret',
    });
    expect(await response.json()).toMatchObject({ error_codes: [70000] });
  });

  test('the body has every member of the documented shape, and the sent correlation ID', async () => {
    const correlation = '5a5a5a5a-1111-4111-8111-111111111111';
    const response = await token(
      { client_id: clientIds.webApp, client_secret: 'wrong', grant_type: 'refresh_token' },
      { 'client-request-id': correlation },
    );
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      error: 'invalid_client',
      error_description: expect.stringMatching(
        /^AADSTS7000215: .* Trace ID: \S+ Correlation ID: 5a5a\S+ Timestamp: [\d-]+ [\d:]+Z$/,
      ),
      error_codes: [7000215],
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
      trace_id: expect.any(String),
      correlation_id: correlation,
      error_uri: `${tenant.frontOrigin}/error?code=7000215`,
    });
  });

  const secret = {
    client_id: clientIds.webApp,
    client_secret: 'practice~web-app~not-a-real-secret',
  };
  test.each([
    ['no app', { grant_type: 'authorization_code' }, 900144],
    ['no credential', { client_id: clientIds.webApp, grant_type: 'authorization_code' }, 7000218],
    ['a grant type nobody knows', { ...secret, grant_type: 'magic' }, 70003],
    [
      'a code without its redirect URI',
      { ...secret, grant_type: 'authorization_code', code: 'x' },
      700009,
    ],
    ['no grant type', { ...secret }, 900144],
    ['a parameter of v1', { ...secret, resource: 'x', grant_type: 'refresh_token' }, 901002],
    [
      'a code nobody issued',
      { ...secret, grant_type: 'authorization_code', code: 'x', redirect_uri: redirectUri },
      9002313,
    ],
    [
      'a refresh token nobody issued',
      { ...secret, grant_type: 'refresh_token', refresh_token: 'x' },
      9002313,
    ],
    ['an assertion that is no JWT', { client_id: clientIds.webApp, client_assertion: 'x' }, 50027],
  ])('%s', async (_, fields, code) => {
    const response = await token(fields);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.json()).toMatchObject({ error_codes: [code] });
  });

  test('another content type and a huge body are malformed: AADSTS9002313', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const answers = await Promise.all([
      token('{}', { 'content-type': 'application/json' }),
      token(`x=${'y'.repeat(100_000)}`, form),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error_codes: [9002313] });
    }
  });

  test('another method is AADSTS900561', async () => {
    const answer = await fetch(`${tenant.origin}/${tenantIds['entra-id']}/oauth2/v2.0/token`);
    expect(answer.status).toBe(405);
    expect(await answer.json()).toMatchObject({ error_codes: [900561] });
  });
});
