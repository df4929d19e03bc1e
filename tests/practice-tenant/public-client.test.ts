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

/** Signs in without MSAL. @returns what redeems the code */
async function signedIn(redirect_uri: string) {
  const query = { client_id: clientId, response_type: 'code', redirect_uri };
  const browser = new HttpBrowser({ stopAt: 'http://localhost:' });
  const address = `${base()}/authorize?${new URLSearchParams({ ...query, scope: 'openid User.Read' })}`;
  const { url } = await browser.press(await browser.open(address), 'Alex Rivera');
  const code = new URL(url).searchParams.get('code') ?? '';
  return { grant_type: 'authorization_code', client_id: clientId, code, redirect_uri };
}

const base = () => `${authorityFor(tenant, 'entra-id')}/oauth2/v2.0`;
const token = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${base()}/token`, { method: 'POST', headers, body: new URLSearchParams(fields) });
const client_secret = 'a-secret-of-its-web-page';

test('a code for the web page of the same app still needs the secret', async () => {
  const fields = await signedIn(webPage);
  expect(await (await token(fields)).json()).toMatchObject({ error_codes: [7000218] });
  expect((await token({ ...fields, client_secret })).status).toBe(200);
});

test('a code for the desktop must come without the secret: AADSTS700025', async () => {
  const fields = await signedIn('http://localhost:43123');
  const refused = await token({ ...fields, client_secret });
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ error: 'invalid_client', error_codes: [700025] });
  const authorization = `Basic ${btoa(`${clientId}:${client_secret}`)}`;
  const inHeader = await token(fields, { authorization });
  expect(await inHeader.json()).toMatchObject({ error_codes: [700025] });
  expect((await token(fields)).status).toBe(200);
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
