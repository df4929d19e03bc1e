import { PublicClientApplication } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HttpBrowser } from '../http-browser.ts';
import { authorityFor } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

const clientId = '5a5a5a5a-0000-4000-8000-00000000000d';
const webPage = 'http://localhost:5000/callback';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
  const registration = {
    clientId,
    name: 'Desktop app',
    redirectUris: [webPage],
    publicClientRedirectUris: ['http://localhost'],
    secrets: ['a-secret-of-its-web-page'],
    permissions: [],
  };
  const registrations = [
    { ...registration, permissions: ['User.Read'], adminConsent: true as const },
  ];
  const inB2c = [{ ...registration, adminConsent: true as const }];
  await tenant.seed({
    tenants: {
      'entra-id': { registrations },
      'external-id': { registrations },
      b2c: { registrations: inB2c },
    },
  });
});
afterAll(() => tenant.remove());

test.each([
  ['entra-id', ['User.Read']],
  ['external-id', ['User.Read']],
  ['b2c', []],
] as const)(
  'in %s, MSAL signs in on the desktop without a secret, and renews',
  async (type, scopes) => {
    const authority = authorityFor(tenant, type);
    const app = new PublicClientApplication({
      auth: { clientId, authority, knownAuthorities: [new URL(authority).host] },
    });
    // As its interactive sign-in does: a page of its own, on any free port.
    const redirectUri = 'http://localhost:43123';
    const browser = new HttpBrowser({ stopAt: redirectUri });
    const picker = await browser.open(
      await app.getAuthCodeUrl({ scopes: [...scopes], redirectUri }),
    );
    const { url } = await browser.press(picker, 'Alex Rivera');
    const code = new URL(url).searchParams.get('code') ?? '';
    const result = await app.acquireTokenByCode({ code, scopes: [...scopes], redirectUri });
    expect(result.account?.name).toBe('Alex Rivera');
    if (type === 'b2c') return;
    expect(decodeJwt(result.accessToken)).toMatchObject({ appidacr: '0' });
    const { account } = result;
    if (account === null) throw new Error('MSAL has no account.');
    const renewed = await app.acquireTokenSilent({
      account,
      scopes: [...scopes],
      forceRefresh: true,
    });
    expect(renewed.fromCache).toBe(false);
  },
);

test('a code for the web page of the same app still needs the secret', async () => {
  const base = `${authorityFor(tenant, 'entra-id')}/oauth2/v2.0`;
  const query = { client_id: clientId, response_type: 'code', redirect_uri: webPage };
  const browser = new HttpBrowser({ stopAt: webPage });
  const address = `${base}/authorize?${new URLSearchParams({ ...query, scope: 'openid User.Read' })}`;
  const { url } = await browser.press(await browser.open(address), 'Alex Rivera');
  const code = new URL(url).searchParams.get('code') ?? '';
  const grant = { grant_type: 'authorization_code', code, redirect_uri: webPage };
  const body = new URLSearchParams({ ...grant, client_id: clientId });
  const response = await fetch(`${base}/token`, { method: 'POST', body });
  expect(await response.json()).toMatchObject({ error_codes: [7000218] });
});

test('a desktop app registered at the desk signs in without a secret', async () => {
  const browser = new HttpBrowser();
  const form = await browser.open(`${tenant.frontOrigin}/desk/entra-id/new-registration`);
  const registered = await browser.press(form, 'Register', {
    Name: 'Desktop app of mine',
    'Redirect URI (Mobile and desktop applications), one per line': 'http://localhost',
  });
  await browser.press(registered, 'Grant admin consent');
  const authority = authorityFor(tenant, 'entra-id');
  const ownId = registered.url.split('/').at(-1) ?? '';
  const app = new PublicClientApplication({
    auth: { clientId: ownId, authority, knownAuthorities: [new URL(authority).host] },
  });
  const redirectUri = 'http://localhost:43123';
  const scopes = ['User.Read'];
  const visitor = new HttpBrowser({ stopAt: redirectUri });
  const picker = await visitor.open(await app.getAuthCodeUrl({ scopes, redirectUri }));
  const { url } = await visitor.press(picker, 'Alex Rivera');
  const code = new URL(url).searchParams.get('code') ?? '';
  const result = await app.acquireTokenByCode({ code, scopes, redirectUri });
  expect(result.account?.name).toBe('Alex Rivera');
});
